// The one gate: every check, in the order in which they are cheapest to fail. All of them run, so
// that one reading shows everything that is wrong.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const bin = (name) => join(root, 'node_modules', '.bin', name)

const checks = [
  ['format', bin('prettier'), ['--check', '--log-level=warn', '.']],
  ['lint', bin('oxlint'), ['--quiet']],
  ['types', bin('tsc'), ['-p', 'tsconfig.json']],
  ['types of what must be pure', bin('tsc'), ['-p', 'tsconfig.pure.json']],
  ['types of the admin', bin('tsc'), ['-p', 'admin']],
  ['types of the browser tests', bin('tsc'), ['-p', 'test/browser']],
  ['dead code', bin('knip'), []],
  ['duplication', bin('jscpd'), ['src', 'admin', 'bench', 'scripts']],
  ['admin build', process.execPath, ['scripts/build-admin.mjs']],
  ['first route at most 150 kB gzipped', process.execPath, ['scripts/first-route.mjs']],
  ['tests', bin('vitest'), ['run', '--project', 'tests']],
  ['screens in a browser', process.execPath, ['scripts/test-browser.mjs']],
  ['drills and real data', bin('vitest'), ['run', '--project', 'drills']],
]

const say = (line) => process.stderr.write(`${line}\n`)

const wanted = process.argv.slice(2)
const failed = []
const started = Date.now()
for (const [name, command, args] of checks) {
  if (wanted.length > 0 && !wanted.some((each) => name.startsWith(each))) continue
  const from = Date.now()
  say(`\n── ${name}`)
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  say(`   ${status === 0 ? 'passed' : 'FAILED'} in ${Math.round((Date.now() - from) / 1000)} s`)
  if (status !== 0) failed.push(name)
}

const seconds = Math.round((Date.now() - started) / 1000)
say(
  failed.length > 0
    ? `\nFailed: ${failed.join(', ')} (${seconds} s)`
    : `\nAll passed in ${seconds} s`,
)
process.exitCode = failed.length > 0 ? 1 : 0
