/** What the server says, as it says it. */
export interface StreamEvents {
  /** Who we are and what we may do, as an opaque text. */
  readonly hello: (caller: string) => void
  readonly topics: (json: string) => void
  readonly database: (is: string) => void
  readonly reset: (reason: string) => void
  /** Anything was heard, also that there is nothing to say. */
  readonly alive: () => void
  /** The line broke, was refused, or fell silent. */
  readonly broken: () => void
}

// The server beats every ten seconds: a line that is silent for longer is dead, though it looks open.
const silenceMs = 25_000

/** Listens to the server once, until it breaks or is closed. Returns how to close it. */
export function openStream({ alive, broken, ...events }: StreamEvents): () => void {
  const source = new EventSource('/api/stream')
  let silence: ReturnType<typeof setTimeout> | undefined
  const close = (): void => {
    clearTimeout(silence)
    source.close()
  }
  const end = (): void => {
    close()
    broken()
  }
  const heard = (): void => {
    clearTimeout(silence)
    silence = setTimeout(end, silenceMs)
  }
  const beat = (): void => {
    heard()
    alive()
  }
  for (const [name, tell] of Object.entries(events)) {
    source.addEventListener(name, ({ data }: MessageEvent<string>) => {
      beat()
      tell(data)
    })
  }
  source.addEventListener('beat', beat)
  source.addEventListener('error', end)
  heard()
  return close
}
