import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from './finding.ts'

/** Where a contract says it: the first line of the workspace that has the field with this text. */
export function placeOf(folder: string, field: string, text: string): Omit<Finding, 'message'> {
  const quoted = new RegExp(`\\b${field}:\\s*(['"\`])${escape(text)}\\1`)
  for (const name of globSync('**/*.ts', {
    cwd: folder,
    exclude: ['**/node_modules/**', '.linchpin/**'],
  })) {
    const file = join(folder, name)
    const lines = readFileSync(file, 'utf8').split('\n')
    const at = lines.findIndex((line) => quoted.test(line))
    if (at >= 0) return { file, line: at + 1, column: lines[at]!.search(quoted) + 1 }
  }
  return { file: folder }
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
