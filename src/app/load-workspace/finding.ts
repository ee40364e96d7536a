/** Something that is wrong in a workspace, and where it is written. */
export interface Finding {
  /** The file, absolute; the workspace's folder where no file is at fault. */
  readonly file: string
  /** From 1. */
  readonly line?: number | undefined
  /** From 1. */
  readonly column?: number | undefined
  /** What is wrong, and what to write instead. */
  readonly message: string
}

/** The workspace cannot be loaded; the findings say why. */
export class WorkspaceError extends Error {
  override name = 'WorkspaceError'
  readonly findings: readonly Finding[]

  constructor(findings: readonly Finding[], options?: ErrorOptions) {
    super(findings.map(({ message }) => message).join('; '), options)
    this.findings = findings
  }
}
