import { describe, expect, test } from 'vitest'
import { defineContract, defineSystem, standardPaths, t } from '../contracts/define.ts'
import { csv, defineSource, jsonLines } from '../pipeline/ingestion/define.ts'
import { defineWorkspace } from './define.ts'

const crm = defineSystem({ name: 'crm' })
const contract = (name: string) =>
  defineContract({
    name,
    version: '1.0.0',
    from: crm,
    owner: 'sales',
    payload: t.Object({ id: t.String() }),
    key: ({ id }) => id,
    failures: standardPaths({ owner: 'sales' }),
    becomes: () => [],
  })

describe('defineWorkspace', () => {
  test('takes a contract from its source, and also when it is listed besides', () => {
    const leads = contract('crm.leads')
    const source = defineSource({ name: 'leads', contract: leads, from: csv('leads.csv') })
    const { contracts } = defineWorkspace({ name: 'x', contracts: [leads], sources: [source] })
    expect(contracts.map(({ name }) => name)).toEqual(['crm.leads'])
    expect(contracts[0]?.text).toEqual({})
  })

  test('has a contract that a CSV file feeds read text, whatever else feeds it, in any order', () => {
    const leads = contract('crm.leads')
    const sources = [
      defineSource({ name: 'table', contract: leads, from: csv('leads.csv') }),
      defineSource({ name: 'log', contract: leads, from: jsonLines('leads.jsonl') }),
    ]
    for (const ordered of [sources, sources.toReversed()]) {
      const workspace = defineWorkspace({ name: 'x', contracts: [leads], sources: ordered })
      const all = [...workspace.contracts, ...workspace.sources.map((each) => each.contract)]
      expect(all.map(({ text }) => text)).toEqual([{}, {}, {}])
      expect(workspace.sources.map(({ name }) => name)).toEqual(ordered.map(({ name }) => name))
    }
  })

  test('lets a contract without a CSV file read what it is given as it is', () => {
    const from = jsonLines('leads.jsonl')
    const log = defineSource({ name: 'log', contract: contract('crm.leads'), from })
    const { contracts } = defineWorkspace({ name: 'x', sources: [log] })
    expect(contracts[0]).not.toHaveProperty('text')
  })

  test('writes as the British do, or as it is told, and refuses what is no language', () => {
    expect(defineWorkspace({ name: 'x' }).locale).toBe('en-GB')
    expect(defineWorkspace({ name: 'x', locale: 'de-CH' }).locale).toBe('de-CH')
    for (const locale of ['German', 'de_DE', '']) {
      expect(() => defineWorkspace({ name: 'x', locale })).toThrow(
        `defineWorkspace 'x': locale: '${locale}' is no language tag; write 'en-GB'`,
      )
    }
  })

  test('refuses two contracts of one name, which would read each other’s signals', () => {
    const contracts = [contract('crm.leads'), contract('crm.leads')]
    expect(() => defineWorkspace({ name: 'x', contracts })).toThrow(
      `defineWorkspace 'x': contracts: two are named 'crm.leads'; rename one`,
    )
  })

  test('keeps the names of what Linchpin tells itself', () => {
    expect(() =>
      defineWorkspace({ name: 'x', contracts: [contract('linchpin.exposures')] }),
    ).toThrow('names that start with linchpin. are our own')
  })
})
