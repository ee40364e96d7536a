import { open, realpath } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { err, ok, type Result } from '../core/result.ts'

const mostBytes = 256 * 1024

/**
 * The text of a file that the workspace names, or why it cannot be read. Nothing outside the folder is
 * read, not by way of a link either.
 * @param path from the folder: `runbooks/crm.md`; a place in it (`#…`) is left out
 */
export async function readInside(folder: string, path: string): Promise<Result<string, string>> {
  const [file = ''] = path.split('#')
  const root = await realpath(resolve(folder))
  const where = join(root, file)
  try {
    const real = await realpath(where)
    if (relative(root, real).startsWith('..')) return err('it lies outside the workspace')
    await using handle = await open(real)
    const { size } = await handle.stat()
    if (size > mostBytes) return err(`it has ${size} bytes; at most ${mostBytes} are read`)
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(await handle.readFile()))
  } catch (error) {
    if (error instanceof TypeError) return err('it is not UTF-8; save it as UTF-8')
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return err('there is no such file')
    return err(code === 'EISDIR' ? 'it is a folder' : `it cannot be read (${code})`)
  }
}
