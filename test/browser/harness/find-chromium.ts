import { existsSync } from 'node:fs'

const places = [
  process.env['LINCHPIN_CHROMIUM'],
  // The same engine without the windows of a desktop: it takes a fifth less of the processor.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** Where Chromium is on this machine. Tests never download a browser of their own. */
export function findChromium(): string {
  const found = places.find((place) => place !== undefined && existsSync(place))
  if (found === undefined) {
    throw new Error('no Chromium here; install it, or name it in LINCHPIN_CHROMIUM')
  }
  return found
}
