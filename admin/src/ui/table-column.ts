import type { ReactNode } from 'react'
import type { CellValue } from './csv.ts'

/** A column of a Table. */
export interface Column<Row> {
  readonly id: string
  /** Its head, and its name in the column choice and in CSV. */
  readonly title: string
  /** What it is worth: sorts, fills CSV, and is shown where there is no `cell`. */
  readonly value?: ((row: Row) => CellValue) | undefined
  /** What it shows. */
  readonly cell?: ((row: Row) => ReactNode) | undefined
  /** Figures stand at the end of the cell. */
  readonly end?: boolean | undefined
  /** A grid track with a fixed least width: 'minmax(8rem, 2fr)', '7rem'. */
  readonly width?: string | undefined
  /** 1 (default) always shows; 2 from 640 px of table; 3 from 900 px. */
  readonly priority?: 1 | 2 | 3 | undefined
  /** Off until the person chooses it. */
  readonly off?: boolean | undefined
  /** What the column means, as a tip on its head. */
  readonly means?: string | undefined
  /** false: it cannot be sorted although it has a value. */
  readonly sortable?: boolean | undefined
}

/** The order of a Table: by which column, and whether the largest comes first. */
export interface Sort {
  readonly id: string
  readonly down: boolean
}

const least = { 1: 0, 2: 640, 3: 900 } as const

/** Whether a column has room in a table of that width. */
export const fits = (column: Column<never>, width: number): boolean =>
  width >= least[column.priority ?? 1]

export const trackOf = ({ width, end }: Column<never>): string =>
  width ?? (end ? 'minmax(5.5rem, 1fr)' : 'minmax(9rem, 2fr)')

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/**
 * What a row is sorted by; undefined: it stands last in both directions. Where figures stand, what is
 * written in words has no size: an amount in several currencies.
 */
export function sortedBy<Row>(
  { value, end }: Column<Row>,
  row: Row,
): NonNullable<CellValue> | undefined {
  const found = value?.(row) ?? undefined
  return end && typeof found === 'string' ? undefined : found
}

/** Orders two values of a column: numbers and times by size, text as people sort it. */
export function compareValues(a: NonNullable<CellValue>, b: NonNullable<CellValue>): number {
  if (typeof a === 'string' || typeof b === 'string') return collator.compare(String(a), String(b))
  return Number(a) - Number(b)
}
