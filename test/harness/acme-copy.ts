import { chmod, cp, mkdtemp, realpath } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { acmeFolder } from './acme.ts'

/** A copy of the example company's workspace, without what a run from the repository has left in it. */
export async function copyAcme(to?: string): Promise<string> {
  const folder = to ?? (await realpath(await mkdtemp(join(tmpdir(), 'linchpin-acme-'))))
  // As root, the database runs as a user of its own, who must be let through.
  await chmod(folder, 0o755)
  const filter = (path: string) => !/\.linchpin|imports\/.*\.(csv|jsonl)$|corrected$/.test(path)
  await cp(acmeFolder, folder, { recursive: true, filter })
  return folder
}
