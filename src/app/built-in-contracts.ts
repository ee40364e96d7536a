import type { Contract } from '../contracts/index.ts'
import { exposures } from '../pipeline/feedback/index.ts'

/** The contracts of what Linchpin tells itself. They hold in every workspace, beside its own. */
export const builtInContracts: readonly Contract[] = [exposures]
