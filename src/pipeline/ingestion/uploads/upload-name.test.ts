import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { uploadName } from './upload-name.ts'

describe('uploadName', () => {
  test('keeps what a person called the file', () => {
    expect(uploadName('Deals März (final) 2026.csv')).toBe('Deals März (final) 2026.csv')
    expect(uploadName('лиды.csv')).toBe('лиды.csv')
  })

  test('leaves no way out of its folder, and nothing that hides it', () => {
    expect(uploadName('../../etc/passwd')).toBe('passwd')
    expect(uploadName('C:\\exports\\deals.csv')).toBe('deals.csv')
    expect(uploadName('.htaccess')).toBe('htaccess')
    expect(uploadName('~$deals.csv')).toBe('$deals.csv')
    expect(uploadName('deals.csv\n<script>')).toBe('deals.csvscript')
    for (const nothing of ['', '..', '/', '\u202e', '   '])
      expect(uploadName(nothing)).toBe('upload')
  })

  test('keeps no more of a long name than a file system takes, in whole characters, with its ending', () => {
    expect(uploadName(`${'売'.repeat(90)}.csv`)).toBe(`${'売'.repeat(65)}.csv`)
    expect(uploadName(`${'😀'.repeat(90)}.csv`)).toBe(`${'😀'.repeat(49)}.csv`)
    expect(uploadName(`${'a'.repeat(300)}.jsonl`)).toBe(`${'a'.repeat(194)}.jsonl`)
  })

  test('whatever the name, it is one part of a path, short, and names itself again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
        const name = uploadName(given)
        expect(name).not.toMatch(/[/\\\0]|^\.|^$/)
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200)
        expect(uploadName(name)).toBe(name)
      }),
    )
  })
})
