const browsers = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const
const systems = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS', 'Linux'] as const

/** What a browser calls itself, in two words; the name is only a hint, since anybody can claim it. */
export function browserOf(agent: string | null): string {
  const browser = browsers.find(([mark]) => agent?.includes(mark))?.[1]
  const system = systems.find((each) => agent?.includes(each))
  if (!browser) return 'A browser or program'
  return system ? `${browser} on ${system}` : browser
}
