import type { Changes, Subscriber } from '../changes/watch-changes.ts'
import type { Caller } from './handlers.ts'

const beatMs = 10_000
// Lines that a browser has not taken yet; more than that and it is not reading any more.
const longestQueue = 200

export interface StreamDeps {
  readonly changes: Changes
  /** Whether the caller may still read; asked at every beat, and true while nobody can tell. */
  readonly mayStay: () => Promise<boolean>
  /** Only the head of the answer is asked for. */
  readonly isHead?: boolean
}

/**
 * What changes, as server-sent events, for as long as the caller listens and may read:
 *
 * - `hello`: who the caller is and since when nothing was taken from it, as an opaque text; at once
 * - `topics`: a JSON list of what changed; at most one a second
 * - `database`: `away` or `here`
 * - `reset`: what the caller may do was changed; the reason in words
 * - `beat`: nothing, every ten seconds: silence means that the line is dead
 */
export function serveStream(deps: StreamDeps, caller: Caller): Response {
  const headers = new Headers({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    // A proxy before us must not collect it.
    'x-accel-buffering': 'no',
  })
  for (const cookie of caller.cookies) headers.append('set-cookie', cookie)
  // A stream that nobody reads is never cancelled either: it would go on until it is full.
  return new Response(deps.isHead ? null : streamOf(deps, caller), { headers })
}

function streamOf({ changes, mayStay }: StreamDeps, caller: Caller): ReadableStream<Uint8Array> {
  let leave = (): void => {}
  let hangUp = (): void => {}
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const { send, end, stop } = writerOf(controller, () => leave())
      hangUp = stop
      const { signedIn } = caller
      const subscriber: Subscriber = {
        person: signedIn?.person.id,
        session: signedIn?.session,
        topics: (topics) => send('topics', JSON.stringify(topics)),
        database: (is) => send('database', is),
        reset: (reason) => send('reset', reason),
        end,
      }
      const beat = setInterval(() => {
        send('beat', '')
        void mayStay().then((may) => may || end())
      }, beatMs)
      send('hello', greetingOf(caller))
      const unsubscribe = changes.subscribe(subscriber)
      leave = () => {
        clearInterval(beat)
        unsubscribe()
      }
    },
    cancel: () => hangUp(),
  })
}

/** It differs where something was taken away; more rights disturb nobody. */
function greetingOf({ name, standing, signedIn }: Caller): string {
  return signedIn ? `${signedIn.person.id} ${signedIn.person.epoch}` : `${name} ${standing}`
}

interface Writer {
  readonly send: (event: string, data: string) => void
  /** Ends the stream. */
  readonly end: () => void
  /** The listener has gone: a stream that it has ended already must not be ended once more. */
  readonly stop: () => void
}

function writerOf(
  controller: ReadableStreamDefaultController<Uint8Array>,
  leave: () => void,
): Writer {
  const encoder = new TextEncoder()
  let ended = false
  const stop = (): void => {
    ended = true
    leave()
  }
  const end = (): void => {
    if (ended) return
    stop()
    controller.close()
  }
  const send = (event: string, data: string): void => {
    if (ended) return
    if ((controller.desiredSize ?? 0) < -longestQueue) return end()
    const lines = data.split('\n').map((line) => `data: ${line}\n`)
    controller.enqueue(encoder.encode(`event: ${event}\n${lines.join('')}\n`))
  }
  return { send, end, stop }
}
