import { expect, test } from 'vitest'
import { renderMarkdown } from './markdown.ts'

const render = (markdown: string): string =>
  renderMarkdown(markdown, {
    linkTo: (href) => (href.endsWith('.md') ? `/decisions/${href.slice(0, -3)}` : undefined),
  })

test('text, lists, tables and code come out as HTML, below the heading of the page', () => {
  expect(render('# One\n\nTwo **three** `four`')).toBe(
    '<h2>One</h2>\n<p>Two <strong>three</strong> <code>four</code></p>\n',
  )
  expect(render('| a |\n|---|\n| b |')).toContain('<td>b</td>')
})

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '![x](https://example.com/spy.png)',
  '<style>p { display: none }</style>',
  '<iframe src="https://example.com"></iframe>',
  '<p style="position:fixed" onclick="x()" id="root" class="x">text</p>',
  '<form action="/api/keys"><input></form>',
])('nothing that runs, loads or poses is left of %s', (markdown) => {
  const html = render(markdown)
  expect(html).not.toMatch(/script|onerror|onclick|style|iframe|img|form|input|id=|class=/)
})

test('links lead to our screens or out of them, and never run', () => {
  expect(render('[a](0007-x.md)')).toContain('<a href="/decisions/0007-x">a</a>')
  expect(render('[a](other.txt)')).toContain('<a>a</a>')
  expect(render('[a](https://example.com)')).toContain('rel="noreferrer noopener"')
  expect(render('[a](javascript:alert(1))')).not.toContain('javascript')
  expect(render('[a](//example.com)')).not.toContain('href')
})
