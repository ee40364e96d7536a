import { EnvironmentError } from './environment-error.ts'
import { isWebAddress } from './is-web-address.ts'

const ourselves = new Set(['127.0.0.1', '0.0.0.0', '[::1]', '[::]'])

/**
 * The address that people are told: what LINCHPIN_URL says, or else where the app listens, by this
 * machine's name for itself, since browsers make passkeys for names only.
 *
 * @param url where the app listens
 * @throws EnvironmentError naming what is no address of the web
 */
export function shownUrl(env: Readonly<Record<string, string | undefined>>, url: string): string {
  const told = env['LINCHPIN_URL']
  if (told && !isWebAddress(told)) {
    throw new EnvironmentError(
      `LINCHPIN_URL is '${told}'; write the whole address by which people come: https://linchpin.example`,
    )
  }
  if (told) return told
  const { protocol, hostname, port } = new URL(url)
  return `${protocol}//${ourselves.has(hostname) ? 'localhost' : hostname}:${port}`
}
