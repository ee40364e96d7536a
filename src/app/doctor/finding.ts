/** What one check found. */
export interface Finding {
  /** `node`, `config`, `ports`, `addresses`, `disk`, `rights`, `database`, `migrations`, `clock`, `warehouse`. */
  readonly check: string
  /** `warn`: it works, but not for long, or not as well as it should. */
  readonly verdict: 'ok' | 'warn' | 'fail'
  /** What is the case, in one sentence. */
  readonly found: string
  /** What to do about it. */
  readonly mend?: string
}

export const ok = (check: string, found: string): Finding => ({ check, verdict: 'ok', found })
export const warn = (check: string, found: string, mend: string): Finding => ({
  check,
  verdict: 'warn',
  found,
  mend,
})
export const fail = (check: string, found: string, mend: string): Finding => ({
  check,
  verdict: 'fail',
  found,
  mend,
})
