import { open, readdir } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { err, ok, type Result } from '../core/result.ts'
import { withoutPath } from './without-path.ts'

/** A text file of a folder, or why it cannot be read. The path is from the folder, with `/`. */
export interface FolderFile {
  readonly path: string
  readonly text: Result<string, string>
}

export interface ReadFolderOptions {
  /** Lower case, with the dot. */
  readonly extensions: readonly string[]
  readonly mostBytes: number
}

/**
 * Reads the text files of a folder and of the folders in it, in the order of their paths. Hidden files
 * and symbolic links are left out, so that nothing outside the folder is read.
 */
export async function readFolder(
  folder: string,
  { extensions, mostBytes }: ReadFolderOptions,
): Promise<Result<FolderFile[], string>> {
  let names: string[]
  try {
    const found = await readdir(folder, { recursive: true, withFileTypes: true })
    names = found
      .filter((each) => each.isFile() && extensions.includes(extname(each.name).toLowerCase()))
      .map((each) => join(each.parentPath, each.name).slice(join(folder, '/').length))
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => !/(^|\/)\./.test(path))
      .sort()
  } catch (error) {
    return err(`the folder cannot be read: ${withoutPath(error as Error)}`)
  }
  const files: FolderFile[] = []
  for (const path of names) {
    files.push({ path, text: await readText(join(folder, path), mostBytes) })
  }
  return ok(files)
}

async function readText(file: string, mostBytes: number): Promise<Result<string, string>> {
  try {
    await using handle = await open(file)
    const { size } = await handle.stat()
    if (size > mostBytes) return err(`it has ${size} bytes; at most ${mostBytes} are read`)
    const bytes = await handle.readFile()
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    if (error instanceof TypeError) return err('it is not UTF-8; save it as UTF-8')
    return err(`it cannot be read: ${withoutPath(error as Error)}`)
  }
}
