import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { may } from '../src/accounts/define.ts'
import { createKey, revokeKey } from '../src/platform/secrets/index.ts'
import { addressOf, requests, runsOf, type Operation } from './harness/fuzz-requests.ts'
import { exampleOf, fuzzedApi, mediaOf, type FuzzedApi } from './harness/fuzzed-api.ts'
import { knownAt } from './harness/fuzzed-workspace.ts'

// The same requests each time; `LINCHPIN_FUZZ_SEED=$RANDOM LINCHPIN_FUZZ_RUNS=2000` looks further.
const seed = Number(process.env['LINCHPIN_FUZZ_SEED'] ?? 4400)
const runs = Number(process.env['LINCHPIN_FUZZ_RUNS'] ?? 30)

let api: FuzzedApi
beforeAll(async () => {
  api = await fuzzedApi()
})

/** Each status that an operation answered with, and how often. */
const answered = new Map<string, Map<number, number>>()

function count({ operationId }: Operation, status: number): void {
  const statuses = answered.get(operationId) ?? new Map<number, number>()
  answered.set(operationId, statuses.set(status, (statuses.get(status) ?? 0) + 1))
}

const bearer = (token: string): Record<string, string> =>
  token ? { authorization: `Bearer ${token}` } : {}

describe('the API, asked from its own description', () => {
  test('never fails, leaks, or answers what it does not declare', async () => {
    const { operations, judge, faults } = api
    expect(operations.length).toBeGreaterThan(30)
    for (const [n, operation] of operations.entries()) {
      const property = fc.asyncProperty(
        requests(operation, knownAt(operation.path)),
        async (sent) => {
          const headers = { ...bearer(api.localToken), 'content-type': mediaOf(operation) }
          const address = addressOf(operation, sent)
          const answer = await api.ask(operation.method, address, sent.body, headers)
          // A path whose parameter is empty or a dot is another path.
          if (Object.values(sent.path).some((each) => /^\.{0,2}$/.test(each))) return
          count(operation, answer.status)
          await judge(operation, answer)
        },
      )
      const numRuns = runsOf(operation, runs)
      await fc.assert(property, { seed: seed + n, numRuns }).catch((error: unknown) => {
        throw new Error(`${operation.operationId}: ${(error as Error).message}`, { cause: error })
      })
    }
    expect(faults).toEqual([])
  }, 60_000)

  test('was asked so that most of it was done, and most of it refused something', () => {
    // The command line is nobody: what is one's own is asked by people, in api-people.test.ts.
    const asked = api.operations.filter((each) => each['x-of'] !== 'own')
    const share = (is: (status: number) => boolean) =>
      asked.filter(({ operationId }) => [...(answered.get(operationId)?.keys() ?? [])].some(is))
        .length / asked.length
    // What is left needs something to have gone before: an upload that waits, an invitation.
    expect(share((status) => status < 300)).toBeGreaterThan(0.75)
    expect(share((status) => status >= 400)).toBeGreaterThan(0.75)
  })
})

const isForReaders = ({ 'x-right': right, 'x-of': of }: Operation): boolean =>
  right === 'anyone' || may('key that reads', right, of)

describe('without a right to it', () => {
  test('nobody is told anything: no key, a wrong one, a revoked one, one of the collector', async () => {
    const { context, operations, ask, judge } = api
    const revoked = await createKey(context, { kind: 'api', name: 'old', scope: 'write' })
    await revokeKey(context, revoked.id)
    const collector = await createKey(context, { kind: 'write', name: 'website' })
    const tokens = ['', 'x', `lp_api_${'A'.repeat(43)}`, revoked.key, collector.key]
    for (const operation of operations.filter((each) => each['x-right'] !== 'anyone')) {
      for (const token of tokens) {
        const answer = await ask(operation.method, exampleOf(operation), '{}', bearer(token))
        expect(answer.status, operation.operationId).toBe(401)
        await judge(operation, answer)
      }
    }
  })

  test('a key that may only read changes nothing', async () => {
    const { context, operations, ask, judge } = api
    const { key } = await createKey(context, { kind: 'api', name: 'reader', scope: 'read' })
    for (const operation of operations.filter((each) => !isForReaders(each))) {
      const answer = await ask(operation.method, exampleOf(operation), '{}', bearer(key))
      expect(answer.status, operation.operationId).toBe(403)
      await judge(operation, answer)
    }
  })
})
