import { raise, recover, recoverWith, type RaiseDeps } from '../../../exceptions/index.ts'
import type { ContentCollection } from '../define.ts'
import type { EntryProblem } from './front-matter.ts'
import type { HeldEntry, ImportPlan } from './plan-import.ts'
import { hasGone } from './store.ts'

/** A file that was left out, and everything that is wrong with it. */
export interface UnreadableFile {
  readonly path: string
  readonly problems: readonly EntryProblem[]
}

/** So many files that go at once were hardly taken away one by one: they make one exception. */
const manyGone = 20

/** Puts what an import could not take, or could not find, on the desk. */
export async function reportImport(
  deps: RaiseDeps,
  collection: ContentCollection,
  unreadable: readonly UnreadableFile[],
  { conflicts, gone }: ImportPlan,
): Promise<void> {
  const { name, owner } = collection
  for (const { path, problems } of unreadable) {
    const first = problems[0]!
    await raise(deps, {
      mode: first.mode,
      owner,
      title: `${name}: ${path} is left out, line ${first.line}: ${first.reason}`,
      about: `${name}/${path}`,
      detail: { collection: name, file: path, line: first.line, problems },
    })
  }
  for (const { slug, paths, published } of conflicts) {
    const stays = published === null ? 'none is taken' : `version ${published} stays published`
    await raise(deps, {
      mode: 'conflict',
      owner,
      title: `${name}: ${paths.join(' and ')} claim the slug "${slug}"; ${stays}`,
      about: `${name}/${slug}`,
      detail: { collection: name, slug, files: paths, published },
    })
  }
  for (const group of gone.length > manyGone ? [gone] : gone.map((each) => [each])) {
    await reportGone(deps, collection, group)
  }
}

/**
 * Takes off the desk what an import found to be mended: files that read well or are no longer there,
 * slugs that one file claims or none, published entries whose files are back.
 */
export async function reportMended(
  deps: RaiseDeps,
  { name }: ContentCollection,
  unreadable: readonly UnreadableFile[],
  { create, revise, keep, conflicts }: ImportPlan,
  by: string,
): Promise<void> {
  const taken = [...create, ...[...revise, ...keep].map(({ draft }) => draft)]
  const mended = taken.flatMap(({ path, slug }) => [
    { mode: 'malformed' as const, about: `${name}/${path}` },
    { mode: 'violation' as const, about: `${name}/${path}` },
    { mode: 'conflict' as const, about: `${name}/${slug}` },
    { mode: 'missing' as const, about: `${name}/${slug}` },
  ])
  const recovery = { by, reason: 'it is in order since the last import' }
  await recover(deps, mended, recovery)
  await recoverGone(deps, name, recovery)
  // Who is no longer there was taken by no import: a file that was deleted, a slug that nobody claims.
  const leftOut = new Set<unknown>(unreadable.map(({ path }) => path))
  const claimed = new Set<unknown>(conflicts.map(({ slug }) => slug))
  await recoverWith(
    deps,
    { detail: { collection: name } },
    ({ mode, detail }) =>
      mode === 'conflict'
        ? !claimed.has(detail['slug'])
        : detail['file'] !== undefined && !leftOut.has(detail['file']),
    recovery,
  )
}

/** Takes off the desk that an entry's file is gone, and that those of many are, once that holds for none. */
export async function recoverGone(
  deps: Pick<RaiseDeps, 'db' | 'clock'>,
  collection: string,
  recovery: { readonly by: string; readonly reason: string },
  slugs: readonly string[] = [],
): Promise<void> {
  const about = slugs.map((slug) => `${collection}/${slug}`)
  if (!(await hasGone(deps.db, collection))) about.push(collection)
  await recover(
    deps,
    about.map((each) => ({ mode: 'missing', about: each })),
    recovery,
  )
}

async function reportGone(
  deps: RaiseDeps,
  { name, owner }: ContentCollection,
  gone: readonly HeldEntry[],
): Promise<void> {
  const [first] = gone
  const alone = gone.length === 1
  await raise(deps, {
    mode: 'missing',
    owner,
    title: alone
      ? `${name}: the file of "${first!.slug}" is gone; it stays published until it is withdrawn`
      : `${name}: the files of many entries are gone; they stay published until they are withdrawn`,
    about: alone ? `${name}/${first!.slug}` : name,
    detail: {
      collection: name,
      entries: gone.map(({ slug, path, published }) => ({ slug, file: path, published })),
    },
    times: gone.length,
  })
}
