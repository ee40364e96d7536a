import { expect, test } from 'vitest'
import { trustedProxies } from './trusted-proxies.ts'

test('nobody is believed who is not named', () => {
  expect(trustedProxies()('127.0.0.1', '192.0.2.7')).toBe('127.0.0.1')
  expect(trustedProxies('10.0.0.1')('10.0.0.2', '192.0.2.7')).toBe('10.0.0.2')
  expect(trustedProxies('10.0.0.1')('unknown', '192.0.2.7')).toBe('unknown')
})

test('a proxy of ours says whom it had, and the visitor’s own word before that is not believed', () => {
  const from = trustedProxies('127.0.0.1, 10.0.0.0/8 ::1')
  expect(from('127.0.0.1', '192.0.2.7')).toBe('192.0.2.7')
  expect(from('127.0.0.1', '1.1.1.1, 192.0.2.7')).toBe('192.0.2.7')
  expect(from('127.0.0.1', '1.1.1.1, 192.0.2.7, 10.1.2.3')).toBe('192.0.2.7')
  expect(from('::ffff:127.0.0.1', '192.0.2.7')).toBe('192.0.2.7')
  expect(from('::1', '2001:db8::7')).toBe('2001:db8::7')
  expect(from('10.9.9.9', '192.0.2.7:4711')).toBe('192.0.2.7')
  expect(from('10.9.9.9', '[2001:db8::7]:4711')).toBe('2001:db8::7')
})

test('a proxy that says nothing, or no address, stands for itself', () => {
  const from = trustedProxies('127.0.0.1')
  for (const said of [undefined, '', 'unknown', '1.1.1.1, _hidden', '127.0.0.1', '999.1.1.1']) {
    expect(from('127.0.0.1', said)).toBe('127.0.0.1')
  }
})

test('what is neither an address nor a network is named', () => {
  for (const wrong of ['nginx', '10.0.0.0/99', '10.0.0.0/', '10.0.0.0/8x', '/8', '::1/-1']) {
    expect(() => trustedProxies(`127.0.0.1, ${wrong}`)).toThrow(`LINCHPIN_PROXY names '${wrong}'`)
  }
})
