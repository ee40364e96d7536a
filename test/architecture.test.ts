import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'
import { mayImport, openFolders } from './import-rule.ts'

const root = join(import.meta.dirname, '..')
const src = join(root, 'src')
const files = globSync('**/*.ts', { cwd: src })
const sources = files.filter((file) => !file.endsWith('.test.ts'))
const folders = Object.keys(mayImport)

const folderOf = (file: string) => folders.find((folder) => file.startsWith(`${folder}/`))

/** Every import of one of our files by another, as paths from `src/`. */
const imports = sources.flatMap((file) => {
  const text = readFileSync(join(src, file), 'utf8')
  const targets = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)]
  return targets.map(([, target]) => ({ file, target: normalize(join(dirname(file), target!)) }))
})

describe('the import rule', () => {
  test('every file lies in a room that the table knows', () => {
    const strays = sources.filter((file) => file !== 'index.ts' && !folderOf(file))
    expect(strays).toEqual([])
  })

  test('imports go downwards only', () => {
    const wrong = imports.filter(({ file, target }) => {
      const from = folderOf(file)
      const to = folderOf(target)
      return from && from !== to && !(to && mayImport[from]?.includes(to))
    })
    expect(wrong.map(({ file, target }) => `${file} -> ${target}`)).toEqual([])
  })

  test('another slice is entered by its index.ts or define.ts', () => {
    const wrong = imports.filter(({ file, target }) => {
      const to = folderOf(target)
      if (!to || folderOf(file) === to || openFolders.includes(to)) return false
      // Under systems/ every vendor is a slice of its own.
      const slice = to === 'systems' ? target.split('/').slice(0, 2).join('/') : to
      return target !== `${slice}/index.ts` && target !== `${slice}/define.ts`
    })
    expect(wrong.map(({ file, target }) => `${file} -> ${target}`)).toEqual([])
  })
})

describe('tables', () => {
  const tablesOf = (folder: string, pattern: RegExp, glob: string) =>
    globSync(glob, { cwd: join(src, folder) }).flatMap((file) => {
      const text = readFileSync(join(src, folder, file), 'utf8')
      return [...text.matchAll(pattern)].map(([, table]) => table!)
    })
  const owners = new Map(
    folders.flatMap((folder) =>
      tablesOf(folder, /create table (?:if not exists )?(\w+)/g, 'migrations/*.sql').map(
        (table) => [table, folder] as const,
      ),
    ),
  )

  test('are written only by the slice that owns their migration', () => {
    const wrong = folders.flatMap((folder) =>
      tablesOf(
        folder,
        /(?:insert into|update|delete from|truncate)\s+(\w+)\s+(?:as|set|where|\(|select|values)/g,
        '**/*.ts',
      )
        .filter((table) => owners.has(table) && owners.get(table) !== folder)
        .map((table) => `${folder} writes ${table}, which ${owners.get(table)} owns`),
    )
    expect(wrong).toEqual([])
  })
})

describe('files', () => {
  test('are named in kebab-case', () => {
    expect(
      files.filter((file) => !/^([a-z0-9-]+\/)*[a-z0-9-]+(\.test|\.type-test)?\.ts$/.test(file)),
    ).toEqual([])
  })

  test('hold no more than 300 lines', () => {
    const long = globSync('{src,test,bench,admin}/**/*.{ts,tsx}', { cwd: root }).filter(
      (file) => readFileSync(join(root, file), 'utf8').split('\n').length > 301,
    )
    expect(long).toEqual([])
  })
})
