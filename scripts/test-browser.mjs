// Runs the tests of the screens, and installs Chromium first where it is missing and may be.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const say = (line) => process.stderr.write(`${line}\n`)
const run = (command, ...args) => spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status

const known = [
  process.env.LINCHPIN_CHROMIUM,
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]
const hasChromium = () => known.some((place) => place && existsSync(place))

if (!hasChromium() && process.platform === 'linux') {
  say('The tests of the screens need Chromium; installing it …')
  const sudo = process.getuid() === 0 ? [] : ['sudo', '-n']
  const apt = (...args) => run(...sudo, 'apt-get', ...args) === 0
  const install = (name) => apt('install', '-y', '-q', name)
  // Debian has the engine alone, which is smaller and quicker; others have the whole browser.
  const installAny = () => install('chromium-headless-shell') || install('chromium')
  if (!installAny()) {
    apt('update', '-q')
    installAny()
  }
}
if (hasChromium()) {
  const vitest = join(root, 'node_modules', '.bin', 'vitest')
  const named = process.argv.slice(2)
  // A file alone needs one lane: the stacks of a second would be started for nothing.
  const lanes = named.length > 0 ? ['--maxWorkers=1'] : []
  process.exitCode = run(vitest, 'run', '--project', 'browser', ...lanes, ...named) ?? 1
} else {
  say('No Chromium here. Install it (Debian: apt-get install chromium), or name it:')
  say('LINCHPIN_CHROMIUM=/path/to/chromium npm test')
  process.exitCode = 1
}
