import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { openIo } from './open-io.ts'

function io(isTTY: boolean) {
  const written: string[] = []
  const stdout = Object.assign(new EventEmitter(), {
    isTTY,
    write: (text: string) => written.push(text) > 0,
  })
  const stderr = { isTTY, write: () => true }
  const opened = openIo({ stdout: stdout as never, stderr, cwd: () => '/', env: {} })
  return { ...opened, stdout, written }
}

// The first writes the clipboard, the second clears the screen, the third turns the line round.
const hostile = 'name\u001b]52;c;cHduZWQ=\u0007 \u001b[2J \u202e\ttab\nline \u009b31m'

test('what a vendor sent obeys no terminal, and reaches a program as it is', () => {
  const shown = io(true)
  shown.out(hostile)
  expect(shown.written).toEqual(['name�]52;c;cHduZWQ=� �[2J �\ttab\nline �31m'])
  const piped = io(false)
  piped.out(hostile)
  expect(piped.written).toEqual([hostile])
})

test('output that nobody reads any more is no failure; any other fault of it is', () => {
  const { out, stdout, written } = io(false)
  stdout.emit('error', Object.assign(new Error('closed'), { code: 'EPIPE' }))
  out('more')
  expect(written).toEqual([])
  expect(() => stdout.emit('error', new Error('disk full'))).toThrow('disk full')
})
