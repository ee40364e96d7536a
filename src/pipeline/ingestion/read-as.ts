import type { FileCursor } from './cursor-store.ts'
import type { FileFacts } from './files/look-at-file.ts'
import type { FileRun } from './pull-file.ts'

/** Under another contract, or with other settings, the same bytes are other records. */
export const readAsOf = ({ contract, door }: Pick<FileRun, 'contract' | 'door'>): string =>
  JSON.stringify([contract.name, door.format, door.delimiter ?? null, door.encoding ?? null])

/** Whether a file is what was read, by all that the file system says of it. */
export const isUntouched = (
  cursor: FileCursor | undefined,
  { stamp }: FileFacts,
  readAs: string,
): boolean =>
  cursor?.done === true && cursor.readAs === readAs && stamp !== '' && cursor.stamp === stamp
