import type { Contract } from '../../../contracts/index.ts'
import type { Incoming } from '../accept.ts'
import type { FileDoor } from '../define.ts'
import type { InspectedFile } from './inspect-file.ts'
import type { Position } from './position.ts'
import { readCsv } from './read-csv.ts'
import { declaredColumns } from './read-header.ts'
import { readJsonLines } from './read-json-lines.ts'

/** Some records of a file, and where the reading goes on behind them. */
export interface FileBatch {
  readonly records: readonly Incoming[]
  readonly next: Position
  /** The file is still being written: its last line was left for the next time. */
  readonly unfinished?: true
}

export interface FileReading {
  /** The columns of a CSV file. */
  readonly header: readonly string[] | undefined
  /** What separates them. */
  readonly separator?: string
  readonly batches: AsyncIterable<FileBatch>
}

/**
 * Reads a file from a position on, in batches, in bounded memory.
 * @throws FileProblem when it cannot be read as the door declares it
 */
export async function readFile(
  file: InspectedFile,
  door: FileDoor,
  contract: Contract,
  from: Position,
): Promise<FileReading> {
  if (door.format === 'jsonl') return readJsonLines(file, from)
  const columns = declaredColumns(contract.payload)
  return readCsv(file, { delimiter: door.delimiter, columns }, from)
}
