import { expect, test } from 'vitest'
import { render } from './render.ts'

test('Markdown becomes a page', () => {
  expect(
    render('# Hi\n\n| a | b |\n|---|--:|\n| 1 | ~~2~~ |\n\n```js\nx < 1\n```\n![A](/a.png)'),
  ).toBe(
    '<h1>Hi</h1>\n<table>\n<thead>\n<tr>\n<th>a</th>\n<th align="right">b</th>\n</tr>\n</thead>\n<tbody><tr>\n' +
      '<td>1</td>\n<td align="right"><del>2</del></td>\n</tr>\n</tbody></table>\n' +
      '<pre><code class="language-js">x &lt; 1\n</code></pre>\n<p><img src="/a.png" alt="A" /></p>\n',
  )
})

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '[x](javascript:alert(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '<svg><script>alert(1)</script></svg>',
  '<iframe src="https://evil.example"></iframe>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<form action="https://evil.example"><input name="password"></form>',
  '<p style="position:fixed" class="overlay" id="login">x</p>',
])('%j cannot run, reach out or pretend', (text) => {
  const page = render(text)
  expect(page).not.toMatch(/(href|src)="(javascript|data):/i)
  // What stands between quotes is text to a browser, whatever it looks like.
  expect(page.replaceAll(/"[^"]*"/g, '""')).not.toMatch(
    /<(script|iframe|svg|math|form|input|style)|\s(on\w+|style|class|id)=/i,
  )
})
