import { randomUUID } from 'node:crypto'
import { link, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { processIdentity } from '../process-identity.ts'
import { PostgresBusyError } from './postgres-error.ts'

/**
 * Claims the folder for this process, so that two launchers do not stop each other's server. The
 * claim of a process that died counts for nothing.
 *
 * Claims are files with growing numbers, of which the highest counts, so that none has to be removed
 * before the next is made: between the two, somebody else could make theirs.
 * @returns how to give it back
 * @throws PostgresBusyError when a living process holds it
 */
export async function claimFolder(folder: string): Promise<() => Promise<void>> {
  const draft = join(folder, `launcher-draft-${randomUUID()}`)
  const identity = await processIdentity(process.pid)
  await writeFile(draft, JSON.stringify({ pid: process.pid, identity }), { mode: 0o600 })
  try {
    for (;;) {
      const highest = (await claims(folder)).at(-1) ?? 0
      const holder = await livingHolder(folder, highest)
      if (holder !== undefined) throw new PostgresBusyError(folder, holder)
      const mine = highest + 1
      // A link appears whole, and only where there is none: of many that try, one succeeds.
      if (!(await tryLink(draft, fileOf(folder, mine)))) continue
      const now = await claims(folder)
      // Whoever was slow may have taken a number again that was cleared away since.
      const isHighest = now.at(-1) === mine
      const old = isHighest ? now.slice(0, -1) : [mine]
      for (const number of old) await rm(fileOf(folder, number), { force: true })
      if (isHighest) return () => truncate(fileOf(folder, mine)).catch(() => {})
    }
  } finally {
    await rm(draft, { force: true })
  }
}

const fileOf = (folder: string, number: number): string => join(folder, `launcher-${number}.json`)

/** The numbers of the claims, the highest last. */
async function claims(folder: string): Promise<number[]> {
  const numbers = (await readdir(folder)).map((name) => /^launcher-(\d+)\.json$/.exec(name)?.[1])
  return numbers
    .filter((number) => number !== undefined)
    .map(Number)
    .sort((a, b) => a - b)
}

/** The process that made the claim, if it lives and has not given it back. */
async function livingHolder(folder: string, number: number): Promise<number | undefined> {
  const text = await readFile(fileOf(folder, number), 'utf8').catch(() => '')
  // One that was given back is empty, one that a power cut caught may be anything.
  if (!text.startsWith('{')) return undefined
  const { pid, identity } = JSON.parse(text) as { pid: number; identity: string }
  return (await processIdentity(pid)) === identity ? pid : undefined
}

async function tryLink(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}
