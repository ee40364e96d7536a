import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { FileProblem } from './file-problem.ts'
import { ofFile } from './of-file.ts'

/** Hidden files, and what programs leave behind while they write or look. */
const passing =
  /^\.|^~\$|~$|\.(tmp|temp|part|partial|crdownload|download|swp|lock)$|^(thumbs\.db|desktop\.ini)$/i

/**
 * The files of a source, in the order of their names: the file itself, or all that lie in the folder
 * (not in folders inside it). Hidden and temporary files are passed over.
 * @throws FileProblem when there is no such file or folder, or it may not be looked into
 */
export async function listFiles(path: string): Promise<string[]> {
  const found = await ofFile(stat(path).catch(refuseAbsent))
  if (!found.isDirectory()) return [path]
  const entries = await ofFile(readdir(path, { withFileTypes: true }))
  return entries
    .filter((entry) => !entry.isDirectory() && !passing.test(entry.name))
    .map((entry) => join(path, entry.name))
    .sort()
}

function refuseAbsent(error: NodeJS.ErrnoException): never {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error
  const message =
    "there is no such file or folder; put the export there, or change the source's path"
  throw new FileProblem('missing', 'path', message)
}
