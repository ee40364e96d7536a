import { logLevel } from '../platform/log.ts'
import { checkDatabaseUrl } from './check-database-url.ts'
import { edgePublicUrlOf } from './edge-public-url-of.ts'
import { edgeUrlOf } from './edge-url-of.ts'
import { EnvironmentError } from './environment-error.ts'
import { exampleScale } from './example-scale.ts'
import { trustedProxies } from './server/trusted-proxies.ts'
import { shownUrl } from './shown-url.ts'

/**
 * Refuses what a process would only stumble over later.
 * @throws EnvironmentError
 */
export function checkEnvironment(env: Readonly<Record<string, string | undefined>>): void {
  const checks = [
    () => checkDatabaseUrl(env['DATABASE_URL']),
    () => shownUrl(env, 'http://127.0.0.1'),
    () => trustedProxies(env['LINCHPIN_PROXY']),
    () => edgeUrlOf(env),
    () => edgePublicUrlOf(env),
    () => exampleScale(env['LINCHPIN_EXAMPLE_SCALE']),
    () => logLevel(env['LOG_LEVEL']),
  ]
  for (const check of checks) {
    try {
      check()
    } catch (error) {
      throw new EnvironmentError((error as Error).message, { cause: error })
    }
  }
}
