import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Finding } from './finding.ts'
import { configName } from './load-workspace.ts'
import { isForeign, vocabulary } from './resolve-linchpin.ts'

/**
 * Runs TypeScript over a workspace.
 * @returns undefined where TypeScript is not installed
 */
export async function checkTypes(folder: string): Promise<Finding[] | undefined> {
  const compiler = findCompiler(folder)
  if (!compiler) return undefined
  const place = await mkdtemp(join(tmpdir(), 'linchpin-types-'))
  try {
    const settings = join(place, 'tsconfig.json')
    await writeFile(settings, JSON.stringify(settingsFor(folder), null, 2))
    const args = [compiler, '-p', settings, '--pretty', 'false']
    const { ended, output } = await run(process.execPath, args)
    const faults = readFaults(output, process.cwd())
    if (ended !== 0 && faults.length === 0) return [failureOf(folder, ended, output)]
    return faults.filter(({ file }) => !isForeign(file))
  } finally {
    await rm(place, { recursive: true, force: true })
  }
}

/** The workspace's own TypeScript comes first, then ours. */
function findCompiler(folder: string): string | undefined {
  const manifest =
    findPackage('typescript', join(folder, configName)) ?? findPackage('typescript', ourselves)
  if (!manifest) return undefined
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin: { tsc: string } }
  return join(dirname(manifest), bin.tsc)
}

const ourselves = fileURLToPath(import.meta.url)

/** The package.json of an installed package, as seen from a file. */
function findPackage(name: string, from: string): string | undefined {
  try {
    return createRequire(from).resolve(`${name}/package.json`)
  } catch {
    return undefined
  }
}

function settingsFor(folder: string): unknown {
  const node = findPackage('@types/node', ourselves)
  return {
    compilerOptions: {
      noEmit: true,
      strict: true,
      skipLibCheck: true,
      erasableSyntaxOnly: true,
      allowImportingTsExtensions: true,
      target: 'ES2024',
      lib: ['ES2024', 'DOM'],
      module: 'Preserve',
      moduleDetection: 'force',
      types: node ? [dirname(node)] : [],
      paths: { linchpin: [fileURLToPath(vocabulary).replace(/\.js$/, '.d.ts')] },
    },
    include: [`${folder}/**/*.ts`],
    exclude: [`${folder}/node_modules`, `${folder}/.linchpin`],
  }
}

interface Ended {
  /** The exit code, or the signal that killed it. */
  readonly ended: number | NodeJS.Signals
  readonly output: string
}

function run(command: string, args: readonly string[]): Promise<Ended> {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', failed)
    child.on('close', (code, signal) => done({ ended: code ?? signal!, output }))
  })
}

/** `contracts/deals.ts(4,3): error TS2322: Type …`; what it comes from follows in indented lines. */
function readFaults(output: string, from: string): Finding[] {
  const faults: Finding[] = []
  for (const entry of output.split(/\n(?=\S)/)) {
    const [first = '', ...reasons] = entry.trimEnd().split('\n')
    const [, path, line, column, message] =
      /^(.+?)\((\d+),(\d+)\): error TS\d+: (.+)$/.exec(first) ?? []
    if (!path) continue
    faults.push({
      file: resolve(from, path),
      line: Number(line),
      column: Number(column),
      message: shorten(message!, reasons.at(-1)?.trim()),
    })
  }
  return faults
}

/** The compiler itself failed, and that is no word on the types. */
function failureOf(folder: string, ended: Ended['ended'], output: string): Finding {
  const [said = 'it said nothing'] = output.split('\n').filter((line) => line.trim() !== '')
  const message =
    `the types could not be checked, because TypeScript ended with ${ended}: ${shorten(said.trim())}; ` +
    'mend that, or install it again (npm install typescript)'
  return { file: folder, message }
}

const longestMessage = 160

/** The compiler goes from the general to the particular; where it needs many words, the last ones help. */
function shorten(message: string, reason = message): string {
  const particular = message.length > longestMessage ? reason : message
  const text = particular.replace(/^(Property '.+?' is missing) in type .*$/, '$1')
  return text.length > 2 * longestMessage ? `${text.slice(0, 2 * longestMessage)} …` : text
}
