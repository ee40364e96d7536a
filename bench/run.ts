import { globSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { join } from 'node:path'
import type { Bench } from './harness/bench.ts'
import { measure } from './harness/measure.ts'
import type { BenchResult } from './harness/summarise.ts'
import { table } from './harness/table.ts'

// npm run bench [-- name …]: measures all of bench/*.bench.ts, or those whose names are given.
const wanted = process.argv.slice(2)
const say = (line: string) => process.stderr.write(`${line}\n`)
const files = globSync('*.bench.ts', { cwd: import.meta.dirname }).toSorted()
const chosen = files.filter(
  (file) => wanted.length === 0 || wanted.some((name) => file === `${name}.bench.ts`),
)

if (chosen.length === 0) {
  say(
    `No such measurement. There are: ${files.map((file) => file.replace('.bench.ts', '')).join(', ')}`,
  )
  process.exitCode = 2
} else {
  const results: BenchResult[] = []
  for (const file of chosen) {
    const { bench } = (await import(`./${file}`)) as { bench: Bench }
    results.push(await measure(bench, say))
  }
  const folder = join(import.meta.dirname, '..', 'bench-results')
  const machine = {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    node: process.version,
  }
  await mkdir(folder, { recursive: true })
  await writeFile(
    join(folder, 'results.json'),
    `${JSON.stringify({ at: new Date(), machine, results }, null, 2)}\n`,
  )
  process.stdout.write(`${table(results)}\n`)
  say('Written to bench-results/results.json')
  if (results.some(({ bars }) => bars.some(({ reached }) => !reached))) process.exitCode = 1
}
