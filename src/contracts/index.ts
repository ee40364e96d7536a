export type { Contract, SignalContext, System, TextReading } from './define.ts'
export { failureModes, type FailureMode } from './failure-mode.ts'
export { decode, judge, type Judgement, type Refusal } from './judge.ts'
export { finalPath, type FinalPath, type Path } from './path.ts'
