import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')
const pair = /--color-([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g
const tokens = new Map(
  [...css.matchAll(pair)].map(([, name, light, dark]) => [name!, { light: light!, dark: dark! }]),
)

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

/** WCAG 2.2, contrast ratio. */
function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (high! + 0.05) / (low! + 0.05)
}

const grounds = ['paper', 'panel', 'sunk']
const text = ['ink', 'muted', 'accent', 'warn', 'bad'].flatMap((each) =>
  grounds.map((ground) => [each, ground]),
)
const written = [
  ...text,
  ['on-accent', 'accent'],
  ['on-bad', 'bad'],
  ['on-accent', 'accent-hover'],
  ['on-bad', 'bad-hover'],
  ['paper', 'ink'],
  ...['accent', 'ink', 'muted'].map((each) => [each, 'accent-soft']),
  ...['warn', 'ink'].map((each) => [each, 'warn-soft']),
  ...['bad', 'ink'].map((each) => [each, 'bad-soft']),
]
const drawn = ['edge', 'series-1', 'series-2', 'series-3', 'series-4', 'series-5'].flatMap((each) =>
  ['paper', 'panel'].map((ground) => [each, ground]),
)

describe.each(['light', 'dark'] as const)('the %s colours', (theme) => {
  const of = (name: string) => tokens.get(name)![theme]

  it('carry text with a contrast of 4.5', () => {
    const faint = written.filter(([one, other]) => contrast(of(one!), of(other!)) < 4.5)
    expect(faint).toEqual([])
  })

  it('carry lines that mean something with a contrast of 3', () => {
    const faint = drawn.filter(([one, other]) => contrast(of(one!), of(other!)) < 3)
    expect(faint).toEqual([])
  })
})
