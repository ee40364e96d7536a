/** The request cannot be answered as it stands; the message says what is allowed. */
export class ReportRequestError extends Error {
  override name = 'ReportRequestError'
  /** `unknown`: there is no such report. `request`: it does not take what was asked. */
  readonly kind: 'unknown' | 'request'

  constructor(kind: 'unknown' | 'request', message: string) {
    super(message)
    this.kind = kind
  }
}

/** The report itself is at fault: the message names it and says what its author must mend. */
export class BrokenReportError extends Error {
  override name = 'BrokenReportError'
  readonly report: string

  constructor(report: string, message: string, cause?: unknown) {
    super(`report '${report}': ${message}`, { cause })
    this.report = report
  }
}
