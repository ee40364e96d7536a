import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { configName } from '../../load-workspace/load-workspace.ts'
import { CliError } from '../cli-error.ts'
import type { Call, Command } from '../command.ts'
import { workspaceFiles } from '../init/workspace-files.ts'
import { shownPath } from '../../shown-path.ts'

/** `linchpin init`: writes a small workspace. */
export const command: Command = {
  usage: ['[DIR]'],
  mostWords: 1,
  about: `Writes a small workspace that starts and takes website events: a config, a contract, a README
and a .gitignore. Files that are there already are left as they are.`,
  options: {},
  run: init,
}

async function init({ workspace, words, json, io }: Call): Promise<0 | 1> {
  const folder = words[0] === undefined ? workspace : resolve(io.cwd, words[0])
  if (existsSync(join(folder, configName))) {
    throw new CliError(
      1,
      `${folder} is a workspace already; nothing was written. See linchpin check`,
    )
  }
  const files = workspaceFiles(nameOf(folder))
  const written: string[] = []
  const kept: string[] = []
  for (const [path, text] of Object.entries(files)) {
    ;((await writeNew(join(folder, path), text)) ? written : kept).push(path)
  }
  const unignored = kept.includes('.gitignore') && !(await ignoresState(folder))
  if (json) {
    io.out(`${JSON.stringify({ folder, written, kept })}\n`)
    return 0
  }
  const place = shownPath(io.cwd, folder)
  io.out(written.map((path) => `wrote ${join(place, path)}\n`).join(''))
  io.out(kept.map((path) => `kept  ${join(place, path)}, which was there already\n`).join(''))
  if (unignored) io.out('Add a line `.linchpin/` to .gitignore: it holds state, and passwords\n')
  const at = place === '.' ? '' : ` --workspace ${place}`
  io.out(`\nNext: linchpin check${at}, then linchpin start${at}\n`)
  return 0
}

/** A name out of the folder's, in the letters that names have. */
function nameOf(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-$/g, '')
  return name || 'workspace'
}

/** Writes a file that is not there yet. False, and nothing is touched, when it is. */
async function writeNew(file: string, text: string): Promise<boolean> {
  await mkdir(dirname(file), { recursive: true })
  try {
    await writeFile(file, text, { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

const ignoresState = async (folder: string): Promise<boolean> =>
  /^\/?\.linchpin\/?$/m.test(await readFile(join(folder, '.gitignore'), 'utf8'))
