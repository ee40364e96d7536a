import { keep, readKept } from './kept.ts'
import { createStore } from './store.ts'

export const themeChoices = ['system', 'light', 'dark'] as const
export type ThemeChoice = (typeof themeChoices)[number]

// `public/theme.js` reads it before anything is drawn.
const key = 'linchpin.theme'

const read = (): ThemeChoice => {
  const kept = readKept(key)
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}

/** What the person has chosen; `system` is no choice. */
export const themeChoice = createStore<ThemeChoice>(read())

export function chooseTheme(choice: ThemeChoice): void {
  keep(key, choice === 'system' ? undefined : choice)
  themeChoice.set(choice)
}

function show(): void {
  const choice = themeChoice.get()
  const { dataset } = document.documentElement
  if (choice === 'system') delete dataset['theme']
  else dataset['theme'] = choice
}

/** Shows the theme; this tab and all others of the browser follow the person's choice. */
export function followTheme(): void {
  show()
  themeChoice.subscribe(show)
  addEventListener('storage', (event) => {
    if (event.key === key) themeChoice.set(read())
  })
}
