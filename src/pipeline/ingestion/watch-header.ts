import { raise } from '../../exceptions/index.ts'
import type { AcceptDeps } from './accept.ts'
import { FileProblem } from './files/file-problem.ts'
import { declaredColumns } from './files/read-header.ts'
import { headerDrift } from './header-drift.ts'
import { findHeader, saveHeader, type FileOfSource } from './header-store.ts'
import type { FileRun } from './pull-file.ts'

/**
 * Tells of columns that came or went since the file, or the newest before it, was read.
 * @throws FileProblem when the contract would rather not read it
 */
export async function watchHeader(
  deps: AcceptDeps,
  { id, source, contract }: FileRun,
  { path: file, modifiedAt }: Pick<FileOfSource, 'path' | 'modifiedAt'>,
  header: readonly string[],
): Promise<void> {
  const ofSource = { source, path: file, modifiedAt, run: id }
  const before = await findHeader(deps.db, ofSource)
  const declared = declaredColumns(contract.payload).all
  const drifts = before ? headerDrift(contract, declared, before, header) : []
  const stopping = drifts.find(({ stops }) => stops)
  if (stopping) {
    throw new FileProblem('drift', stopping.column, stopping.message, stopping.face)
  }
  for (const { column, face, message, path } of drifts) {
    await raise(deps, {
      mode: 'drift',
      contract: contract.name,
      owner: contract.owner,
      ...(path.path === 'ignore' ? {} : { route: path.route, due: path.due }),
      title: `${source}: ${message}`,
      about: column,
      detail: { face, before, now: header },
    })
  }
  await saveHeader(deps.db, ofSource, header, deps.clock.now())
}
