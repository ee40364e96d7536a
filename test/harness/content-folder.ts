import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder of the test's own, removed after it. `write` gives a path its text; null removes it. */
export async function contentFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'linchpin-content-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
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
