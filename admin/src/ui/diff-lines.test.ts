import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffLines } from './diff-lines.ts'

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 })
  .map((each) => each.join('\n'))
const taken = (lines: ReturnType<typeof diffLines>, without: string) =>
  lines.filter(({ kind }) => kind !== without).map((each) => each.text)

describe('diffLines', () => {
  it('keeps what is the same and marks what is not', () => {
    expect(diffLines('title\nold\nend', 'title\nnew\nend')).toEqual([
      { kind: 'same', text: 'title' },
      { kind: 'gone', text: 'old' },
      { kind: 'new', text: 'new' },
      { kind: 'same', text: 'end' },
    ])
  })

  it('holds both texts whole, in order', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = diffLines(before, after)
        expect(taken(lines, 'new').join('\n')).toBe(before)
        expect(taken(lines, 'gone').join('\n')).toBe(after)
      }),
    )
  })
})
