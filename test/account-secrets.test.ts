import { expect, test } from 'vitest'
import { openLog } from '../src/platform/log.ts'
import { authenticator } from './harness/authenticator.ts'
import { addTo } from './harness/passkey-person.ts'
import { testApp } from './harness/test-app.ts'
import { passwordFor } from './harness/visitor.ts'

test('no password, token, key, cookie or challenge comes into the log, at its most talkative', async () => {
  const lines: string[] = []
  const log = openLog({ name: 'test', level: 'trace', write: (line) => lines.push(line) })
  const { app, context, person, visitor, localToken } = await testApp({}, log)

  const owner = await person('owner')
  const secrets = [passwordFor('owner'), localToken, ...owner.cookie().split(/; |=/).slice(1, 2)]
  const stranger = visitor()
  const wrong = 'a phrase that opens nothing at all'
  await stranger.ask('signIn', { body: { email: owner.email, password: wrong } })
  const signedIn = visitor()
  const right = { email: owner.email, password: passwordFor('owner') }
  expect((await signedIn.ask('signIn', { body: right })).status).toBe(200)
  secrets.push(wrong, ...signedIn.cookie().split(/; |=/).slice(1, 2))

  const made = await signedIn.ask('createKey', {
    body: { kind: 'api', name: 'for a test', scope: 'read' },
  })
  const invite = await signedIn.ask('createInvite', {
    body: { email: 'new@example.com', role: 'viewer' },
  })
  const link = String(invite.body.path).split('/').at(-1)!
  secrets.push(String(made.body.key), link)

  const { device } = await addTo(owner, 'owner')
  const { body: asked } = await stranger.ask('askForPasskey')
  const elsewhere = device.get(asked, { origin: 'https://evil.example' })
  expect((await stranger.ask('signInByPasskey', { body: elsewhere })).status).toBe(403)
  const { body: again } = await stranger.ask('askForPasskey')
  const answer = device.get(again)
  const { body: options } = await owner.ask('preparePasskey', {
    body: { current: passwordFor('owner') },
  })
  const credential = authenticator().create(options)
  secrets.push(...[asked, again, options].map(({ challenge }) => String(challenge)))
  secrets.push(elsewhere.clientDataJSON, answer.clientDataJSON, answer.signature)
  secrets.push(...stranger.cookie().split(/; |=/).slice(1, 2))

  // What fails tells most: the database goes away in the middle of it all.
  await context.db.close()
  const headers = { cookie: signedIn.cookie(), authorization: `Bearer ${String(made.body.key)}` }
  expect((await app.request('/api/people', { headers })).status).toBeGreaterThanOrEqual(500)
  await stranger.ask('signIn', { body: right })
  for (const failed of [
    await stranger.ask('askForPasskey'),
    await stranger.ask('signInByPasskey', { body: answer }),
    await owner.ask('addPasskey', { body: { name: 'x', credential } }),
  ]) {
    expect(failed.status).toBeGreaterThanOrEqual(500)
  }

  expect(lines.length).toBeGreaterThan(0)
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(10)
    expect(lines.join('')).not.toContain(secret)
    expect(lines.join('')).not.toContain(encodeURIComponent(secret))
  }
})
