import type { Reset } from '../../accounts/index.ts'

/** Whose screen it is; a program with a key has neither. */
export interface Standpoint {
  readonly person?: string | undefined
  readonly session?: string | undefined
}

export const isMeant = ({ person, session }: Reset, screen: Standpoint): boolean =>
  screen.person === person && (session === null || screen.session === session)
