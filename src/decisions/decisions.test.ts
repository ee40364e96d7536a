import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sharedData } from '../../test/harness/shared-data.ts'
import { lostDecisions } from './check-references.ts'
import { findRecord } from './find-record.ts'
import { parseRecord } from './parse-record.ts'
import { readRecords } from './read-records.ts'
import { searchRecords } from './search-records.ts'

const accepted = `---
status: accepted
date: 2026-05-04
decision-makers: [Ana, Bo]
---

# Amounts are list prices

## Context and Problem Statement

Finance and sales counted différently.

## Decision Outcome

Chosen option: "list price", because **discounts** come late.
`

describe('a decision record', () => {
  test('has a number, a title, a status, a day, people and sections', () => {
    expect(parseRecord('decisions/0007-amounts.md', accepted)).toMatchObject({
      id: '0007-amounts',
      number: 7,
      title: 'Amounts are list prices',
      status: 'accepted',
      date: '2026-05-04',
      people: ['Ana', 'Bo'],
      sections: [{ title: 'Context and Problem Statement' }, { title: 'Decision Outcome' }],
      problems: [],
    })
  })

  test.each([
    ['a section', '# 1. Use X\n\nDate: 2020-01-31\n\n## Status\n\nAccepted\n', '2020-01-31'],
    ['a list', '# Use X\n\n* Status: Accepted\n* Date: 2020-01-31\n\n## Context\n', '2020-01-31'],
    ['front matter alone', '---\nstatus: Accepted\n---\n# Use X\n', null],
  ])('says its status in %s, too', (_, text, date) => {
    expect(parseRecord('decisions/0001-x.md', text)).toMatchObject({
      title: 'Use X',
      status: 'Accepted',
      date,
      problems: [],
    })
  })

  test('takes nothing from examples in code', () => {
    const text = '# Title\n\n```\nstatus: accepted\n# no title\n## no section\n```\n\n## Context\n'
    expect(parseRecord('decisions/a.md', text)).toMatchObject({
      number: null,
      status: null,
      title: 'Title',
      sections: [{ title: 'Context' }],
    })
  })

  test.each([
    ['', 'it has no title; start it with a line: # Title'],
    ['---\nstatus: x', 'the front matter is never closed; end it with a line ---'],
    ['---\na: [\n---\n# T', /^the front matter is not YAML: /],
    ['---\n- a\n---\n# T', 'the front matter is not YAML: it is no list of "name: value" lines'],
    ['---\ndate: soon\n---\n# T', 'its date "soon" is not a day; write it as 2026-05-04'],
    ['---\na: &a [x, x]\nb: [*a, *a]\n---', 'it has no title; start it with a line: # Title'],
  ])('%j is listed with what is wrong', (text, problem) => {
    const { problems, title } = parseRecord('decisions/0002-second-thoughts.md', text)
    expect(problems).toContainEqual(
      typeof problem === 'string' ? problem : expect.stringMatching(problem),
    )
    expect(title).not.toBe('')
  })
})

describe('the decisions of a workspace', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'linchpin-decisions-'))
    await mkdir(join(folder, 'decisions'))
    const write = (name: string, text: string | Uint8Array) =>
      writeFile(join(folder, 'decisions', name), text)
    await write('0010-amounts.md', accepted)
    await write('0002-old.md', '---\nstatus: superseded by 0010\n---\n# Old amounts\n')
    await write('0003-lost.md', '---\nstatus: superseded by [ADR-99](99-x.md)\n---\n# Lost\n')
    await write('0003-twin.md', '# Twin\n')
    await write('0004-binary.md', Uint8Array.of(0x23, 0x20, 0xff, 0xfe))
    await write('README.md', '# How we decide\n')
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('come in the order of their numbers, the bad ones with what is wrong', async () => {
    const records = await readRecords(folder)
    expect(records.map(({ id, problems }) => [id, problems])).toEqual([
      ['0002-old', []],
      [
        '0003-lost',
        [
          'decisions/0003-twin.md has the same number; give one of the two another',
          'it is superseded by 99, which is not here',
        ],
      ],
      ['0003-twin', ['decisions/0003-lost.md has the same number; give one of the two another']],
      ['0004-binary', ['it is not UTF-8; save it as UTF-8']],
      ['0010-amounts', []],
    ])
    expect(await readRecords(join(folder, 'decisions'))).toEqual([])
  })

  test('are named by number, by file name or by path', async () => {
    const records = await readRecords(folder)
    for (const reference of ['10', '0010', '0010-amounts', './0010-amounts.md#x']) {
      expect(findRecord(records, reference)?.id).toBe('0010-amounts')
    }
    expect(findRecord(records, '99')).toBeUndefined()
    expect(findRecord(records, '')).toBeUndefined()
  })

  test('are found by all words, whatever their case or accents, titles first', async () => {
    const records = await readRecords(folder)
    const found = (search: string) => searchRecords(records, search).map(({ record }) => record.id)
    expect(found('AMOUNTS')).toEqual(['0002-old', '0010-amounts'])
    expect(found('differently sales')).toEqual(['0010-amounts'])
    expect(found('differently nowhere')).toEqual([])
    expect(found(' ')).toHaveLength(5)
    expect(searchRecords(records, 'discounts')[0]?.excerpt).toContain('because discounts come late')
  })

  test('lack what a contract names', async () => {
    const records = await readRecords(folder)
    const lost = lostDecisions(
      [
        { name: 'crm.deals', decision: '0010' },
        { name: 'crm.leads', decision: '0042' },
        { name: 'x' },
      ],
      records,
    )
    expect(lost).toMatchObject([{ contract: 'crm.leads', reference: '0042' }])
    expect(lost[0]?.message).toContain(`'0042', which is not there`)
  })
})

const madr = sharedData('adr')

test.skipIf(!madr)("MADR's own decisions come out as its description says", async () => {
  const expected = JSON.parse(await readFile(join(madr!, 'expected.json'), 'utf8')) as {
    adrs: { file: string; number: number; title: string; status: string | null }[]
  }
  const records = await readRecords(join(madr!, 'madr'))
  expect(
    records
      .filter(({ number }) => number !== null)
      .map(({ file, number, title, status }) => ({
        file: file.slice('decisions/'.length),
        number,
        title,
        status,
      })),
  ).toEqual(
    expected.adrs.map(({ file, number, title, status }) => ({ file, number, title, status })),
  )
})
