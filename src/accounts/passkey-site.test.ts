import { expect, test } from 'vitest'
import { siteOf } from './passkey-site.ts'

test('passkeys work at a name by https, and on this machine', () => {
  expect(siteOf('https://linchpin.acme.example/admin')).toEqual({
    origin: 'https://linchpin.acme.example',
    rpId: 'linchpin.acme.example',
  })
  expect(siteOf('http://localhost:4400')).toEqual({
    origin: 'http://localhost:4400',
    rpId: 'localhost',
  })
})

test.each([
  'http://127.0.0.1:4400',
  'https://10.0.0.7',
  'http://[::1]:4400',
  'https://[::1]',
  'http://linchpin.acme.example',
  'ftp://localhost',
  'not an address',
])('and not at %s', (url) => {
  expect(siteOf(url)).toBeUndefined()
})
