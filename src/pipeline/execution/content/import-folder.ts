import { resolve } from 'node:path'
import type { RaiseDeps } from '../../../exceptions/index.ts'
import { err, ok, type Result } from '../../../core/result.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Database, Queryable } from '../../../platform/database/index.ts'
import { jsonbText } from '../../../platform/database/jsonb-text.ts'
import { digest } from '../../../platform/digest.ts'
import { readFolder, type FolderFile } from '../../../platform/read-folder.ts'
import type { ContentCollection } from '../define.ts'
import type { EntryProblem } from './front-matter.ts'
import { planImport, type DraftWithDigest, type ImportPlan } from './plan-import.ts'
import { readEntry } from './read-entry.ts'
import { reportImport, reportMended, type UnreadableFile } from './report-import.ts'
import {
  insertEntries,
  insertRevisions,
  lockCollection,
  markGone,
  selectEntries,
  updatePaths,
} from './store.ts'

export interface ContentDeps {
  readonly db: Database
  readonly clock: Clock
  readonly routes: RaiseDeps['routes']
  /** The workspace's folder, in which the collection's lies. */
  readonly folder: string
  /** Who imports and publishes. */
  readonly by: string
}

/** What became of a folder's files: files = created + revised + unchanged + leftOut + inConflict. */
export interface ImportSummary {
  readonly files: number
  readonly created: number
  readonly revised: number
  readonly unchanged: number
  /** Files that cannot be read, each with an exception. */
  readonly leftOut: number
  /** Files that claim a slug that another one claims. */
  readonly inConflict: number
  /** Published entries whose file was found gone now. */
  readonly gone: number
  readonly problems: readonly UnreadableFile[]
  readonly conflicts: ImportPlan['conflicts']
}

const format = { extensions: ['.md', '.markdown'], mostBytes: 4_000_000 }
const batchSize = 500

/**
 * Imports a collection's folder of Markdown. Good files go in, each change as a new version; bad ones,
 * slugs that two files claim and files that are gone are put on the desk, and nothing that is published
 * changes. All in one transaction; running it again changes nothing more.
 * @returns an error when the folder itself cannot be read: then nothing at all was looked at
 */
export async function importFolder(
  { db, clock, routes, folder, by }: ContentDeps,
  collection: ContentCollection,
): Promise<Result<ImportSummary, string>> {
  const files = await readFolder(resolve(folder, collection.folder), format)
  if (!files.ok) return err(`${collection.folder}: ${files.error}`)
  const { drafts, unreadable } = readFiles(files.value)
  return db.transaction(async (tx) => {
    const at = clock.now()
    await lockCollection(tx, collection)
    const paths = new Set(unreadable.map(({ path }) => path))
    const plan = planImport(await selectEntries(tx, collection.name), drafts, paths)
    await carryOut(tx, collection.name, plan, { author: by, at })
    const desk = { db: tx, clock, routes }
    await reportImport(desk, collection, unreadable, plan)
    await reportMended(desk, collection, unreadable, plan, by)
    const { create, revise, keep, conflicts, gone } = plan
    const inConflict = drafts.length - create.length - revise.length - keep.length
    return ok({
      files: files.value.length,
      created: create.length,
      revised: revise.length,
      unchanged: keep.length,
      leftOut: unreadable.length,
      inConflict,
      gone: gone.length,
      problems: unreadable,
      conflicts,
    })
  })
}

function readFiles(files: readonly FolderFile[]) {
  const drafts: DraftWithDigest[] = []
  const unreadable: UnreadableFile[] = []
  for (const { path, text } of files) {
    const problem = (reason: string): EntryProblem => ({ mode: 'malformed', line: 1, reason })
    if (!text.ok) {
      unreadable.push({ path, problems: [problem(text.error)] })
      continue
    }
    const draft = readEntry(path, text.value)
    if (!draft.ok) unreadable.push({ path, problems: draft.error })
    else {
      const { slug, fields, markdown } = draft.value
      const content = digest(jsonbText([slug, fields, markdown]))
      drafts.push({ ...draft.value, digest: content })
    }
  }
  return { drafts, unreadable }
}

async function carryOut(
  tx: Queryable,
  collection: string,
  { create, revise, keep, gone }: ImportPlan,
  authorship: { author: string; at: Date },
): Promise<void> {
  for (const some of inBatches(create)) await insertEntries(tx, collection, some, authorship)
  for (const some of inBatches(revise)) await insertRevisions(tx, some, authorship)
  await updatePaths(tx, keep)
  await markGone(
    tx,
    gone.map(({ id }) => id),
    authorship.at,
  )
}

function* inBatches<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let n = 0; n < list.length; n += batchSize) yield list.slice(n, n + batchSize)
}
