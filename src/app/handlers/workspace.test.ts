import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/harness/test-app.ts'
import { defineContract, defineSystem, standardPaths, t } from '../../contracts/define.ts'
import { defineMetric, defineExperiment } from '../../pipeline/feedback/define.ts'
import { csv, defineSource } from '../../pipeline/ingestion/define.ts'
import { definePlacement } from '../../personalization/define.ts'

const deals = defineContract({
  name: 'crm.deals',
  version: '1.2.0',
  from: defineSystem({ name: 'crm', title: 'HubSpot' }),
  owner: 'revops',
  payload: t.Object({ id: t.String() }),
  key: ({ id }) => id,
  failures: standardPaths({ owner: 'revops' }),
  becomes: () => [],
  runbook: 'runbooks/crm.md',
  decision: '0007',
})

let app: Awaited<ReturnType<typeof testApp>>
beforeAll(async () => {
  app = await testApp({
    sources: [defineSource({ name: 'deals', contract: deals, from: csv('deals') })],
    placements: [
      definePlacement({
        name: 'hero',
        fallback: 'calm',
        variants: [
          { name: 'calm', content: {} },
          { name: 'bold', content: {} },
        ],
      }),
    ],
    experiments: [
      defineExperiment({
        name: 'hero-wording',
        placement: 'hero',
        metric: defineMetric({ name: 'trials', goal: 'Trial Started', means: 'Who starts' }),
        control: 'calm',
      }),
    ],
  })
  await mkdir(join(app.context.folder, 'decisions'))
  await writeFile(
    join(app.context.folder, 'decisions/0001-prices.md'),
    '# List prices\n\n- Status: accepted\n',
  )
  await mkdir(join(app.context.folder, 'runbooks'))
  await writeFile(
    join(app.context.folder, 'runbooks/crm.md'),
    '# Ring them\n\nSee <script>x</script>.\n',
  )
})

test('the workspace tells what it defines, and what is wrong with its files', async () => {
  const { body } = await (await app.person('owner')).ask('showWorkspace')
  const members = (kind: string) =>
    body.parts.find((part: { kind: string }) => part.kind === kind).members
  expect(members('systems')).toMatchObject([{ name: 'crm', title: 'HubSpot', of: 'crm.deals' }])
  expect(members('contracts')).toMatchObject([{ name: 'crm.deals', version: '1.2.0' }])
  expect(members('sources')).toMatchObject([{ name: 'deals', of: 'crm.deals' }])
  expect(members('metrics')).toMatchObject([{ name: 'trials', of: 'hero-wording' }])
  expect(members('decisions')).toMatchObject([{ name: '0001-prices', title: 'List prices' }])
  expect(members('reports')).toEqual([])
  expect(body.findings).toContainEqual(
    expect.objectContaining({ message: expect.stringContaining('0007') as string }),
  )
  expect(body.folder).toBe(app.context.folder)
})

test('where it lies is told to nobody but who manages it', async () => {
  for (const role of ['operator', 'editor', 'viewer'] as const) {
    const { status, body } = await (await app.person(role)).ask('showWorkspace')
    expect(status).toBe(200)
    expect(JSON.stringify(body)).not.toContain(app.context.folder)
  }
})

test('the runbook of a contract is read as safe text, or said to be missing', async () => {
  const viewer = await app.person('viewer', 'Reader')
  const ask = (contract: string) => viewer.ask('showRunbook', { params: { contract } })
  const { body } = await ask('crm.deals')
  expect(body).toMatchObject({ path: 'runbooks/crm.md', problem: null })
  expect(body.html).toContain('<h2>Ring them</h2>')
  expect(body.html).not.toContain('<script')
  await writeFile(join(app.context.folder, 'runbooks/crm.md'), Buffer.from([0xff, 0xfe]))
  expect((await ask('crm.deals')).body).toMatchObject({
    html: null,
    problem: expect.stringContaining('UTF-8') as string,
  })
  expect((await ask('linchpin.exposures')).body.detail).toContain('names no runbook')
  expect((await ask('nothing')).status).toBe(404)
})
