export { holdLease, type HeldLease, type LeaseKeeper, type LeaseOptions } from './hold-lease.ts'
export { LeaseLostError } from './tenure.ts'
