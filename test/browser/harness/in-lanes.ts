/** Does the same with each item, as many at a time as there are lanes; the first failure ends it. */
export async function inLanes<T, Lane>(
  items: readonly T[],
  lanes: readonly Lane[],
  work: (item: T, lane: Lane) => Promise<void>,
): Promise<void> {
  const left = [...items]
  const workIn = async (lane: Lane): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item, lane)
  }
  await Promise.all(lanes.map(workIn))
}
