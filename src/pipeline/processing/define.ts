export { micros, minorUnits, money } from '../../core/money.ts'
export * from './facts/index.ts'
export { idIn } from './reference.ts'
export { anonymousId, email, userId, vendorId, type Identifier } from './identifier.ts'
