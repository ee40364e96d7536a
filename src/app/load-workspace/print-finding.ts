import { existsSync, readFileSync } from 'node:fs'
import { shownPath } from '../shown-path.ts'
import type { Finding } from './finding.ts'

/**
 * A finding as people read it: where, the line itself with a mark under the place, and what to do.
 * @param from the folder that paths are written from
 */
export function printFinding({ file, line, column, message }: Finding, from: string): string {
  const path = shownPath(from, file)
  if (line === undefined) return `${path}: ${message}`
  const text = existsSync(file) ? readFileSync(file, 'utf8').split('\n')[line - 1] : undefined
  const place = `${path}:${line}${column ? `:${column}` : ''}`
  if (text === undefined) return `${place}: ${message}`
  const gutter = `  ${line} | `
  const mark = column ? `\n${' '.repeat(gutter.length + column - 1)}^` : ''
  return `${place}: ${message}\n${gutter}${text.trimEnd()}${mark}`
}
