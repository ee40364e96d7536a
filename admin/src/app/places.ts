/** A screen in the navigation. It appears there once its route exists. */
export interface Place {
  readonly to: string
  readonly label: string
  /** The key after `g` that leads there. */
  readonly key: string
}

/** In the order of the loop; then what guards it; then what it is set up with. */
export const placeGroups: readonly (readonly Place[])[] = [
  [
    { to: '/', label: 'Overview', key: 'o' },
    { to: '/integrations', label: 'Integrations', key: 'i' },
    { to: '/reports', label: 'Reports', key: 'r' },
    { to: '/content', label: 'Content', key: 'c' },
    { to: '/placements', label: 'Placements', key: 'p' },
    { to: '/experiments', label: 'Experiments', key: 'e' },
  ],
  [
    { to: '/desk', label: 'Desk', key: 'd' },
    { to: '/decisions', label: 'Decisions', key: 'n' },
  ],
  [{ to: '/settings', label: 'Settings', key: 's' }],
]
