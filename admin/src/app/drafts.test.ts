import { expect, onTestFinished, test } from 'vitest'
import { sweepDrafts } from './drafts.ts'

test('where a browser forbids to keep anything, nothing is swept, and nothing fails', () => {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'localStorage')
  onTestFinished(() => {
    if (before) Object.defineProperty(globalThis, 'localStorage', before)
    else Reflect.deleteProperty(globalThis, 'localStorage')
  })
  Object.defineProperty(globalThis, 'localStorage', {
    configurable: true,
    get() {
      throw new DOMException('Access is denied for this document.', 'SecurityError')
    },
  })
  expect(() => sweepDrafts(Date.now())).not.toThrow()
})
