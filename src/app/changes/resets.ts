/** The channel on which every process hears that somebody's open screens must be made anew. */
export const resetChannel = 'linchpin_reset'

/** Whose screen it is; a program with a key has neither. */
export interface Standpoint {
  readonly person?: string | undefined
  readonly session?: string | undefined
}

export interface Reset {
  readonly person: string
  /** The session whose screens these are; null for all of the person's. */
  readonly session: string | null
  readonly reason: string
}

/** What was said on the channel; undefined for the empty word after a reconnection. */
export const readReset = (payload: string): Reset | undefined =>
  payload === '' ? undefined : (JSON.parse(payload) as Reset)

export const isMeant = ({ person, session }: Reset, screen: Standpoint): boolean =>
  screen.person === person && (session === null || screen.session === session)
