import { raise, recover, type RaiseDeps } from '../../../exceptions/index.ts'
import type { ContentCollection } from '../define.ts'
import type { EntryProblem } from './front-matter.ts'
import type { HeldEntry, ImportPlan } from './plan-import.ts'

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

/** Takes off the desk what an import found to be mended: files that read well, slugs that one file claims. */
export async function reportMended(
  deps: RaiseDeps,
  { name }: ContentCollection,
  { create, revise, keep }: ImportPlan,
  by: string,
): Promise<void> {
  const taken = [...create, ...[...revise, ...keep].map(({ draft }) => draft)]
  const mended = taken.flatMap(({ path, slug }) => [
    { mode: 'malformed' as const, about: `${name}/${path}` },
    { mode: 'violation' as const, about: `${name}/${path}` },
    { mode: 'conflict' as const, about: `${name}/${slug}` },
    { mode: 'missing' as const, about: `${name}/${slug}` },
  ])
  await recover(deps, mended, { by, reason: 'it is in order since the last import' })
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
