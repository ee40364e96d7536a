import { runCli } from '../../src/app/cli/run-cli.ts'
import { contentFolder } from './content-folder.ts'
import { testDatabase } from './test-database.ts'

/** The command line over a workspace of these files, with a database of the test's own. */
export async function commandLine(files: Readonly<Record<string, string>>) {
  const db = await testDatabase()
  const { folder, write } = await contentFolder()
  await write(files)
  const run = async (...args: string[]) => {
    const said = { out: '', err: '' }
    const code = await runCli([...args, '--workspace', folder], {
      out: (text) => void (said.out += text),
      err: (text) => void (said.err += text),
      isTerminal: false,
      cwd: folder,
      env: { DATABASE_URL: db.url },
    })
    return { code, ...said }
  }
  return { db, run }
}
