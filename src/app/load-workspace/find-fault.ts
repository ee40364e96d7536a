import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DefinitionError } from '../../core/definition-error.ts'
import type { Finding } from './finding.ts'
import { locateField, type Place } from './locate-field.ts'
import { ImportError, isForeign } from './resolve-linchpin.ts'

/** Reads an error that came out of loading a workspace: which file, which line, what to write instead. */
export function findFault(error: unknown, config: string): Finding {
  if (error instanceof ImportError) return findImport(error)
  if (!(error instanceof Error)) {
    return { file: config, message: `it threw ${String(error)}; throw only errors` }
  }
  const frame = firstFrame(error.stack ?? '')
  if (error instanceof DefinitionError) return findDefinition(error, frame, config)
  if (error instanceof SyntaxError) return findSyntax(error, config)
  return { file: config, ...frame, message: `${error.name}: ${error.message}` }
}

interface Frame extends Place {
  readonly file: string
}

/** The first line of the stack that is the workspace's own. */
function firstFrame(stack: string): Frame | undefined {
  for (const [, url, line, column] of stack.matchAll(/(file:\/\/[^\s()]+?):(\d+):(\d+)/g)) {
    const file = fileURLToPath(url!)
    if (!isForeign(file)) return { file, line: Number(line), column: Number(column) }
  }
  return undefined
}

function findDefinition(error: DefinitionError, frame: Frame | undefined, config: string): Finding {
  const found = frame && locateField(readFileSync(frame.file, 'utf8'), frame, error.field)
  return { file: config, ...frame, ...found, message: error.message }
}

/** Node writes the place of a syntax error into the first lines of the stack: file, text, a caret. */
function findSyntax(error: SyntaxError, config: string): Finding {
  const [place = '', , caret = ''] = (error.stack ?? '').split('\n')
  const [, url, line] = /^(file:\/\/.+):(\d+)$/.exec(place) ?? []
  if (!url) return { file: config, message: `it cannot be read: ${error.message}` }
  return {
    file: fileURLToPath(url),
    line: Number(line),
    column: caret.indexOf('^') + 1 || undefined,
    message: explainSyntax(error.message),
  }
}

function explainSyntax(message: string): string {
  const [, module, name] =
    /module '(.+)' does not provide an export named '(.+)'/.exec(message) ?? []
  if (module === 'linchpin') {
    return `'linchpin' has no ${name}; a type is imported by \`import type\`, and anything else is perhaps spelled differently`
  }
  if (module) return `'${module}' exports no ${name}; export it there, or import another name`
  if (message.includes('not supported in strip-only mode')) {
    return `${message.replace(' in strip-only mode', '')}; Node runs the file with its types cut out, so instead of an enum write \`const stage = { won: 'won' } as const\``
  }
  return `the syntax is wrong here: ${message}`
}

function findImport({ specifier, importer }: ImportError): Finding {
  const source = existsSync(importer) ? readFileSync(importer, 'utf8') : ''
  const lines = source.split('\n')
  const index = lines.findIndex(
    (text) => /\bfrom\b|\bimport\b/.test(text) && text.includes(specifier),
  )
  const place = index < 0 ? {} : { line: index + 1, column: lines[index]!.indexOf(specifier) }
  return { file: importer, ...place, message: explainImport(specifier, importer) }
}

function explainImport(specifier: string, importer: string): string {
  if (!/^[./]/.test(specifier)) {
    return specifier.startsWith('linchpin/')
      ? `there is no '${specifier}'; import from 'linchpin'`
      : `there is no package '${specifier}' here; install it in the workspace: npm install ${specifier}`
  }
  const target = join(dirname(importer), specifier)
  const meant = [`${target}.ts`, target.replace(/\.js$/, '.ts'), join(target, 'index.ts')].find(
    (file) => file !== target && existsSync(file),
  )
  if (!meant) return `there is no file '${specifier}'; write the path from this file, with its .ts`
  const written = `${specifier.replace(/\.js$|\/$/, '')}${meant.endsWith('index.ts') ? '/index' : ''}.ts`
  return `there is no file '${specifier}'; write '${written}'`
}
