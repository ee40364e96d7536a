import { linchpin } from './linchpin-process.ts'

/** How often each event stands in the facts, by its messageId, once nothing waits to be processed. */
export async function goalsOf(
  workspace: string,
  expected: number,
  env?: NodeJS.ProcessEnv,
): Promise<Map<string, number>> {
  const deadline = Date.now() + 60_000
  for (;;) {
    const text = await linchpin(['report', 'goals', '--workspace', workspace, '--json'], env)
    const { rows } = JSON.parse(text) as { rows: { id: string; times: number }[] }
    if (rows.length >= expected || Date.now() > deadline) {
      return new Map(rows.map(({ id, times }) => [id, times]))
    }
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}

interface Reconciliation {
  readonly contract: string
  readonly read: number
  readonly landed: number
  readonly duplicate: number
  readonly filtered: number
  readonly quarantined: number
  readonly facts: number
}

/** What became of a contract's records. */
export async function reconciliationOf(
  workspace: string,
  contract: string,
  env?: NodeJS.ProcessEnv,
): Promise<Reconciliation> {
  const text = await linchpin(['report', 'reconciliation', '--workspace', workspace, '--json'], env)
  const { rows } = JSON.parse(text) as { rows: Reconciliation[] }
  return rows.find((row) => row.contract === contract)!
}
