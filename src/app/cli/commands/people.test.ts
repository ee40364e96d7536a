import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  workspaceProcess,
  type WorkspaceProcess,
} from '../../../../test/harness/workspace-process.ts'
import { visitor } from '../../../../test/harness/visitor.ts'

let workspace: WorkspaceProcess
let app: string
beforeAll(async () => {
  workspace = await workspaceProcess()
  await workspace.run('init')
  const started = await workspace.start('--empty')
  app = started.app
  const { signIn } = started as unknown as { signIn: string }
  // Passkeys are made for names only: the link of the first owner has one.
  expect(new URL(signIn).hostname).toBe('localhost')
  const owner = { name: 'Ada', email: 'ada@example.com', password: 'seven green bottles' }
  const joined = await somebody().ask('welcome', { body: { token: tokenOf(signIn), ...owner } })
  expect(joined.status).toBe(201)
}, 120_000)
afterAll(() => workspace.remove())

const somebody = () => visitor((path, init) => fetch(new URL(path, app), init), app)
const tokenOf = (link: string): string => link.trim().split('/').at(-1)!

interface Link {
  readonly link: string
  readonly email: string
  readonly expiresAt: string
}

describe('linchpin people', { timeout: 60_000 }, () => {
  test('gives the only owner a new way in, which works once', async () => {
    const { code, stdout, stderr } = await workspace.run('people', 'link', 'Ada@example.com')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^http:\/\/localhost:\d+\/welcome\/\S+\n$/)
    expect(stderr).toContain('For ada@example.com. It works once, until ')
    const body = { token: tokenOf(stdout), password: 'eight blue bottles' }
    expect((await somebody().ask('welcome', { body })).status).toBe(201)
    expect((await somebody().ask('welcome', { body })).status).toBe(404)
    const signIn = { email: 'ada@example.com', password: 'eight blue bottles' }
    expect((await somebody().ask('signIn', { body: signIn })).body.role).toBe('owner')
  })

  test('invites in a role, and lists who is there', async () => {
    const args = ['people', 'invite', 'eve@example.com', '--role', 'editor']
    const { link, email } = await workspace.ask<Link>(args)
    expect(email).toBe('eve@example.com')
    const eve = { token: tokenOf(link), name: 'Eve\u001b[2J', password: 'nine red bottles' }
    expect((await somebody().ask('welcome', { body: eve })).body.role).toBe('editor')
    const { stdout } = await workspace.run('people', 'list')
    expect(stdout).toMatch(/ada@example\.com +Ada +owner/)
    // A name comes from outside: it must not rewrite the screen.
    expect(stdout).not.toContain('\u001b')
    const { people } = await workspace.ask<{ people: unknown[] }>(['people', 'list'])
    expect(people).toMatchObject([{ name: 'Ada' }, { email: 'eve@example.com' }])
  })

  test('says what is wrong, and what to write instead', async () => {
    expect(await workspace.run('people', 'link', 'eva@example.com')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'nobody here has the address eva@example.com; did you mean eve@example.com?\n',
    })
    expect(
      await workspace.run('people', 'invite', 'ada@example.com', '--role', 'owner'),
    ).toMatchObject({ code: 1, stderr: expect.stringContaining('is here already') as string })
    for (const [args, said] of [
      [['link'], 'say whom, by their e-mail address'],
      [['link', 'a@b.c', 'd@e.f'], "'d@e.f' is a word too many: linchpin people link EMAIL"],
      [['invite', 'new@example.com'], 'say what they may do'],
      [['invite', 'new@example.com', '--role', 'king'], 'write one of owner'],
      [['invite', 'nobody', '--role', 'viewer'], 'email'],
      [['lst'], 'did you mean list?'],
    ] as const) {
      const { code, stderr } = await workspace.run('people', ...args)
      expect({ code, stderr }).toMatchObject({ code: 2 })
      expect(stderr).toContain(said)
    }
  })

  test('does so also while nothing runs, and says that the link opens later', async () => {
    await workspace.stop()
    const { code, stdout, stderr } = await workspace.run('people', 'link', 'ada@example.com')
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^http:\/\/localhost:4400\/welcome\/\S+\n$/) as string,
    })
    expect(stderr).toContain('Linchpin does not run')
    const shown = { LINCHPIN_URL: 'https://linchpin.acme.example' }
    const told = await workspace.runWith(shown, 'people', 'link', 'ada@example.com', '--json')
    expect((JSON.parse(told.stdout) as Link).link).toMatch(
      /^https:\/\/linchpin\.acme\.example\/welcome\//,
    )
  })

  test('gives links by the address that the service was started with', async () => {
    await workspace.startWith({ LINCHPIN_URL: 'https://linchpin.acme.example' }, '--empty')
    const { stdout } = await workspace.run('people', 'link', 'ada@example.com')
    expect(stdout).toMatch(/^https:\/\/linchpin\.acme\.example\/welcome\/\S+\n$/)
  })
})
