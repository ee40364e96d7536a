import { expect, test } from 'vitest'
import { contentFolder } from '../../../test/harness/content-folder.ts'
import { testDatabase } from '../../../test/harness/test-database.ts'
import { runCli } from './run-cli.ts'

const config = `
import { defineContent, defineWorkspace } from 'linchpin'
const blog = { name: 'blog', title: 'Blog', folder: 'blog', url: 'https://example.com/:slug' }
export default defineWorkspace({ name: 'test', content: [defineContent(blog)] })
`

test('to name what does not exist is wrong usage in every command', async () => {
  const db = await testDatabase()
  const { folder, write } = await contentFolder()
  await write({ 'linchpin.config.ts': config })
  const run = async (...args: string[]) => {
    let err = ''
    const code = await runCli([...args, '--workspace', folder], {
      out: () => {},
      err: (text) => void (err += text),
      isTerminal: false,
      cwd: folder,
      env: { DATABASE_URL: db.url },
    })
    return { code, err }
  }
  const named = (name: string) => ({ code: 2, err: expect.stringContaining(name) as string })
  expect(await run('publish', 'news')).toMatchObject(named('news'))
  expect(await run('report', 'nothing')).toMatchObject(named('nothing'))
  expect(await run('pull', 'nowhere')).toMatchObject(named('nowhere'))
  expect(await run('keys', 'revoke', '999')).toMatchObject(named('999'))
  expect(await run('exceptions', 'show', '999')).toMatchObject(named('999'))
}, 120_000)
