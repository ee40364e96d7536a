import { describe, expect, test } from 'vitest'
import { openLog } from './log.ts'

const record = (level?: string) => {
  const lines: Record<string, unknown>[] = []
  const log = openLog({
    name: 'test',
    ...(level === undefined ? {} : { level }),
    write: (line) => lines.push(JSON.parse(line)),
  })
  return { log, lines }
}

describe('log', () => {
  test('writes one JSON line a message, with name, level, process and time', () => {
    const { log, lines } = record()
    log.info({ rows: 3 }, 'read')
    expect(lines).toMatchObject([
      { name: 'test', level: 'info', pid: process.pid, rows: 3, msg: 'read' },
    ])
    expect(new Date(String(lines[0]!['time'])).getTime()).toBeGreaterThan(0)
  })

  test('keeps secrets out', () => {
    const { log, lines } = record()
    log.info({
      url: 'postgres://linchpin:hunter2@127.0.0.1:5432/linchpin',
      password: 'hunter2',
      headers: { authorization: 'Bearer hunter2' },
      deps: { token: 'hunter2' },
    })
    expect(JSON.stringify(lines)).not.toContain('hunter2')
    expect(lines[0]!['url']).toBe('postgres://linchpin:[secret]@127.0.0.1:5432/linchpin')
  })

  test('keeps the row out of a database error, and the causes in', () => {
    const { log, lines } = record()
    const refused = Object.assign(new Error('duplicate key'), {
      code: '23505',
      detail: 'Key (email)=(ada@example.com) already exists.',
    })
    log.error({ error: new Error('could not land', { cause: refused }) }, 'failed')
    expect(lines[0]!['error']).toMatchObject({
      message: 'could not land',
      cause: { message: 'duplicate key', code: '23505' },
    })
    expect(JSON.stringify(lines)).not.toContain('ada@example.com')
  })

  test('leaves out what is below its level, and refuses a level that does not exist', () => {
    const { log, lines } = record('WARN')
    log.info('no')
    log.warn('yes')
    expect(lines.map(({ msg }) => msg)).toEqual(['yes'])
    expect(() => record('loud')).toThrow('LOG_LEVEL "loud" is not a level; write one of trace')
  })
})
