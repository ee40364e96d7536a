import type { EntryDraft } from './read-entry.ts'

/** An entry as it is held, as far as an import needs to know it. */
export interface HeldEntry {
  readonly id: number
  readonly slug: string
  readonly path: string
  readonly latest: number
  readonly digest: string
  readonly published: number | null
  readonly fileGoneAt: Date | null
}

export interface DraftWithDigest extends EntryDraft {
  readonly digest: string
}

export interface SlugConflict {
  readonly slug: string
  readonly paths: readonly string[]
  readonly published: number | null
}

export interface ImportPlan {
  readonly create: readonly DraftWithDigest[]
  readonly revise: readonly { entry: HeldEntry; draft: DraftWithDigest }[]
  /** Same content; its file may have moved or come back. */
  readonly keep: readonly { entry: HeldEntry; draft: DraftWithDigest }[]
  readonly conflicts: readonly SlugConflict[]
  /** Published entries whose file is gone, which nobody was told about yet. */
  readonly gone: readonly HeldEntry[]
}

/**
 * Decides what an import does. A slug that two files claim is left alone: neither file goes in, and what
 * is published stays. A file that cannot be read still counts as claiming the slug that it had.
 */
export function planImport(
  held: readonly HeldEntry[],
  drafts: readonly DraftWithDigest[],
  unreadable: ReadonlySet<string>,
): ImportPlan {
  const bySlug = new Map(held.map((entry) => [entry.slug, entry]))
  const claims = Map.groupBy(drafts, ({ slug }) => slug)
  const create: DraftWithDigest[] = []
  const revise: { entry: HeldEntry; draft: DraftWithDigest }[] = []
  const keep: { entry: HeldEntry; draft: DraftWithDigest }[] = []
  const conflicts: SlugConflict[] = []
  for (const [slug, claimants] of claims) {
    const entry = bySlug.get(slug)
    const paths = claimants.map(({ path }) => path)
    if (entry && unreadable.has(entry.path)) paths.push(entry.path)
    const draft = claimants[0]!
    if (paths.length > 1) conflicts.push({ slug, paths, published: entry?.published ?? null })
    else if (!entry) create.push(draft)
    else if (entry.digest === draft.digest) keep.push({ entry, draft })
    else revise.push({ entry, draft })
  }
  const gone = held.filter(
    ({ slug, path, published, fileGoneAt }) =>
      published !== null && fileGoneAt === null && !claims.has(slug) && !unreadable.has(path),
  )
  return { create, revise, keep, conflicts, gone }
}
