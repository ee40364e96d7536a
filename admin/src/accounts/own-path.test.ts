import { expect, test } from 'vitest'
import { ownPath } from './own-path.ts'

const origin = 'https://marketing.example'

test('where somebody wanted to go on our own site is kept', () => {
  expect(ownPath('/desk/7?owner=me', origin)).toBe('/desk/7?owner=me')
  expect(ownPath('/', origin)).toBe('/')
  expect(ownPath('/reports?to=//evil.example', origin)).toBe('/reports?to=//evil.example')
})

test('nobody is led to another site, however its address is written', () => {
  const foreign = [
    'https://evil.example',
    'https://marketing.example.evil.example/',
    'https://marketing.example@evil.example/',
    'http://marketing.example/',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '\t//evil.example',
    ' //evil.example',
    '/.//evil.example',
    '/desk/..//evil.example',
    '/%2e//evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'blob:https://marketing.example/x',
    'http://[',
    7,
    undefined,
  ]
  // As the screen does it: what is kept is resolved once more by the browser.
  const led = foreign.map((to) => new URL(ownPath(to, origin) ?? '/', origin).origin)
  expect(led).toEqual(foreign.map(() => origin))
  expect(ownPath('javascript:alert(1)', origin)).toBeUndefined()
  expect(ownPath('/.//evil.example', origin)).toBeUndefined()
})
