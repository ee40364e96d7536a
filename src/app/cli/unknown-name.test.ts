import { expect, test } from 'vitest'
import { commandLine } from '../../../test/harness/command-line.ts'

const config = `
import { defineContent, defineWorkspace } from 'linchpin'
const blog = { name: 'blog', title: 'Blog', folder: 'blog', url: 'https://example.com/:slug' }
export default defineWorkspace({ name: 'test', content: [defineContent(blog)] })
`

test('to name what does not exist is wrong usage in every command', async () => {
  const { run } = await commandLine({ 'linchpin.config.ts': config })
  const named = (name: string) => ({ code: 2, err: expect.stringContaining(name) as string })
  expect(await run('publish', 'news')).toMatchObject(named('news'))
  expect(await run('report', 'nothing')).toMatchObject(named('nothing'))
  expect(await run('pull', 'nowhere')).toMatchObject(named('nowhere'))
  expect(await run('keys', 'revoke', '999')).toMatchObject(named('999'))
  expect(await run('exceptions', 'show', '999')).toMatchObject(named('999'))
}, 120_000)
