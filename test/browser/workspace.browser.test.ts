import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { expectAxeClean, openStack, page, shoot } from './harness/index.ts'

test('the settings list what the workspace defines, each with the way to its screen', async () => {
  const screen = await page('/settings/workspace')
  await screen.getByRole('heading', { name: 'What it defines' }).waitFor()
  await expectAxeClean(screen)
  await shoot(screen, 'settings-workspace-defined')

  const list = screen.locator('dl', { hasText: 'Exception routes' })
  expect(await list.getByRole('link').count()).toBeGreaterThan(20)
  await list.getByRole('link', { name: 'crm.deals', exact: true }).first().press('Enter')
  await screen.getByRole('heading', { name: 'The promise' }).waitFor()
})

test('a workspace that defines nothing says how to begin, and what is wrong stands first', async () => {
  const workspace = await mkdtemp(join(tmpdir(), 'linchpin-bare-'))
  onTestFinished(() => rm(workspace, { recursive: true, force: true }))
  const config = `import { defineWorkspace } from 'linchpin'\nexport default defineWorkspace({ name: 'bare' })\n`
  await writeFile(join(workspace, 'linchpin.config.ts'), config)
  const stack = await openStack({ workspace })
  onTestFinished(() => stack.stop())
  const screen = await page('/settings/workspace', { stack })
  await screen.getByText('This workspace defines nothing yet').waitFor()
  await expectAxeClean(screen)
  await shoot(screen, 'settings-workspace-empty')

  await mkdir(join(stack.workspace, 'decisions'))
  await writeFile(join(stack.workspace, 'decisions/0001-none.md'), 'No title stands here.\n')
  await screen.reload()
  await screen.getByRole('heading', { name: 'What is wrong with its files' }).waitFor()
  await screen.getByText('decisions/0001-none.md').first().waitFor()
  await expectAxeClean(screen)
  await shoot(screen, 'settings-workspace-findings')
})
