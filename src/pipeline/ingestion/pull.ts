import { randomUUID } from 'node:crypto'
import { basename, resolve } from 'node:path'
import { finalPath } from '../../contracts/index.ts'
import { raise } from '../../exceptions/index.ts'
import { withLock } from '../../platform/database/index.ts'
import type { AcceptDeps, Acceptance } from './accept.ts'
import type { FileDoor, Source } from './define.ts'
import { FileProblem } from './files/file-problem.ts'
import { listFiles } from './files/list-files.ts'
import { pullFile, type FileRun } from './pull-file.ts'
import type { FileTrouble, Progress, RunResult } from './run.ts'
import { closeRun, findRun, openRun, runningSince, selectReadPaths } from './run-store.ts'
import { keptUploads } from './uploads/uploads.ts'

export interface PullDeps extends AcceptDeps {
  /** The workspace's folder, which the paths of sources start from. */
  readonly folder: string
  /** Where files that were uploaded are kept; none are looked for without it. */
  readonly uploads?: string
}

export interface PullOptions {
  readonly onProgress?: (progress: Progress) => void
  /** Passes over files that have not changed since they were read to their end: for pulls by schedule. */
  readonly skipUnchanged?: boolean
  /** The path of a kept upload: it alone is read, unless a reading was cut off before. */
  readonly upload?: string
}

/** The source is being read by another process at this moment. */
export class SourceBusyError extends Error {
  override name = 'SourceBusyError'
  constructor(source: string, since: Date | undefined) {
    const when = since ? ` since ${since.toISOString()}` : ''
    super(`${source} is being read${when} already; wait until that is done`)
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
 * What cannot be read goes to the desk, and so does any difference between what was read and what
 * became of it.
 * @throws SourceBusyError while another process reads the same source
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
  { onProgress = () => {}, skipUnchanged = false, upload }: PullOptions,
): Promise<RunResult> {
  const holder = randomUUID()
  // The source's lock is in our hands, so a run that is open was cut off, and this one takes it up.
  const cutOff = (await runningSince(deps.db, name)) !== undefined
  const { id } = await openRun(deps.db, name, contract.name, holder, deps.clock.now())
  const fileRun: FileRun = { id, holder, source: name, contract, door, onProgress }
  const problems: FileTrouble[] = []
  const attempt = async <T>(file: string, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work()
    } catch (error) {
      const problem = asFileProblem(error)
      if (!problem) throw error
      problems.push({ file, mode: problem.mode, message: problem.message })
      await report(deps, fileRun, file, problem)
      return undefined
    }
  }

  const path = resolve(deps.folder, door.path)
  const own =
    upload === undefined || cutOff ? ((await attempt(door.path, () => listFiles(path))) ?? []) : []
  const uploads = await openUploads(deps, name, upload)
  const files = [...own, ...uploads]
  let unchanged = 0
  const unfinished: string[] = []
  for (const file of files) {
    const skip = uploads.includes(file) ? false : skipUnchanged || upload !== undefined
    const outcome = await attempt(basename(file), () => pullFile(deps, fileRun, file, skip))
    if (outcome?.unchanged) unchanged += 1
    if (outcome?.unfinished) unfinished.push(basename(file))
  }
  const counts = await findRun(deps.db, id)
  await reconcile(deps, fileRun, counts)
  const state = problems.length > 0 ? 'failed' : 'done'
  await closeRun(deps.db, fileRun, state, problems, deps.clock.now())
  const { id: _, ...totals } = counts
  return {
    ...totals,
    run: id,
    source: name,
    contract: contract.name,
    state,
    files: files.length - unchanged,
    unchanged,
    unfinished,
    problems,
  }
}

/**
 * The uploads that are to be read: the one that is asked for, and those that were cut off. One that was
 * read to its end is not read again with its source: it would put its values over newer ones.
 */
async function openUploads(
  { db, uploads }: PullDeps,
  source: string,
  asked: string | undefined,
): Promise<string[]> {
  if (uploads === undefined) return []
  const kept = await keptUploads(uploads, source)
  const done = await selectReadPaths(db, source, kept)
  return kept.filter((path) => path === asked || !done.has(path))
}

/** What the file system refuses is a problem of the file, too; anything else is not. */
function asFileProblem(error: unknown): FileProblem | undefined {
  if (error instanceof FileProblem) return error
  const { code, syscall, message } = error as NodeJS.ErrnoException
  if (!code || !['open', 'read', 'stat', 'scandir'].includes(syscall ?? '')) return undefined
  const mode = code === 'EACCES' || code === 'EPERM' ? 'unauthorized' : 'missing'
  return new FileProblem(mode, code, `it cannot be read: ${message}`)
}

async function report(
  deps: PullDeps,
  { source, contract }: FileRun,
  file: string,
  { mode, about, message }: FileProblem,
): Promise<void> {
  const path = finalPath(
    mode === 'drift' ? contract.failures.drift.removed : contract.failures[mode],
  )
  await raise(deps, {
    mode,
    contract: contract.name,
    owner: contract.owner,
    ...(path.path === 'ignore' ? {} : { route: path.route, due: path.due }),
    title: `${source}: ${file}: ${message}`,
    about: `${source} ${file} ${about}`,
    detail: { source, file, message, ...(mode === 'drift' ? { face: 'removed' } : {}) },
  })
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
