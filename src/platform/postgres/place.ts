import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmod,
  chown,
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { findBinaries, type Binaries } from './binaries.ts'
import { PostgresError } from './postgres-error.ts'
import { blockedFolder } from './reach.ts'
import { serverUser, type ServerUser } from './server-user.ts'
import { initArguments } from './settings.ts'

/** A folder in which a PostgreSQL can live, and what is needed to run it. */
export interface Place {
  readonly folder: string
  readonly data: string
  readonly password: string
  readonly user: ServerUser | undefined
  readonly binaries: Binaries
}

/** Makes the folder if need be, with the rights that the server's user needs. Nothing runs yet. */
export async function preparePlace(path: string): Promise<Place> {
  const user = await serverUser(path)
  await mkdir(path, { recursive: true })
  const folder = await realpath(path)
  const { uid } = await stat(folder)
  const me = process.getuid?.()
  if (me !== undefined && me !== 0 && uid !== me) {
    throw new PostgresError(
      `${folder} belongs to user id ${uid}, and Linchpin runs as user id ${me}. ` +
        `Start it as that user, or hand the folder over: chown -R ${me} ${folder}`,
    )
  }
  await chmod(folder, 0o700)
  if (user) await letIn(folder, user)
  const password = (await readPassword(folder)) ?? (await makePassword(folder, user))
  return { folder, data: join(folder, 'data'), password, user, binaries: await findBinaries(user) }
}

/** Root only: hands the folder to the server's user and sees to it that they can get there. */
async function letIn(folder: string, user: ServerUser): Promise<void> {
  await chown(folder, user.uid, user.gid)
  const above = dirname(folder)
  // Passage through Linchpin's own state folder; what lies in it keeps its own rights.
  if (basename(above) === '.linchpin') await chmod(above, (await stat(above)).mode | 0o011)
  const blocked = await blockedFolder(above, user)
  if (blocked) {
    throw new PostgresError(
      `PostgreSQL refuses to run as root, and the user it runs as instead (id ${user.uid}) may not ` +
        `enter ${blocked}, in which the workspace lies. Start Linchpin as a plain user, move the ` +
        `workspace (for example to /srv), or allow passage: chmod o+x ${blocked}`,
    )
  }
}

/** The password that was generated for this folder, if one was. */
export async function readPassword(folder: string): Promise<string | undefined> {
  const text = await readFile(join(folder, 'password'), 'utf8').catch(() => '')
  return text.trim() || undefined
}

async function makePassword(folder: string, user: ServerUser | undefined): Promise<string> {
  const file = join(folder, 'password')
  if (await stat(join(folder, 'data')).catch(() => undefined)) {
    throw new PostgresError(
      `${file} is missing or empty, and the database in ${folder} opens with no other password. ` +
        `Restore that file from a backup`,
    )
  }
  const password = randomBytes(32).toString('base64url')
  await writeFile(file, `${password}\n`, { mode: 0o600 })
  if (user) await chown(file, user.uid, user.gid)
  return password
}

/** Makes the data folder unless it is there. It appears whole or not at all, whenever the power goes. */
export async function initialise({ folder, data, user, binaries }: Place): Promise<void> {
  const version = await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => undefined)
  if (version !== undefined) return checkVersion(data, version.trim(), binaries.major)
  for (const name of await readdir(folder)) {
    if (name.startsWith('data.new')) await rm(join(folder, name), { recursive: true, force: true })
  }
  const fresh = join(folder, `data.new-${process.pid}`)
  try {
    await promisify(execFile)(binaries.initdb, initArguments(fresh, join(folder, 'password')), {
      ...user,
      cwd: folder,
      env: serverEnvironment,
    })
  } catch (cause) {
    const why = (cause as { stderr?: string }).stderr?.trim() || String(cause)
    throw new PostgresError(`no database could be made in ${folder}: ${why}`, { cause })
  }
  await rename(fresh, data)
}

/** Nothing of our own environment: it may name another database, and may hold secrets. */
export const serverEnvironment = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' }

function checkVersion(data: string, made: string, major: string): void {
  if (made === major) return
  throw new PostgresError(
    `${data} was made by PostgreSQL ${made}, and this version of Linchpin brings ${major}. Nothing ` +
      `was changed. Run the version that made it, dump the database (pg_dump), move the folder away, ` +
      `and restore the dump here`,
  )
}
