import type { Command } from './command.ts'

interface Entry {
  readonly summary: string
  /** Loaded only when it is called: a command must not wait for what another one needs. */
  readonly load: () => Promise<{ readonly command: Command }>
}

/** Every command, in the order in which a newcomer meets them. */
export const commands: Readonly<Record<string, Entry>> = {
  init: {
    summary: 'write a small workspace that starts',
    load: () => import('./commands/init.ts'),
  },
  check: {
    summary: 'load the workspace and print what is wrong',
    load: () => import('./commands/check.ts'),
  },
  start: {
    summary: 'run the workspace: the database, the app and the edge',
    load: () => import('./commands/start.ts'),
  },
  example: {
    summary: "the workspace's example: how far it is, and its removal",
    load: () => import('./commands/example.ts'),
  },
  pull: {
    summary: 'read sources of files',
    load: () => import('./commands/pull.ts'),
  },
  report: {
    summary: 'ask the facts: which channels and topics bring pipeline, and more',
    load: () => import('./commands/report.ts'),
  },
  publish: {
    summary: 'publish folders of Markdown to the read API',
    load: () => import('./commands/publish.ts'),
  },
  exceptions: {
    summary: 'the desk: list, show, resolve, replay, dismiss',
    load: () => import('./commands/exceptions.ts'),
  },
  keys: {
    summary: 'create, list and revoke keys of the collector and the API',
    load: () => import('./commands/keys.ts'),
  },
  people: {
    summary: 'who may sign in, and links for who cannot any more',
    load: () => import('./commands/people.ts'),
  },
  rebuild: {
    summary: 'make all facts anew from the signals',
    load: () => import('./commands/rebuild.ts'),
  },
  doctor: {
    summary: 'check the machine and the installation, and say how to mend them',
    load: () => import('./commands/doctor.ts'),
  },
}
