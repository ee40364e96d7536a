import { linchpin } from './linchpin-process.ts'

/** Makes a key by the command line, as a user would. */
export async function createKey(
  workspace: string,
  kind: 'write' | 'api',
  env?: NodeJS.ProcessEnv,
): Promise<string> {
  const printed = await linchpin(
    ['keys', 'create', '--kind', kind, '--name', 'test', '--workspace', workspace, '--json'],
    env,
  )
  return (JSON.parse(printed) as { key: string }).key
}
