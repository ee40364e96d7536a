import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { linchpin } from '../harness/linchpin-process.ts'

/** One of the workspaces over real data, worked with as a user would: by the command line. */
export interface RealWorkspace {
  readonly folder: string
  readonly run: (...args: string[]) => Promise<string>
  /** A report's rows. */
  readonly report: <Row>(...args: string[]) => Promise<Row[]>
}

/** Opens a workspace of `workspaces/` on an empty database, with nothing left of an earlier run. */
export async function realWorkspace(name: string, env: NodeJS.ProcessEnv): Promise<RealWorkspace> {
  const folder = join(import.meta.dirname, 'workspaces', name)
  await rm(join(folder, '.linchpin'), { recursive: true, force: true })
  const run = (...args: string[]) => linchpin([...args, '--workspace', folder], env)
  return {
    folder,
    run,
    async report<Row>(...args: string[]) {
      const { rows } = JSON.parse(await run('report', ...args, '--json')) as { rows: Row[] }
      return rows
    },
  }
}
