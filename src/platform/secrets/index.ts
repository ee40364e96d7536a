export type { Key } from './key.ts'
export { keyChecker, type KeyChecker } from './key-checker.ts'
export { createKey, listKeys, revokeKey } from './keys.ts'
