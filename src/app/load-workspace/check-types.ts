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
    const output = await run(process.execPath, [compiler, '-p', settings, '--pretty', 'false'])
    return readFindings(output, process.cwd())
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

function run(command: string, args: readonly string[]): Promise<string> {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', failed)
    child.on('close', () => done(output))
  })
}

/** `contracts/deals.ts(4,3): error TS2322: Type …`; what it comes from follows in indented lines. */
function readFindings(output: string, from: string): Finding[] {
  const findings: Finding[] = []
  for (const entry of output.split(/\n(?=\S)/)) {
    const [first = '', ...reasons] = entry.trimEnd().split('\n')
    const [, path, line, column, message] =
      /^(.+?)\((\d+),(\d+)\): error TS\d+: (.+)$/.exec(first) ?? []
    if (!path || isForeign(resolve(from, path))) continue
    findings.push({
      file: resolve(from, path),
      line: Number(line),
      column: Number(column),
      message: shorten(message!, reasons.at(-1)?.trim()),
    })
  }
  return findings
}

const longestMessage = 160

/** The compiler goes from the general to the particular; where it needs many words, the last ones help. */
function shorten(message: string, reason = message): string {
  const particular = message.length > longestMessage ? reason : message
  const text = particular.replace(/^(Property '.+?' is missing) in type .*$/, '$1')
  return text.length > 2 * longestMessage ? `${text.slice(0, 2 * longestMessage)} …` : text
}
