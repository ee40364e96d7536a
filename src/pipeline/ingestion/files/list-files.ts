import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { FileProblem } from './file-problem.ts'
import { ofFile } from './of-file.ts'

/** Hidden files, and what programs leave behind while they write or look. */
const passing =
  /^\.|^~\$|~$|\.(tmp|temp|part|partial|crdownload|download|swp|lock)$|^(thumbs\.db|desktop\.ini)$/i

/**
 * The files of a source, in the order of their names: the file itself, or all that lie in the folder
 * (not in folders inside it). Hidden and temporary files are passed over, and what is no file.
 * @throws FileProblem when there is no such file or folder, it is another thing, or it may not be looked into
 */
export async function listFiles(path: string): Promise<string[]> {
  const found = await ofFile(stat(path).catch(refuseAbsent))
  if (found.isFile()) return [path]
  if (!found.isDirectory()) {
    const message =
      'it is neither a file nor a folder; a pipe or a device cannot be read as a source'
    throw new FileProblem('malformed', 'path', message)
  }
  const entries = await ofFile(readdir(path, { withFileTypes: true }))
  const candidates = entries.filter((entry) => !entry.isDirectory() && !passing.test(entry.name))
  const kept = await Promise.all(
    candidates.map(async (entry) => {
      const file = join(path, entry.name)
      return entry.isFile() || (await leadsToFile(file)) ? [file] : []
    }),
  )
  return kept.flat().sort()
}

/**
 * Whether what is no file itself leads to one: not a link to a folder, nor a pipe or socket, whose
 * reading waits for a writer. A link to nothing stays, so that its reading says so.
 */
async function leadsToFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  return !found || found.isFile()
}

function refuseAbsent(error: NodeJS.ErrnoException): never {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error
  const message =
    "there is no such file or folder; put the export there, or change the source's path"
  throw new FileProblem('missing', 'path', message)
}
