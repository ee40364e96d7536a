/** Gives the answer to a question, which it works out only when it is not known yet. */
export type KeepAnswer = <Answer>(question: string, work: () => Promise<Answer>) => Promise<Answer>

/** So many questions at once are asked by no screens, but by somebody who tries them all. */
const most = 32

/**
 * Works out each question once for as long as the facts stay as they are, for all who ask: also for those
 * who ask while it is being worked out. Nobody is given an answer from before facts that they may have
 * seen: when the facts are others, all answers are forgotten.
 * @param mark another one whenever the facts are others; undefined while nobody can tell
 */
export function keepAnswers(mark: () => string | undefined): KeepAnswer {
  let known: string | undefined
  const kept = new Map<string, Promise<unknown>>()
  return <Answer>(question: string, work: () => Promise<Answer>): Promise<Answer> => {
    const now = mark()
    if (now === undefined) return work()
    if (now !== known) kept.clear()
    known = now
    // The question says what its answer is.
    const found = kept.get(question) as Promise<Answer> | undefined
    if (found) return found
    const answer = work()
    kept.set(question, answer)
    answer.catch(() => {
      // A failure is told to those who wait for it; whoever comes next tries anew.
      if (kept.get(question) === answer) kept.delete(question)
    })
    if (kept.size > most) kept.delete(kept.keys().next().value!)
    return answer
  }
}
