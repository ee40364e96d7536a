import type { AnswerOf, Api, InputOf } from '../api.ts'

/** What the audit trail says of a call beside who made it. */
interface Deed<Name extends keyof Api> {
  /** What its address does not say of what it is about. */
  readonly on?: (input: InputOf<Api[Name]>) => string
  /** What was done, by the ids that other screens know it under. */
  readonly done: (answer: AnswerOf<Api[Name]>, input: InputOf<Api[Name]>) => string
}

type Deeds = { readonly [Name in keyof Api]?: Deed<Name> }

const key = { done: ({ id, name }: { id: number; name: string }) => `key ${id} '${name}'` }
const exception = { done: ({ id }: { id: number }) => `exception ${id}` }
const selection = {
  on: ({ body: { ids } }: { body: { ids: readonly number[] } }) => `exceptions ${runsOf(ids)}`,
  done: ({ done, refused }: Settled) =>
    [
      done.length > 0 ? `exceptions ${runsOf(done)}` : 'none',
      ...(refused.length > 0 ? [`not ${runsOf(refused.map(({ id }) => id))}`] : []),
    ].join('; '),
}
const entry = {
  done: (
    { published, changed }: { published: number | null; changed: boolean },
    { params: { collection, slug } }: { params: { collection: string; slug: string } },
  ) =>
    `${collection}/${slug}: ${published === null ? 'not published' : `version ${published} published`}` +
    (changed ? '' : ', as before'),
}
const held = { on: ({ body }: { body: HeldFilter }) => `held records of ${filterInWords(body)}` }
const reading = {
  done: ({ id, source }: { id: number; source: string }) => `reading ${id} of ${source} started`,
}

/** By endpoint; a test holds that none is missing. */
export const deeds: Deeds = {
  createKey: {
    on: ({ body: { kind, name, scope } }) =>
      `${kind} key '${name}'${scope === undefined ? '' : ` to ${scope}`}`,
    ...key,
  },
  revokeKey: key,
  resolveException: exception,
  assignException: exception,
  commentException: exception,
  reopenException: exception,
  resolveExceptions: selection,
  assignExceptions: selection,
  reopenExceptions: selection,
  replay: {
    ...held,
    done: ({ replayed, stayed, resolved }) =>
      `${replayed} replayed, ${stayed} stayed${resolvedInWords(resolved)}`,
  },
  dismiss: {
    ...held,
    done: ({ dismissed, resolved }) => `${dismissed} left out${resolvedInWords(resolved)}`,
  },
  publishCollection: {
    done: ({ published, created, revised, gone, inConflict }) =>
      `${published} published (${created} new, ${revised} revised), ${gone} gone, ${inConflict} in conflict`,
  },
  publishEntry: entry,
  withdrawEntry: entry,
  publishVariantTable: {
    done: ({ version, isNew }) => `version ${version}${isNew ? '' : ', in force already'}`,
  },
  startPull: reading,
  uploadFile: {
    on: ({ query: { file } }) => file,
    done: ({ upload, file }) =>
      upload === null ? `${file}: nothing can land` : `upload ${upload}: ${file}`,
  },
  landUpload: reading,
  discardUpload: { done: ({ upload }) => `upload ${upload}` },
  removeExample: { done: ({ state }) => state },
  startRebuild: { done: ({ state }) => state },
}

interface Settled {
  readonly done: readonly number[]
  readonly refused: readonly { readonly id: number }[]
}

interface HeldFilter {
  readonly exception?: number
  readonly record?: number
  readonly contract?: string
  readonly mode?: string
}

const filterInWords = ({ exception, record, contract, mode }: HeldFilter): string =>
  Object.entries({ exception, record, contract, mode })
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`]))
    .join(', ')

const resolvedInWords = (resolved: readonly number[]): string =>
  resolved.length === 0 ? '' : `; resolved exceptions ${runsOf(resolved)}`

/** Numbers with those in a row drawn together: `7–9, 12`. A selection may have hundreds. */
export function runsOf(ids: readonly number[]): string {
  const runs: [number, number][] = []
  for (const each of ids.toSorted((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last && each <= last[1] + 1) last[1] = each
    else runs.push([each, each])
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ')
}
