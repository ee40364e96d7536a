import { globSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { commands } from './commands.ts'
import { runCli } from './run-cli.ts'

const run = (...args: string[]) => runWith({}, ...args)

async function runWith(env: Record<string, string>, ...args: string[]) {
  const said = { out: '', err: '' }
  const code = await runCli(args, {
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
    isTerminal: false,
    cwd: '/nowhere',
    env,
  })
  return { code, ...said }
}

describe('the command line', () => {
  test('without a command it says what there is', async () => {
    const { code, out } = await run()
    expect(code).toBe(0)
    for (const name of Object.keys(commands)) expect(out).toContain(`  ${name} `)
  })

  test('an unknown command is wrong usage, and the nearest is named', async () => {
    expect(await run('chekc')).toEqual({
      code: 2,
      out: '',
      err: `there is no command 'chekc'; did you mean check?\nSee linchpin --help\n`,
    })
    expect((await run('toString')).err).toContain(`there is no command 'toString'`)
  })

  test('an unknown option is wrong usage, and the nearest is named', async () => {
    const { code, err } = await run('check', '--workspce', '.')
    expect(code).toBe(2)
    expect(err).toContain('there is no option --workspce; did you mean --workspace?')
    expect(err).toContain('See linchpin check --help')
  })

  test('an option without its value says what it needs', async () => {
    expect(await run('check', '--workspace')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--workspace needs a value: --workspace DIR') as string,
    })
    expect((await run('check', '--json=yes')).err).toContain('--json takes no value')
  })

  test.each([
    ['keys revoke 3 4', "'4' is a word too many: linchpin keys revoke ID"],
    ['keys list all', "'all' is a word too many: linchpin keys list"],
    ['publish blog news', "'news' is a word too many: linchpin publish [COLLECTION]"],
    ['exceptions reopen 3 4', "'4' is a word too many: linchpin exceptions reopen ID"],
    ['report leads spend', "'spend' is a word too many: linchpin report NAME [--from DAY]"],
    ['init here there', "'there' is a word too many: linchpin init [DIR]"],
    [
      'check shop',
      "'shop' is a word too many; if it is the workspace: linchpin check --workspace shop",
    ],
    ['doctor shop', 'linchpin doctor --workspace shop'],
    ['start shop', 'linchpin start --workspace shop'],
    ['rebuild shop', 'linchpin rebuild --workspace shop'],
  ])('%s: a word that nothing is done with is wrong usage', async (line, said) => {
    expect(await run(...line.split(' '))).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining(said) as string,
    })
  })

  test.each([
    ['report --csv', 'say which report --csv is for: linchpin report NAME --csv'],
    ['report leads --figure won', 'linchpin report leads --rows GROUP --figure COLUMN'],
    ['report leads --currency EUR', 'linchpin report leads --rows GROUP --figure COLUMN'],
    ['report leads --rows Email --figure won --csv', 'choose one of --csv and --rows'],
  ])('%s: an option that would change nothing is wrong usage', async (line, said) => {
    expect(await run(...line.split(' '))).toMatchObject({
      code: 2,
      err: expect.stringContaining(said) as string,
    })
  })

  test('every command explains itself', async () => {
    for (const name of Object.keys(commands)) {
      const { code, out } = await run(name, '--help')
      expect(code).toBe(0)
      expect(out).toContain(`Usage: linchpin ${name}`)
      expect(out).toContain('--workspace DIR')
      expect(out).toContain('--json')
    }
  })

  test('start and the README name every environment variable that is read', async () => {
    const root = join(import.meta.dirname, '../../..')
    const { out } = await run('start', '--help')
    const readme = readFileSync(join(root, 'README.md'), 'utf8')
    const sources = globSync('src/{app,platform}/**/*.ts', { cwd: root, exclude: ['**/*.test.ts'] })
    const code = sources.map((each) => readFileSync(join(root, each), 'utf8')).join('\n')
    // What start tells its children is nobody's to set.
    const own = ['LINCHPIN_WORKSPACE', 'LINCHPIN_PORT', 'LINCHPIN_EDGE_PORT']
    const names = new Set(code.match(/\b(LINCHPIN_[A-Z_]+|DATABASE_URL|LOG_LEVEL)\b/g))
    const theirs = [...names].filter((name) => !own.includes(name))
    expect(theirs).toContain('LINCHPIN_PROXY')
    expect(theirs.filter((name) => !out.includes(`  ${name} `))).toEqual([])
    expect(theirs.filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
  })

  test('an address or a proxy that is none is wrong usage, and what to write is said', async () => {
    const start = (env: Record<string, string>) =>
      runWith(env, 'start', '--workspace', join(import.meta.dirname, '../../../examples/small'))
    expect(await start({ LINCHPIN_URL: 'linchpin.example' })).toMatchObject({
      code: 2,
      err: expect.stringContaining("LINCHPIN_URL is 'linchpin.example'; write the whole") as string,
    })
    expect(await start({ LINCHPIN_PROXY: 'nginx' })).toMatchObject({
      code: 2,
      err: expect.stringContaining("LINCHPIN_PROXY names 'nginx'") as string,
    })
  })

  test.each([
    ['LOG_LEVEL', 'verbose', 'LOG_LEVEL "verbose" is not a level; write one of trace, debug'],
    ['DATABASE_URL', 'postgres://u:hunter#2@h/db', 'DATABASE_URL is no address of a PostgreSQL'],
    ['DATABASE_URL', 'postgres://u:hunter%zz@h/db', '%25 for %'],
    ['DATABASE_URL', 'mysql://u:hunter2@h/db', 'write postgres://USER:PASSWORD@HOST:5432/NAME'],
    [
      'LINCHPIN_EDGE_URL',
      'localhost:4401',
      "LINCHPIN_EDGE_URL is 'localhost:4401'; write the edge",
    ],
    [
      'LINCHPIN_EDGE_PUBLIC_URL',
      'events.example',
      "LINCHPIN_EDGE_PUBLIC_URL is 'events.example'; write the whole",
    ],
    ['LINCHPIN_EXAMPLE_SCALE', '10%', "LINCHPIN_EXAMPLE_SCALE is '10%'; write a number above 0"],
  ])('a wrong %s is wrong usage of every command, and no bug: %s', async (name, value, words) => {
    const folder = await mkdtemp(join(tmpdir(), 'linchpin-environment-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    await writeFile(
      join(folder, 'linchpin.config.ts'),
      `import { defineWorkspace } from '${join(import.meta.dirname, '../../index.ts')}'
export default defineWorkspace({ name: 'acme' })\n`,
    )
    for (const command of [['start'], ['keys', 'list']]) {
      const { code, err } = await runWith({ [name]: value }, ...command, '--workspace', folder)
      expect({ code, err }).toMatchObject({
        code: 2,
        err: expect.stringContaining(words) as string,
      })
      expect(err).not.toContain('hunter')
    }
  })

  test('a folder without a workspace is found out and answered, also for programs', async () => {
    expect(await run('check', '--workspace', 'x')).toMatchObject({
      code: 1,
      err: 'x: there is no such folder; name the workspace with --workspace DIR\n',
    })
    const { code, out } = await run('check', '--workspace', 'x', '--json')
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({ ok: false, findings: [{ file: 'x' }] })
  })
})
