import type { Contract } from '../contracts/index.ts'
import { exposures, publications } from '../pipeline/feedback/index.ts'

/** The contracts of what Linchpin tells itself. They hold in every workspace, beside its own. */
export const builtInContracts: readonly Contract[] = [exposures, publications]
