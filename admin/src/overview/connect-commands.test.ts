import { expect, test } from 'vitest'
import { connectCommands } from './connect-commands.ts'

test('the commands name the workspace and the edge that run', () => {
  const { makeKey, sendEvent, pull } = connectCommands({
    folder: '/srv/acme',
    edge: 'http://127.0.0.1:5501',
  })
  expect(makeKey).toBe('npx linchpin keys create --kind write --name website --workspace /srv/acme')
  expect(sendEvent).toContain(' http://127.0.0.1:5501/v1/track ')
  expect(pull).toBe('npx linchpin pull --workspace /srv/acme')
})

test('a folder with spaces, or with what a shell would read, stays one word', () => {
  const pull = (folder: string) => connectCommands({ folder, edge: null }).pull
  expect(pull('/home/ada/my work')).toBe('npx linchpin pull --workspace "/home/ada/my work"')
  expect(pull('/srv/$HOME "x"')).toBe('npx linchpin pull --workspace "/srv/\\$HOME \\"x\\""')
  expect(pull('C:\\linchpin\\mine')).toBe('npx linchpin pull --workspace C:\\linchpin\\mine')
})

test('who may not know the folder is shown the command without it', () => {
  const { makeKey, sendEvent } = connectCommands({ folder: null, edge: null })
  expect(makeKey).toBe('npx linchpin keys create --kind write --name website')
  expect(sendEvent).toContain(' http://127.0.0.1:4401/v1/track ')
})
