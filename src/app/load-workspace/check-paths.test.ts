import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { defineContract, defineSystem, pause, standardPaths, t } from '../../contracts/define.ts'
import { collector, csv, defineSource } from '../../pipeline/ingestion/define.ts'
import { defineWorkspace } from '../define.ts'
import { checkPaths } from './check-paths.ts'

test('a path that the door of a source cannot carry out is named with file and line', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'linchpin-paths-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'leads.ts'), `defineContract({\n  name: 'crm.leads',\n})\n`)
  const contract = defineContract({
    name: 'crm.leads',
    version: '1.0.0',
    from: defineSystem({ name: 'crm' }),
    owner: 'revops',
    payload: t.Object({ id: t.String() }),
    key: ({ id }) => id,
    failures: { ...standardPaths({ owner: 'revops' }), violation: pause() },
    becomes: () => [],
  })
  const from = (door: Parameters<typeof defineSource>[0]['from']) =>
    checkPaths(
      folder,
      defineWorkspace({
        name: 'test',
        sources: [defineSource({ name: 'leads', contract, from: door })],
      }),
    )
  expect(from(csv('leads.csv'))).toEqual([])
  expect(from(collector())).toEqual([
    {
      file: join(folder, 'leads.ts'),
      line: 2,
      column: 3,
      message:
        `the contract 'crm.leads': pause(…) for violation is not carried out, because what is sent to ` +
        'the collector would be lost: write quarantine(…) or review(…)',
    },
  ])
})
