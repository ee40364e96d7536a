import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readEntry } from './read-entry.ts'
import { addressOf, checkSlug, slugOfPath } from './slug.ts'
import { readTopics, topicId } from './topic.ts'

const file = (...lines: string[]) => ['---', ...lines, '---', 'Text.', ''].join('\n')
const read = (text: string, path = 'news/2019-03-01-hello.md') => readEntry(path, text)
const problems = (text: string) => {
  const entry = read(text)
  return entry.ok ? [] : entry.error.map(({ mode, line, reason }) => `${mode} ${line}: ${reason}`)
}

describe('an entry', () => {
  test('is read from its file, with fields that Linchpin does not know', () => {
    const text = file(
      'title: "Hello: World"',
      'slug: hello-world',
      'date: 2015-06-29 1:00:19 -0400',
      'summary: A summary',
      'topics: [Open Data, open-data, " Mobile "]',
      'authors: ana',
      'draft: true',
      'weight: 7',
      'aliases:',
      '  - /old',
    )
    expect(read(text)).toEqual({
      ok: true,
      value: {
        path: 'news/2019-03-01-hello.md',
        slug: 'hello-world',
        fields: {
          title: 'Hello: World',
          summary: 'A summary',
          topics: [
            { id: 'open-data', title: 'Open Data' },
            { id: 'mobile', title: 'Mobile' },
          ],
          authors: ['ana'],
          date: '2015-06-29T05:00:19.000Z',
          draft: true,
          more: { weight: 7, aliases: ['/old'] },
        },
        markdown: 'Text.\n',
      },
    })
  })

  test('is the same with Windows line ends and a byte order mark', () => {
    const text = file('title: Hello')
    expect(read(`\uFEFF${text.replaceAll('\n', '\r\n')}`)).toEqual(read(text))
  })

  test('needs nothing but a title; its file names the slug', () => {
    expect(read(file('title: Hello', 'topics:', 'summary: ""'))).toMatchObject({
      value: { slug: 'hello', fields: { topics: [], authors: [], draft: false } },
    })
  })

  test.each([
    [
      'no front matter at all',
      [
        'malformed 1: there is no front matter; start the file with a line ---, then title: …, then a line ---',
      ],
    ],
    [
      '',
      [
        'malformed 1: there is no front matter; start the file with a line ---, then title: …, then a line ---',
      ],
    ],
    [
      '\n\n---\ntitle: x\n---\n',
      ['malformed 3: the front matter must start on line 1; there are 2 blank lines above it'],
    ],
    [
      '+++\ntitle = "x"\n+++\n',
      ['malformed 1: the front matter is TOML (+++); write it as YAML between lines ---'],
    ],
    ['---\ntitle: x\n', ['malformed 1: the front matter is never closed; end it with a line ---']],
    [
      file('title: x', 'summary: "it'),
      ['malformed 3: the front matter is not YAML: Missing closing "quote'],
    ],
    [
      file('title: x', 'title: y'),
      ['malformed 3: the front matter is not YAML: Map keys must be unique'],
    ],
    [file('just words'), ['malformed 2: the front matter is no list of "name: value" lines']],
    [
      file('title: x', 'self: &a', '  - *a'),
      [expect.stringMatching(/^malformed 1: the front matter is not YAML/)],
    ],
    ['---\ntitle: \0\n---\n', ['malformed 1: it has a NUL character; is it a text file?']],
    [file('slug: x'), ['violation 1: title is missing; every entry needs one']],
    [file('slug: x', 'title:'), ['violation 3: title is missing; every entry needs one']],
    [file('title: 404'), ['violation 2: title must be text, not 404; put it in quotes']],
    [
      file('title: x', 'date: next Tuesday'),
      [
        'violation 3: date "next Tuesday" cannot be read; write it as 2026-05-31 or 2026-05-31T09:00:00Z',
      ],
    ],
    [
      file('title: x', 'date: 03/04/2026'),
      [
        'violation 3: date "03/04/2026" cannot be read; write it as 2026-05-31 or 2026-05-31T09:00:00Z',
      ],
    ],
    [
      file('title: x', 'topics: [a, 3]'),
      ['violation 3: topics must be a list of texts; 3 is none'],
    ],
    [file('title: x', 'Draft: true'), ['violation 3: Draft is written draft']],
    [
      file('Title: x'),
      [
        'violation 1: title is missing; every entry needs one',
        'violation 2: Title is written title',
      ],
    ],
    [file('title: x', 'draft: "yes"'), ['violation 3: draft must be true or false']],
    [
      file('title: x', 'redirect: javascript:alert(1)'),
      [
        'violation 3: redirect must be an http(s) address, a path from / on, or a slug, not "javascript:alert(1)"',
      ],
    ],
    [
      file('title: x', 'redirect: //evil.example'),
      [
        'violation 3: redirect must be an http(s) address, a path from / on, or a slug, not "//evil.example"',
      ],
    ],
    [
      file('slug: a/b', 'title: 1', 'authors: {}'),
      [
        'violation 3: title must be text, not 1; put it in quotes',
        'violation 2: slug "a/b" has a character that no part of an address may have',
        'violation 4: authors must be a list of texts; {} is none',
      ],
    ],
  ])('%j is refused with its line and what to write instead', (text, wanted) => {
    expect(problems(text)).toEqual(wanted)
  })

  test('never brings the import down, whatever its file holds', () => {
    const yaml = fc.oneof(
      fc.string(),
      fc.string({
        unit: fc.constantFrom('-', ':', ' ', '\n', '&', '*', 'a', '[', '{', '"', '!', '<', '|'),
      }),
    )
    fc.assert(
      fc.property(yaml, yaml, (front, body) => {
        expect(() => read(`---\n${front}\n---\n${body}`)).not.toThrow()
      }),
      { numRuns: 500 },
    )
  })
})

describe('a slug', () => {
  test.each([
    ['2019-03-01-hello.md', 'hello'],
    ['blog/Crème brûlée & Co.markdown', 'creme-brulee-co'],
    ['blog/launch/index.md', 'launch'],
    ['topics/mobile/_index.md', 'mobile'],
    ['2019-03-01.md', '2019-03-01'],
    ['日本.md', '日本'],
  ])('of the file %j is %j', (path, slug) => {
    expect(slugOfPath(path)).toBe(slug)
  })

  test('is one part of a path, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string(), (slug) => {
        const checked = checkSlug(slug)
        if (!checked.ok) return
        const address = new URL(addressOf('https://example.com/blog/:slug', slug.toWellFormed()))
        expect(address.pathname.split('/')).toHaveLength(3)
        expect([address.search, address.hash]).toEqual(['', ''])
      }),
      { numRuns: 1_000 },
    )
  })

  test('that is escaped already is not escaped twice', () => {
    expect(addressOf('https://example.com/:slug/', 'sin%e2%80%8a-é')).toBe(
      'https://example.com/sin%e2%80%8a-%C3%A9/',
    )
  })
})

describe('a topic', () => {
  test('is one, however it is spelled, and is shown as it was first written', () => {
    const spellings = ['Open  Data', 'open-data', ' OPEN_DATA ', '-open - data-']
    expect(new Set(spellings.map(topicId))).toEqual(new Set(['open-data']))
    expect(readTopics([...spellings, ' ', '--'])).toEqual([
      { id: 'open-data', title: 'Open  Data' },
    ])
  })

  test('keeps its spelling when it is spelled anew', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (title) => {
        expect(topicId(topicId(title))).toBe(topicId(title))
      }),
    )
  })
})
