import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'

/** A folder of the test file's own, removed after the file. `write` gives a path its text; null removes it. */
export async function contentFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'linchpin-content-'))
  afterAll(() => rm(folder, { recursive: true, force: true }))
  const write = async (files: Readonly<Record<string, string | Buffer | null>>): Promise<void> => {
    for (const [path, text] of Object.entries(files)) {
      const file = join(folder, path)
      await mkdir(dirname(file), { recursive: true })
      if (text === null) await rm(file)
      else await writeFile(file, text)
    }
  }
  return { folder, write }
}
