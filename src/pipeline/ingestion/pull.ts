import { randomUUID } from 'node:crypto'
import { basename, resolve } from 'node:path'
import { pausing, raise } from '../../exceptions/index.ts'
import { withLock } from '../../platform/database/index.ts'
import type { Acceptance } from './accept.ts'
import { knowByPlace, selectReadPlaces } from './cursor-store.ts'
import type { FileDoor, Source } from './define.ts'
import { FileProblem } from './files/file-problem.ts'
import { listFiles } from './files/list-files.ts'
import { placeFile, type PlacedFile } from './files/place-file.ts'
import { followRenamed } from './follow-renamed.ts'
import { pullFile, type FileRun } from './pull-file.ts'
import { reportMended } from './report-unread.ts'
import { findRetry } from './retry-store.ts'
import type { Progress, RunResult } from './run.ts'
import { findRun, openRun, runningSince } from './run-store.ts'
import { settleRun, type FailedFile, type SettleDeps } from './settle-run.ts'
import { keptUploads } from './uploads/uploads.ts'

export interface PullDeps extends SettleDeps {
  /** The workspace's folder, which the paths of sources start from. */
  readonly folder: string
  /** Where files that were uploaded are kept; none are looked for without it. */
  readonly uploads?: string
}

export interface PullOptions {
  readonly onProgress?: (progress: Progress) => void
  /** Reads all files from their start, also those whose content has been read already. */
  readonly again?: boolean
  /** The path of a kept upload: it alone is read, unless a reading was cut off before. */
  readonly upload?: string
  /** Reads the uploads that were not read yet, and no other file, unless a reading was cut off before. */
  readonly uploadsOnly?: boolean
  /** The run whose trouble is tried again: where another reading came in between, nothing is read. */
  readonly retryOf?: number
}

/** How often a run is taken up without getting on before it is given up. */
const mostAttempts = 5

/** The source is being read by another process at this moment. */
export class SourceBusyError extends Error {
  override name = 'SourceBusyError'
  constructor(source: string, since: Date | undefined) {
    const when = since ? ` since ${since.toISOString()}` : ''
    super(`${source} is being read${when} already; wait until that is done`)
  }
}

/** The attempt that was to be made has been made by another reading. */
export class RetryOvertakenError extends Error {
  override name = 'RetryOvertakenError'
  constructor(source: string) {
    super(`${source} has been read meanwhile; that was the attempt`)
  }
}

/** The source is not one that is read on request. */
export class NotAFileSourceError extends Error {
  override name = 'NotAFileSourceError'
  constructor(source: string) {
    super(`${source} is not read on request: its records are sent to the collector`)
  }
}

/**
 * Reads a source into the door, file by file. A pull that was cut off is taken up where it stopped.
 * What cannot be read takes the path that the contract declares for it; any difference between what
 * was read and what became of it goes to the desk.
 * @throws SourceBusyError while another process reads the same source
 * @throws RetryOvertakenError when it was to try something again, and another has
 */
export async function pull(
  deps: PullDeps,
  source: Source,
  options: PullOptions = {},
): Promise<RunResult> {
  const door = source.from
  if (door.door !== 'file') throw new NotAFileSourceError(source.name)
  const locked = await withLock(deps.db, `pull ${source.name}`, () =>
    run(deps, source, door, options),
  )
  if (!locked) throw new SourceBusyError(source.name, await runningSince(deps.db, source.name))
  return locked.result
}

async function run(
  deps: PullDeps,
  { name, contract }: Source,
  door: FileDoor,
  options: PullOptions,
): Promise<RunResult> {
  const { onProgress = () => {}, again: asked = false, upload, retryOf } = options
  await refuseOvertaken(deps, name, retryOf)
  await knowByPlace(deps.db, name, deps.folder)
  const holder = randomUUID()
  // The source's lock is in our hands, so a run that is open was cut off, and this one takes it up.
  const cutOff = (await runningSince(deps.db, name)) !== undefined
  const whole = cutOff || (upload === undefined && options.uploadsOnly !== true)
  const opening = { source: name, contract: contract.name, holder, again: asked, whole }
  const { id, attempts, again } = await openRun(deps.db, opening, deps.clock.now())
  const fileRun: FileRun = { id, holder, source: name, contract, door, onProgress }
  const failed: FailedFile[] = []
  const attempt: Attempt = async (file, work) => {
    try {
      return await work()
    } catch (problem) {
      if (!(problem instanceof FileProblem)) throw problem
      failed.push({ file, problem })
      return undefined
    }
  }

  const path = resolve(deps.folder, door.path)
  const hopeless = attempts > mostAttempts
  const list = () => (hopeless ? refuseFurther() : listFiles(path))
  const own = whole || hopeless ? await attempt(door.path, list) : []
  const uploads = hopeless ? [] : await openUploads(deps, name, upload)
  const files = waysToRead(deps, own ?? [], uploads, { again, upload })
  if (!again)
    await followRenamed(
      deps,
      fileRun,
      files.filter(({ how }) => how.places).map(({ file }) => file),
    )
  const { unchanged, unfinished } = await readEach(deps, fileRun, files, attempt)
  const counts = await findRun(deps.db, id)
  await reconcile(deps, fileRun, counts)
  const paths = files.map(({ file }) => file.path)
  const looked = { failed, files: paths, whole: whole && own !== undefined }
  if (!hopeless) await reportMended(deps, fileRun, looked)
  const settled = await settleRun(deps, fileRun, failed, whole)
  const paused = await pausing(deps, [contract])
  const { id: _, ...totals } = counts
  return {
    ...totals,
    ...settled,
    run: id,
    source: name,
    contract: contract.name,
    files: files.length - unchanged,
    unchanged,
    unfinished,
    pausedBy: paused.get(contract.name) ?? null,
  }
}

/** Does what is to be done with a file; one that cannot be read leaves the others to be read. */
type Attempt = <T>(file: string, work: () => Promise<T>) => Promise<T | undefined>

interface WayToRead {
  readonly file: PlacedFile
  readonly how: Parameters<typeof pullFile>[3]
}

/** A source's own files may have been renamed, and are told by all that it has; an upload never is. */
function waysToRead(
  folders: PullDeps,
  own: readonly string[],
  uploads: readonly PlacedFile[],
  { again, upload }: { again: boolean; upload: string | undefined },
): WayToRead[] {
  const files = own.map((path) => placeFile(path, folders))
  const places = files.map(({ place }) => place)
  return [
    ...files.map((file) => ({ file, how: { again, places } })),
    ...uploads.map((file) => ({ file, how: { again: file.path === upload } })),
  ]
}

async function readEach(
  deps: PullDeps,
  run: FileRun,
  files: readonly WayToRead[],
  attempt: Attempt,
): Promise<Pick<RunResult, 'unchanged' | 'unfinished'>> {
  let unchanged = 0
  const unfinished: string[] = []
  for (const { file, how } of files) {
    const name = basename(file.path)
    const outcome = await attempt(name, () => pullFile(deps, run, file, how))
    if (outcome?.unchanged) unchanged += 1
    if (outcome?.unfinished) unfinished.push(name)
  }
  return { unchanged, unfinished }
}

async function refuseOvertaken(
  { db }: PullDeps,
  source: string,
  retryOf: number | undefined,
): Promise<void> {
  if (retryOf === undefined) return
  if ((await findRetry(db, source))?.run !== retryOf) throw new RetryOvertakenError(source)
}

async function refuseFurther(): Promise<never> {
  const message =
    `its reading broke off ${mostAttempts} times in a row at the same place, so it is taken up no more; ` +
    'what the app logged says why. Pull it again once that is mended'
  throw new FileProblem('unavailable', 'attempts', message)
}

/**
 * The uploads that are to be read: the one that is asked for, and those that were cut off. One that was
 * read to its end is not read again with its source: it would put its values over newer ones.
 */
async function openUploads(
  { db, uploads }: PullDeps,
  source: string,
  asked: string | undefined,
): Promise<PlacedFile[]> {
  if (uploads === undefined) return []
  const paths = await keptUploads(uploads, source)
  const kept = paths.map((path) => placeFile(path, { uploads }))
  const places = kept.map(({ place }) => place)
  const done = await selectReadPlaces(db, source, places)
  return kept.filter(({ path, place }) => path === asked || !done.has(place))
}

/** Nothing may fail silently: what the reader counted and what the door did with it must come out equal. */
async function reconcile(
  deps: PullDeps,
  { id, source, contract }: FileRun,
  counts: Acceptance,
): Promise<void> {
  const { read, landed, duplicate, filtered, quarantined } = counts
  if (read === landed + duplicate + filtered + quarantined) return
  await raise(deps, {
    mode: 'missing',
    contract: contract.name,
    owner: contract.owner,
    title: `${source}: what was read does not equal what became of it`,
    detail: { run: id, read, landed, duplicate, filtered, quarantined },
  })
}
