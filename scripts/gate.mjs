// The one gate: every check, in the order in which they are cheapest to fail. All of them run, so
// that one reading shows everything that is wrong.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const bin = (name) => join(root, 'node_modules', '.bin', name)

const format = ['format', bin('prettier'), ['--check', '--log-level=warn', '.']]
const lint = ['lint', bin('oxlint'), ['--quiet']]
const types = ['types', bin('tsc'), ['-p', 'tsconfig.json']]
const pureTypes = ['types of what must be pure', bin('tsc'), ['-p', 'tsconfig.pure.json']]
const adminTypes = ['types of the admin', bin('tsc'), ['-p', 'admin']]
const browserTypes = ['types of the browser tests', bin('tsc'), ['-p', 'test/browser']]
const deadCode = ['dead code', bin('knip'), []]
const duplication = ['duplication', bin('jscpd'), ['src', 'admin', 'bench', 'scripts']]
const adminBuild = ['admin build', process.execPath, ['scripts/build-admin.mjs']]
const firstRoute = [
  'first route at most 150 kB gzipped',
  process.execPath,
  ['scripts/first-route.mjs'],
]
const tests = ['tests', bin('vitest'), ['run', '--project', 'tests']]
const drills = ['drills and real data', bin('vitest'), ['run', '--project', 'drills']]
const screens = ['screens in a browser', process.execPath, ['scripts/test-browser.mjs']]

/** One step after the other; the lanes of a step side by side, each with its checks in turn. */
const steps = [
  [[types, browserTypes], [format]],
  [[lint]],
  [
    [pureTypes, deadCode],
    [adminTypes, duplication],
  ],
  [[adminBuild, firstRoute]],
  // Drills mostly wait, for what was killed to come back.
  [[tests, screens], [drills]],
]

const say = (line) => process.stderr.write(`${line}\n`)
const secondsSince = (from) => Math.round((Date.now() - from) / 1000)

/** Runs a check; what it prints beside others is held until it ends, so that it can be read. */
async function passes([name, command, args], isAlone) {
  const from = Date.now()
  if (isAlone) say(`\n── ${name}`)
  const stdio = isAlone ? 'inherit' : ['ignore', 'pipe', 'pipe']
  const child = spawn(command, args, { cwd: root, stdio })
  const held = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => held.push(text))
  const [code] = await once(child, 'close')
  if (!isAlone) say(`\n── ${name}\n${Buffer.concat(held).toString()}`)
  say(`   ${name}: ${code === 0 ? 'passed' : 'FAILED'} in ${secondsSince(from)} s`)
  return code === 0
}

const wanted = process.argv.slice(2)
const isWanted = ([name]) => wanted.length === 0 || wanted.some((each) => name.startsWith(each))
const names = steps.flat(2).map((check) => String(check[0]))
const unknown = wanted.filter((each) => !names.some((name) => name.startsWith(each)))
if (unknown.length > 0) {
  say(`No check begins with ${unknown.join(', ')}. There are: ${names.join(', ')}`)
  process.exit(2)
}
const failed = []
const started = Date.now()
for (const step of steps) {
  const lanes = step.map((lane) => lane.filter(isWanted)).filter((lane) => lane.length > 0)
  await Promise.all(
    lanes.map(async (lane) => {
      for (const check of lane) {
        if (!(await passes(check, lanes.length === 1))) failed.push(check[0])
      }
    }),
  )
}

const outcome = failed.length > 0 ? `Failed: ${failed.join(', ')}` : 'All passed'
say(`\n${outcome} (${secondsSince(started)} s)`)
process.exitCode = failed.length > 0 ? 1 : 0
