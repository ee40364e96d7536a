import { readdir, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fail, ok, warn, type Finding } from './finding.ts'

/** A file or folder of Linchpin's own, and who may do what with it. */
export interface Rights {
  readonly path: string
  readonly mode: number
  readonly uid: number
  readonly isFolder: boolean
}

/** Whether only we may read Linchpin's secrets and change its state. */
export async function checkRights(stateFolder: string, me: number | undefined): Promise<Finding[]> {
  // Windows has no such modes.
  if (me === undefined) return []
  const state = await rightsOf(stateFolder)
  if (!state) return [ok('rights', 'there is no state yet; the first start makes it')]
  const names = await readdir(stateFolder)
  const inside = await Promise.all(
    [...names, 'postgres/password'].map((name) => rightsOf(join(stateFolder, name))),
  )
  const all = [state, ...inside.filter((each) => each !== undefined)]
  const bad = all.flatMap((each) =>
    judgeRights(each, me, relative(join(stateFolder, '..'), each.path)),
  )
  return bad.length > 0 ? bad : [ok('rights', `only its owner may read or change ${stateFolder}`)]
}

/** @param me the user that Linchpin runs as */
export function judgeRights(
  { path, mode, uid, isFolder }: Rights,
  me: number,
  name: string,
): Finding[] {
  const findings: Finding[] = []
  // PostgreSQL's folder belongs to the user it runs as, which under root is another.
  if (me !== 0 && uid !== me) {
    findings.push(
      fail(
        'rights',
        `${name} belongs to user id ${uid}, and this is user id ${me}`,
        `Run Linchpin as that user, or take it over: sudo chown -R ${me} "${path}"`,
      ),
    )
  }
  if ((mode & 0o022) !== 0) {
    const how = `chmod go-w "${path}"`
    findings.push(fail('rights', `others may change ${name} (mode ${octal(mode)})`, `Run: ${how}`))
  } else if (!isFolder && (mode & 0o044) !== 0) {
    const how = `chmod go-r "${path}"`
    findings.push(warn('rights', `others may read ${name} (mode ${octal(mode)})`, `Run: ${how}`))
  }
  return findings
}

const octal = (mode: number): string => (mode & 0o777).toString(8).padStart(4, '0')

async function rightsOf(path: string): Promise<Rights | undefined> {
  try {
    const found = await stat(path)
    return { path, mode: found.mode, uid: found.uid, isFolder: found.isDirectory() }
  } catch {
    return undefined
  }
}
