import { trustedProxies } from '../server/trusted-proxies.ts'
import { CliError } from './cli-error.ts'
import type { Io } from './command.ts'

/**
 * Refuses what a process would only stumble over later.
 * @throws CliError naming the variable, and what to write there
 */
export function checkEnvironment(env: Io['env']): void {
  const { LINCHPIN_URL: url } = env
  if (url && !/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : '')) {
    throw new CliError(
      2,
      `LINCHPIN_URL is '${url}'; write the whole address by which people come: https://linchpin.example`,
    )
  }
  try {
    trustedProxies(env['LINCHPIN_PROXY'])
  } catch (error) {
    throw new CliError(2, (error as Error).message, { cause: error })
  }
}
