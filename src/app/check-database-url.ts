import { EnvironmentError } from './environment-error.ts'

/**
 * Refuses what is no address of a PostgreSQL. What was found stays out of the words: it has a password in it.
 * @throws EnvironmentError
 */
export function checkDatabaseUrl(url: string | undefined): void {
  if (!url || isAddress(url)) return
  throw new EnvironmentError(
    'DATABASE_URL is no address of a PostgreSQL; write postgres://USER:PASSWORD@HOST:5432/NAME, ' +
      'and in the password %23 for #, %40 for @, %2F for / and %25 for %',
  )
}

function isAddress(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, username, password } = new URL(url)
  try {
    // As the driver will read them.
    decodeURIComponent(username)
    decodeURIComponent(password)
  } catch {
    return false
  }
  return /^(postgres(ql)?|socket):$/.test(protocol)
}
