import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readFolder } from '../platform/read-folder.ts'
import { findRecord } from './find-record.ts'
import { parseRecord, unreadableRecord } from './parse-record.ts'
import type { DecisionRecord } from './record.ts'

/** The folder of a workspace that holds its decisions. */
export const decisionsFolder = 'decisions'

const mostBytes = 256 * 1024

/** Not decisions themselves: what explains the folder, and what new ones are copied from. */
const notRecords = /(^|\/)(readme|index|adr-template|template)[^/]*\.md$/i

/**
 * Reads the decisions of a workspace, in the order of their numbers. One that cannot be read is listed
 * with what is wrong; a workspace without the folder has none.
 */
export async function readRecords(folder: string): Promise<DecisionRecord[]> {
  const path = join(folder, decisionsFolder)
  if (!existsSync(path)) return []
  const files = await readFolder(path, { extensions: ['.md'], mostBytes })
  if (!files.ok) return [unreadableRecord(decisionsFolder, files.error)]
  const records = files.value
    .filter((file) => !file.path.includes('/') && !notRecords.test(file.path))
    .map(({ path: name, text }) => {
      const file = `${decisionsFolder}/${name}`
      return text.ok ? parseRecord(file, text.value) : unreadableRecord(file, text.error)
    })
  return records
    .map((record) => ({
      ...record,
      problems: [
        ...record.problems,
        ...twiceNumbered(records, record),
        ...lostSuccessor(records, record),
      ],
    }))
    .sort(byNumber)
}

function twiceNumbered(all: readonly DecisionRecord[], { id, number }: DecisionRecord): string[] {
  const twin = all.find((each) => number !== null && each.number === number && each.id !== id)
  return twin ? [`${twin.file} has the same number; give one of the two another`] : []
}

function lostSuccessor(all: readonly DecisionRecord[], { status }: DecisionRecord): string[] {
  const successor = successorOf(status)
  return successor === undefined || findRecord(all, successor)
    ? []
    : [`it is superseded by ${successor}, which is not here`]
}

/** Which record a status names: `superseded by [ADR-0005](0005-x.md)` names 0005. */
export const successorOf = (status: string | null): string | undefined =>
  /superse[dc]ed by\D*?(\d+)/i.exec(status ?? '')?.[1]

const noNumber = Number.MAX_SAFE_INTEGER

const byNumber = (a: DecisionRecord, b: DecisionRecord): number =>
  (a.number ?? noNumber) - (b.number ?? noNumber) || a.id.localeCompare(b.id)
