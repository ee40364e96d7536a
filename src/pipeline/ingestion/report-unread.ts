import { basename } from 'node:path'
import { finalPath } from '../../contracts/index.ts'
import { declaredPath, raise, recoverWith, type RaiseDeps } from '../../exceptions/index.ts'
import type { Source } from './define.ts'
import type { FileRun } from './pull-file.ts'

/** Puts a reading on the desk that broke off for another reason than what a file holds. */
export async function reportUnread(
  deps: RaiseDeps,
  { name, contract }: Source,
  message: string,
): Promise<void> {
  const path = finalPath(contract.failures.unavailable)
  await raise(deps, {
    mode: 'unavailable',
    contract: contract.name,
    owner: contract.owner,
    ...(path.path === 'ignore' ? {} : { route: path.route, due: path.due }),
    title: `${name}: its reading broke off; what it had read has landed`,
    about: name,
    detail: { source: name, message },
  })
}

/** What a reading that came to its end has looked at. */
interface Looked {
  readonly failed: readonly { readonly file: string }[]
  /** The paths of the files that were read, well or not. */
  readonly files: readonly string[]
  /** Whether these are all that the source has. */
  readonly whole: boolean
}

/**
 * Takes off the desk what a reading that came to its end has shown to be over: that an earlier one broke
 * off, and what was wrong with files that are in order now, or gone. What pauses a source stays: only a
 * person says go.
 */
export async function reportMended(
  deps: RaiseDeps,
  { source, contract }: Pick<FileRun, 'source' | 'contract'>,
  { failed, files, whole }: Looked,
): Promise<void> {
  const isMended = (file: string): boolean =>
    !failed.some((each) => each.file === file) &&
    (whole || files.some((path) => basename(path) === file))
  await recoverWith(
    deps,
    { contract: contract.name, detail: { source } },
    (open) => {
      const { file } = open.detail
      // What took the place of later values stays there, however well the file is read.
      if (open.mode === 'conflict') return false
      if (finalPath(declaredPath(contract, open)).path === 'pause') return false
      return typeof file !== 'string' || isMended(file)
    },
    { by: '', reason: 'a later reading of the source found it in order' },
  )
}
