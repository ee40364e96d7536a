import { useEffect, useState } from 'react'
import { keep, keptUnder, readKept } from './kept.ts'

/** Text that somebody wrote and that was not sent, as this browser keeps it. */
export interface KeptDraft<T> {
  readonly value: T
  readonly savedAt: Date
  /** Why the screen went away under it; absent when the person left it. */
  readonly reason?: string
}

export interface Draft<T> {
  readonly value: T
  /** Takes what the person wrote, and keeps it in this browser. */
  readonly set: (value: T) => void
  /** The value was sent or given up: nothing is kept any more. */
  readonly clear: () => void
  /** What was kept from before, if it differs from what is shown. */
  readonly recovery: KeptDraft<T> | undefined
  readonly recover: () => void
  readonly dismiss: () => void
}

interface Stored {
  readonly value: unknown
  readonly at: number
  readonly reason?: string | undefined
}

const prefix = 'linchpin.draft'
const keptForMs = 30 * 24 * 60 * 60 * 1000

let person = 'somebody'
/** The drafts on screen, by their key. */
const open = new Map<string, Stored>()

/** Whose drafts are kept and offered: those of one person are never offered to another. */
export const draftsBelongTo = (whom: string): void => void (person = whom)

const placeOf = (key: string): string => `${prefix}.${person}.${key}`

function write(place: string, stored: Stored | undefined): void {
  if (stored) open.set(place, stored)
  else open.delete(place)
  keep(place, stored && JSON.stringify(stored))
}

/** Writes beside every draft on screen why the screen goes away now. */
export function keepDrafts(reason: string): void {
  for (const [place, stored] of open) keep(place, JSON.stringify({ ...stored, reason }))
  open.clear()
}

/** Forgets drafts that nobody asked for in a month. */
export function sweepDrafts(now: number): void {
  for (const key of keptUnder(`${prefix}.`)) {
    const stored = parse(readKept(key))
    if (!stored || now - stored.at > keptForMs) keep(key, undefined)
  }
}

function parse(text: string | undefined): Stored | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as Stored)
  } catch {
    return undefined
  }
}

function offer<T>(place: string, initial: T): KeptDraft<T> | undefined {
  const stored = parse(readKept(place))
  if (!stored || same(stored.value, initial)) return undefined
  const { value, at, reason } = stored
  return { value: value as T, savedAt: new Date(at), ...(reason ? { reason } : {}) }
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

interface Shown<T> {
  readonly place: string
  /** What the person wrote; absent while the form shows what it started with. */
  readonly written?: { readonly value: T }
  readonly recovery?: KeptDraft<T> | undefined
}

/**
 * What a person writes, before it is sent. It is kept in this browser as it is written, so that
 * neither a reload, nor a crash, nor a change of rights loses a word; what was kept is offered when
 * the same form opens again (`RecoveryOffer`).
 *
 * @param key names the form and what it is about: `exception:12:comment`
 * @param initial what the form shows until something is written
 */
export function useDraft<T>(key: string, initial: T): Draft<T> {
  const place = placeOf(key)
  const [state, show] = useState<Shown<T>>(() => ({ place, recovery: offer(place, initial) }))
  // The same form may be shown for another thing.
  const shown = state.place === place ? state : { place, recovery: offer(place, initial) }
  if (shown !== state) show(shown)
  const { written, recovery } = shown
  useEffect(() => () => void open.delete(place), [place])

  const value = written ? written.value : initial
  return {
    value,
    recovery,
    set(next) {
      write(place, { value: next, at: Date.now() })
      show({ place, written: { value: next }, recovery })
    },
    clear() {
      // What another form of the same name holds by now was not sent with it.
      const kept = parse(readKept(place))
      if (!kept || same(kept.value, value)) write(place, undefined)
      show({ place })
    },
    recover() {
      if (!recovery) return
      write(place, { value: recovery.value, at: Date.now() })
      show({ place, written: { value: recovery.value } })
    },
    dismiss() {
      write(place, written && { value: written.value, at: Date.now() })
      show({ place, ...(written ? { written } : {}) })
    },
  }
}
