import type { Contract } from '../../contracts/define.ts'
import { DefinitionError } from '../../core/definition-error.ts'
import { isDuration, type Duration } from '../../core/duration.ts'

/** Events that websites and products send to the collector (`POST /v1/batch` and its siblings). */
export interface CollectorDoor {
  readonly door: 'collector'
}

/** Files that are read from a folder, or one file. */
export interface FileDoor {
  readonly door: 'file'
  /** A file or a folder, from the workspace's folder. */
  readonly path: string
  readonly format: 'csv' | 'jsonl'
  /** The column separator of CSV; found out from the first lines when left out. */
  readonly delimiter?: string
  /** As in the Encoding Standard: `'utf-8'`, `'windows-1252'`. Found out when left out. */
  readonly encoding?: string
}

/** Where a contract's records come from. */
export interface Source {
  readonly kind: 'source'
  readonly name: string
  readonly contract: Contract
  readonly from: CollectorDoor | FileDoor
  /** How often to look for something new; only on request when left out. */
  readonly every?: Duration
}

export const collector = (): CollectorDoor => ({ door: 'collector' })
export const csv = (
  path: string,
  options: { delimiter?: string; encoding?: string } = {},
): FileDoor => ({ door: 'file', format: 'csv', path, ...options })
export const jsonLines = (path: string, options: { encoding?: string } = {}): FileDoor => ({
  door: 'file',
  format: 'jsonl',
  path,
  ...options,
})

/**
 * Says where a contract's records come from.
 *
 * @example defineSource({ name: 'leads', contract: leads, from: csv('exports/leads') })
 * @throws DefinitionError that names the field and what to write instead
 */
export function defineSource(spec: Omit<Source, 'kind'>): Source {
  const where = `defineSource '${spec?.name}'`
  if (!spec.name) throw new DefinitionError(where, 'name', 'write a name')
  if (spec.contract?.kind !== 'contract') {
    throw new DefinitionError(
      where,
      'contract',
      'write the contract, made by defineContract({ … })',
    )
  }
  if (spec.from?.door !== 'collector' && spec.from?.door !== 'file') {
    throw new DefinitionError(where, 'from', `write csv('…'), jsonLines('…') or collector()`)
  }
  if (spec.from.door === 'file') requireFile(where, spec.from)
  if (spec.every !== undefined && !isDuration(spec.every)) {
    throw new DefinitionError(where, 'every', `write a duration, for example '1h'`)
  }
  return { kind: 'source', ...spec }
}

function requireFile(where: string, { path, delimiter, encoding }: FileDoor): void {
  if (typeof path !== 'string' || path === '') {
    throw new DefinitionError(where, 'from', `write the path of a file or a folder: csv('exports')`)
  }
  if (
    delimiter !== undefined &&
    (typeof delimiter !== 'string' || !/^[^"\r\n]+$/.test(delimiter))
  ) {
    const instead = `write the sign between two columns: csv('…', { delimiter: ';' })`
    throw new DefinitionError(where, 'from.delimiter', instead)
  }
  if (encoding !== undefined && (typeof encoding !== 'string' || encoding === '')) {
    const instead = `write a name as in the Encoding Standard: 'windows-1252'`
    throw new DefinitionError(where, 'from.encoding', instead)
  }
}
