/** A wait that can be cut short. */
export interface Nap {
  sleep(ms: number): Promise<void>
  /** Ends the sleep at hand; with `forGood`, every later one too. */
  wake(forGood?: boolean): void
}

export function nap(): Nap {
  let end = (): void => {}
  let never = false
  return {
    sleep: (ms) =>
      new Promise((resolve) => {
        if (never) return resolve()
        const timer = setTimeout(resolve, ms)
        end = () => {
          clearTimeout(timer)
          resolve()
        }
      }),
    wake(forGood = false) {
      never ||= forGood
      end()
    },
  }
}
