import { createStore } from './store.ts'

/** A text that the server tells once and keeps nowhere: a key, a link. */
export interface ShownOnce {
  readonly title: string
  readonly about: string
  readonly label: string
  readonly text: string
}

/**
 * What is to be copied now. It lives outside the screens: they are made anew when rights change, and this
 * would be gone while it goes on opening doors.
 */
export const shownOnce = createStore<ShownOnce | undefined>(undefined)
