/**
 * What a fault of the machine or the database around us means, and what to do about it. Undefined for
 * an error that we do not know from outside: that one is a bug.
 */
export function explainFault(error: unknown): string | undefined {
  const { code = '', message, address, port, path } = firstOf(error)
  switch (code) {
    case 'ENOSPC':
    case '53100': {
      const where = path ? ` (${path})` : ''
      return `the disk is full${where}: make room, then run this again; nothing that was accepted is lost`
    }
    case 'EACCES':
    case 'EPERM':
      return `no permission (${message}): run this as the owner of the workspace's folder`
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
    case 'ETIMEDOUT': {
      const where = address ? ` at ${address}${port ? `:${port}` : ''}` : ''
      return `the database${where} does not answer (${code}): start it, or mend DATABASE_URL`
    }
    case '28P01':
    case '28000':
    case '3D000':
      return `the database refuses (${message}): mend the user, password or name in DATABASE_URL`
    case '42501':
      return `the database does not let us (${message}): as its owner, grant create on database NAME to USER; linchpin doctor says what is missing`
    default:
      return undefined
  }
}

interface SystemFault {
  readonly code?: string
  readonly message: string
  readonly address?: string
  readonly port?: number
  readonly path?: string
}

/** Connecting tries several addresses, and then the faults come together. */
const firstOf = (error: unknown): SystemFault =>
  error instanceof AggregateError && error.errors.length > 0
    ? (error.errors[0] as SystemFault)
    : (error as SystemFault)
