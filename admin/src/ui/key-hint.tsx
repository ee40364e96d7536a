import { Fragment } from 'react'

/** The keys that do a thing, as caps: `keys="g d"`, `keys="Mod+K"`. "Mod" is ⌘ on a Mac, else Ctrl. */
export function KeyHint({ keys }: { readonly keys: string }) {
  const mac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)
  const caps = keys.split(' ').map((each) =>
    each
      .split('+')
      .map((key) =>
        key === 'Mod' ? (mac ? '⌘' : 'Ctrl') : key.length === 1 ? key.toUpperCase() : key,
      )
      .join(mac ? '' : ' '),
  )
  return (
    <kbd className="hidden rounded-sm border border-line bg-panel px-1 font-sans text-xs leading-4 text-muted pointer-fine:inline-block">
      {caps.map((cap, at) => (
        <Fragment key={at}>
          {at > 0 && ' '}
          {cap}
        </Fragment>
      ))}
    </kbd>
  )
}
