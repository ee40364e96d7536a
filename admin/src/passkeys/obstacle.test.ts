import { expect, test } from 'vitest'
import { obstacleAt } from './obstacle.ts'

const at = (href: string, rest = {}) =>
  obstacleAt({ href, isSecureContext: true, knowsPasskeys: true, ...rest })

test('nothing stands in the way at a name, by https or on this machine', () => {
  expect(at('https://linchpin.acme.example/sign-in')).toBeUndefined()
  expect(at('http://localhost:4400/sign-in')).toBeUndefined()
})

test('at this machine’s number, the same screen at its name is offered', () => {
  const words = 'Browsers make passkeys for names, not for numbers.'
  const there = { words, at: 'http://localhost:4400/welcome/abc?x=1' }
  expect(at('http://127.0.0.1:4400/welcome/abc?x=1')).toEqual(there)
  expect(at('http://[::1]:4400/welcome/abc?x=1', { knowsPasskeys: false })).toEqual(there)
})

test.each([
  ['https://10.0.0.7/', {}, /not for numbers/],
  ['http://10.0.0.7:4400/', { isSecureContext: false }, /https/],
  ['http://linchpin.acme.example/', { isSecureContext: false }, /https/],
  ['https://linchpin.acme.example/', { knowsPasskeys: false }, /does not know passkeys/],
])('elsewhere it says why, and that a password works: %s', (href, rest, words) => {
  const obstacle = at(href, rest)
  expect(obstacle?.words).toMatch(words)
  expect(obstacle?.words).toContain('A password works')
  expect(obstacle?.at).toBeUndefined()
})
