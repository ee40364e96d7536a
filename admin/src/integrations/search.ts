export const contractTabs = ['runs', 'held', 'paths', 'fields'] as const
export type ContractTab = (typeof contractTabs)[number]

/** What the address of a contract's screen says besides its name. */
export interface ContractSearch {
  readonly tab?: ContractTab
  /** The held record that is shown whole. */
  readonly record?: number
  /** The run that is shown whole. */
  readonly run?: number
  /** The source that a file is being uploaded for. */
  readonly upload?: string
  /** The runbook is open. */
  readonly runbook?: true
  /** Also the runs that found nothing new. */
  readonly quiet?: true
}

/** Reads the address; what it cannot mean is left out. */
export function readContractSearch(search: Record<string, unknown>): ContractSearch {
  const tab = contractTabs.find((each) => each === search['tab'])
  const [record, run] = [positive(search['record']), positive(search['run'])]
  const { upload } = search
  return {
    ...(tab ? { tab } : {}),
    ...(record ? { record } : {}),
    ...(run ? { run } : {}),
    ...(typeof upload === 'string' && upload !== '' ? { upload } : {}),
    ...(search['runbook'] === true ? { runbook: true } : {}),
    ...(search['quiet'] === true ? { quiet: true } : {}),
  }
}

const positive = (value: unknown): number | undefined =>
  Number.isSafeInteger(value) && (value as number) > 0 ? (value as number) : undefined
