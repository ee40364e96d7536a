import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { FileProblem } from './file-problem.ts'

/** Hidden files, and what programs leave behind while they write or look. */
const passing =
  /^\.|^~\$|~$|\.(tmp|temp|part|partial|crdownload|download|swp|lock)$|^(thumbs\.db|desktop\.ini)$/i

/**
 * The files of a source, in the order of their names: the file itself, or all that lie in the folder
 * (not in folders inside it). Hidden and temporary files are passed over.
 * @throws FileProblem when there is no such file or folder
 */
export async function listFiles(path: string): Promise<string[]> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'there is no such file or folder' : error.message
    throw new FileProblem(
      'missing',
      'path',
      `${why}; put the export there, or change the source's path`,
    )
  })
  if (!found.isDirectory()) return [path]
  const entries = await readdir(path, { withFileTypes: true })
  return entries
    .filter((entry) => !entry.isDirectory() && !passing.test(entry.name))
    .map((entry) => join(path, entry.name))
    .sort()
}
