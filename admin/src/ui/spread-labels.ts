/** Moves labels apart that would cover one another: their places, at least `gap` pixels from each other. */
export function spreadLabels(places: readonly number[], gap: number): number[] {
  const order = places.map((_, index) => index).sort((a, b) => places[a]! - places[b]!)
  const spread = [...places]
  order.forEach((index, at) => {
    const above = order[at - 1]
    if (above !== undefined) spread[index] = Math.max(spread[index]!, spread[above]! + gap)
  })
  return spread
}
