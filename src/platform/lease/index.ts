export { holdLease, type HeldLease, type LeaseOptions } from './hold-lease.ts'
export { LeaseLostError } from './tenure.ts'
