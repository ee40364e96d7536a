/** A role could not begin to serve. The message says why. */
export class RoleError extends Error {
  override name = 'RoleError'
  readonly role: string
  /** What the role itself said, or how it ended. */
  readonly why: string

  constructor(role: string, why: string) {
    super(`the ${role} process did not start: ${why}`)
    this.role = role
    this.why = why
  }
}
