/** Makes a queue whose work is begun in the order in which it comes, so much of it at once at most. */
export function runInTurn(mostAtOnce: number): (work: () => Promise<void>) => void {
  const queue: (() => Promise<void>)[] = []
  let atOnce = 0
  const next = (): void => {
    const begin = atOnce < mostAtOnce ? queue.shift() : undefined
    if (!begin) return
    atOnce += 1
    void begin().finally(() => {
      atOnce -= 1
      next()
    })
  }
  return (work) => {
    queue.push(work)
    next()
  }
}
