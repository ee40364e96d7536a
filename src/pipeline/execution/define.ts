import { DefinitionError } from '../../core/definition-error.ts'

/** A collection of entries that are written as Markdown with front matter, and published. */
export interface ContentCollection {
  readonly kind: 'content'
  readonly name: string
  readonly title: string
  /** The folder of Markdown files, from the workspace's folder. */
  readonly folder: string
  /** Where readers find an entry: `https://example.com/blog/:slug`. */
  readonly url: string
  /** Who is asked when a file is left out or two claim one slug. Default `content`. */
  readonly owner: string
}

/**
 * Declares a collection of content.
 *
 * @example defineContent({ name: 'blog', title: 'Blog', folder: 'content/blog', url: 'https://example.com/blog/:slug' })
 * @throws DefinitionError that names the field and what to write instead
 */
export function defineContent(
  spec: Omit<ContentCollection, 'kind' | 'owner'> & { owner?: string },
): ContentCollection {
  const where = `defineContent '${spec?.name}'`
  if (!/^[a-z][a-z0-9-]*$/.test(spec.name)) {
    throw new DefinitionError(where, 'name', `write lower-case letters, digits and '-'`)
  }
  if (!spec.folder)
    throw new DefinitionError(where, 'folder', 'write the folder of its Markdown files')
  if (!URL.canParse(spec.url ?? '') || !spec.url.includes(':slug')) {
    throw new DefinitionError(
      where,
      'url',
      `write an address with :slug, as 'https://example.com/blog/:slug'`,
    )
  }
  return { kind: 'content', ...spec, owner: spec.owner ?? 'content' }
}
