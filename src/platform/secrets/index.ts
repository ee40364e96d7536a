export type { Key, KeyKind } from './key.ts'
export { keyChecker, type KeyChecker } from './key-checker.ts'
export { createKey, listKeys, revokeKey, type KeyDeps, type KeySpec } from './keys.ts'
