import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '../../test/harness/test-app.ts'

let app: Awaited<ReturnType<typeof testApp>>
beforeAll(async () => {
  app = await testApp()
})

const asCommandLine = () => ({ authorization: `Bearer ${app.localToken}` })
const tokenOf = (path: string): string => path.split('/').at(-1)!
const password = 'seven green bottles'
const ada = { name: 'Ada', email: 'ada@example.com', password }

describe('the first owner', () => {
  test('is made by a link that works once, and of which only the last is good', async () => {
    const first = await app.visitor().ask('makeWelcomeLink', {}, asCommandLine())
    const second = await app.visitor().ask('makeWelcomeLink', {}, asCommandLine())
    const enter = (path: string, who = app.visitor()) =>
      who.ask('welcome', { body: { token: tokenOf(path), ...ada } })

    expect(await enter(first.body.path)).toMatchObject({
      status: 404,
      body: { title: 'Link gone' },
    })
    const browser = app.visitor()
    expect(await enter(second.body.path, browser)).toMatchObject({
      status: 201,
      body: { role: 'owner', person: { email: 'ada@example.com' } },
    })
    expect((await enter(second.body.path)).status).toBe(404)
    expect(await browser.ask('showMe')).toMatchObject({ status: 200, body: { name: 'Ada' } })
    const third = await app.visitor().ask('makeWelcomeLink', {}, asCommandLine())
    expect(third.body.path).toBeNull()
  })
})
