import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSpool, type Spool } from './spool.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linchpin-spool-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = (maxBytes = 1_000) => openSpool({ folder: join(folder, 'spool'), maxBytes })
const linesOf = async (spool: Spool) => {
  const texts = await Promise.all(spool.seal().map((segment) => spool.read(segment)))
  return texts.join('').split('\n').filter(Boolean)
}

describe('a spool', () => {
  test('keeps lines in order until their segment is removed', async () => {
    const spool = open()
    expect(spool.append('one\ntwo\n').ok).toBe(true)
    const [first] = spool.seal()
    spool.append('three\n')
    expect(await linesOf(spool)).toEqual(['one', 'two', 'three'])
    expect(spool.bytes).toBe(14)
    await spool.remove(first!)
    expect(await linesOf(spool)).toEqual(['three'])
    expect(spool.bytes).toBe(6)
    spool.close()
  })

  test('has nothing to give while nothing was written', () => {
    expect(open().seal()).toEqual([])
  })

  test('finds what an earlier process left', async () => {
    // Not closed: the process was killed.
    open().append('one\n')
    const later = open()
    later.append('two\n')
    expect(await linesOf(later)).toEqual(['one', 'two'])
    expect(later.bytes).toBe(8)
    later.close()
  })

  test('takes nothing beyond its limit, and goes on when there is room again', async () => {
    const spool = open(8)
    expect(spool.append('12345\n').ok).toBe(true)
    expect(spool.append('12\n')).toMatchObject({ ok: false, error: { kind: 'full' } })
    await spool.remove(spool.seal()[0]!)
    expect(spool.append('12\n').ok).toBe(true)
    spool.close()
  })

  test('says so when the folder cannot be written, and goes on when it can', async () => {
    const spool = open()
    rmSync(join(folder, 'spool'), { recursive: true })
    writeFileSync(join(folder, 'spool'), 'in the way')
    expect(spool.append('one\n')).toMatchObject({ ok: false, error: { kind: 'refused' } })
    rmSync(join(folder, 'spool'))
    open().close()
    expect(spool.append('two\n').ok).toBe(true)
    expect(await linesOf(spool)).toEqual(['two'])
  })

  test.skipIf(process.platform === 'win32')(
    'takes back what it wrote of lines that the disk has no room for',
    () => {
      // A limit on the size of files fails in the middle of a write, just as a full disk does.
      const script = `
        import { openSpool } from ${JSON.stringify(join(import.meta.dirname, 'spool.ts'))}
        const spool = openSpool({ folder: ${JSON.stringify(folder)}, maxBytes: 1e6 })
        const results = ['a', 'b', 'c'].map((c) => spool.append(c.repeat(399) + '\\n').ok)
        const small = spool.append('d\\n').ok
        const [segment] = spool.seal()
        const text = String(await spool.read(segment))
        process.stdout.write(JSON.stringify({ results, small, bytes: spool.bytes, text }))`
      const limited = 'ulimit -f 1 && exec "$0" --input-type=module-typescript -e "$1"'
      const out = execFileSync('bash', ['-c', limited, process.execPath, script], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const found = JSON.parse(out) as { results: boolean[]; small: boolean; text: string }
      const kept = found.results.filter(Boolean).length
      expect(kept).toBeLessThan(3)
      const letters = ['a', 'b', 'c'].slice(0, kept).map((c) => `${c.repeat(399)}\n`)
      expect(found).toMatchObject({ small: true, text: `${letters.join('')}d\n` })
    },
  )
})
