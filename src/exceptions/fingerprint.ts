import { digest } from '../platform/digest.ts'
import type { Trouble } from './raise.ts'

/** What tells one trouble from another: its failure mode, its contract and what it is about. */
export const fingerprint = ({
  mode,
  contract = '',
  about,
}: Pick<Trouble, 'mode' | 'contract'> & { about: string }): string =>
  digest(JSON.stringify([mode, contract, about]))
