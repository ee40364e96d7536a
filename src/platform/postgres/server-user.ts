import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { PostgresError } from './postgres-error.ts'

/** Whom PostgreSQL runs as, where it may not run as ourselves. */
export interface ServerUser {
  readonly uid: number
  readonly gid: number
}

const run = promisify(execFile)

/**
 * Whom to run PostgreSQL as: ourselves, except when we are root, whom it refuses. Then the folder's
 * owner, and if that is root too, the system user `postgres`, made if it is missing.
 * @param folder need not exist yet; then the folder above it tells the owner
 */
export async function serverUser(folder: string): Promise<ServerUser | undefined> {
  const { uid, gid } = await ownerOf(folder)
  if (process.getuid?.() !== 0) return undefined
  return uid === 0 ? systemUser() : { uid, gid }
}

async function ownerOf(path: string): Promise<ServerUser> {
  const found = await stat(path).catch(() => undefined)
  return found ?? ownerOf(dirname(path))
}

async function systemUser(): Promise<ServerUser> {
  return (
    (await lookUp('postgres')) ??
    (await run('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell=/usr/sbin/nologin',
      'postgres',
    ]).then(
      () => lookUp('postgres'),
      (cause: unknown) => {
        throw new PostgresError(
          'PostgreSQL refuses to run as root, and no system user could be made for it. ' +
            'Start Linchpin as a plain user, or make one: useradd --system postgres',
          { cause },
        )
      },
    ))!
  )
}

async function lookUp(name: string): Promise<ServerUser | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    return undefined
  }
}
