import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { openIo } from './open-io.ts'

function io(isTTY: boolean) {
  const written: string[] = []
  const stream = () =>
    Object.assign(new EventEmitter(), {
      isTTY,
      write: (text: string) => written.push(text) > 0,
    })
  const [stdout, stderr] = [stream(), stream()]
  const surroundings = { stdout, stderr, cwd: () => '/', env: {} }
  return { ...openIo(surroundings as never), stdout, stderr, written }
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

// A pipe whose reader has ended, and a terminal that was closed.
test.each(['EPIPE', 'EIO'])('what nobody reads any more (%s) is no failure', (code) => {
  const { out, err, stdout, stderr, written } = io(true)
  for (const stream of [stdout, stderr]) {
    stream.emit('error', Object.assign(new Error('closed'), { code }))
  }
  out('more')
  err('more')
  expect(written).toEqual([])
})

test('any other fault of what we write to is one', () => {
  const { stdout, stderr } = io(false)
  for (const stream of [stdout, stderr]) {
    expect(() => stream.emit('error', new Error('disk full'))).toThrow('disk full')
  }
})
