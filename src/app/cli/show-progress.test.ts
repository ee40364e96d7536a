import { describe, expect, test } from 'vitest'
import { showProgress } from './show-progress.ts'

function display(isTerminal: boolean) {
  const said: string[] = []
  let now = 0
  const io = {
    out: () => {},
    err: (text: string) => void said.push(text),
    isTerminal,
    cwd: '',
    env: {},
  }
  return { said, wait: (ms: number) => (now += ms), ...showProgress(io, () => now) }
}

describe('progress', () => {
  test('is one line that changes where a person watches, and is taken away at the end', () => {
    const { said, show, clear } = display(true)
    show('10 %')
    show('20 %')
    clear()
    expect(said).toEqual(['\r\u001b[2K10 %', '\r\u001b[2K20 %', '\r\u001b[2K'])
  })

  test('is a line every five seconds in a log', () => {
    const { said, show, wait, clear } = display(false)
    show('1 %')
    wait(5_000)
    show('50 %')
    show('51 %')
    wait(5_000)
    show('99 %')
    clear()
    expect(said).toEqual(['50 %\n', '99 %\n'])
  })
})
