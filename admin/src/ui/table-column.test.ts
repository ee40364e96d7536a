import { describe, expect, it } from 'vitest'
import type { CellValue } from './csv.ts'
import { compareValues, sortedBy, type Column } from './table-column.ts'

const inOrder = (values: readonly string[] | readonly number[]) => values.toSorted(compareValues)

describe('compareValues', () => {
  it('orders numbers by size, and text as people do', () => {
    expect(inOrder([10, -2, 9])).toEqual([-2, 9, 10])
    expect(inOrder(['Page 10', 'page 9', 'Änder'])).toEqual(['Änder', 'page 9', 'Page 10'])
  })
})

describe('sortedBy', () => {
  const column = (end: boolean): Column<CellValue> => ({
    id: 'it',
    title: 'It',
    end,
    value: (row) => row,
  })

  it('takes what is absent, and what a column of figures says in words, as without a place', () => {
    expect(sortedBy(column(true), 'US$5k and €100')).toBeUndefined()
    expect(sortedBy(column(true), null)).toBeUndefined()
    expect(sortedBy(column(true), 0)).toBe(0)
    expect(sortedBy(column(false), 'Data residency')).toBe('Data residency')
  })
})
