import type { Result } from '../../core/result.ts'
import {
  listEntries,
  publish,
  publishFolder,
  withdraw,
  type Published,
  type PublishRefusal,
} from '../../pipeline/execution/index.ts'
import type { ContentCollection } from '../../pipeline/execution/define.ts'
import { tellPublications } from '../../pipeline/feedback/index.ts'
import type { contentEndpoints } from '../api/content.ts'
import type { AppContext } from '../context.ts'
import type { Handlers } from '../server/handlers.ts'
import { conflict, invalid, notFound } from '../server/refusal.ts'

/** Content over HTTP: its folders imported, its versions published and withdrawn. */
export function contentHandlers(
  context: AppContext,
): Pick<Handlers, keyof typeof contentEndpoints> {
  const done = async (outcome: Result<Published, PublishRefusal>): Promise<Published> => {
    if (!outcome.ok) throw refusalOf(outcome.error)
    await tellPublications(context)
    return outcome.value
  }
  const find = (name: string): ContentCollection => {
    const found = context.workspace.content.find((each) => each.name === name)
    if (!found) throw notFound(`the workspace has no content named '${name}'`)
    return found
  }
  return {
    async listCollections() {
      return {
        collections: context.workspace.content.map(({ name, title, folder, url, owner }) => {
          return { name, title, folder, url, owner }
        }),
      }
    },
    async listEntries({ params: { collection } }) {
      const entries = await listEntries(context.db, find(collection).name)
      return {
        entries: entries.map(({ slug, latest, published, draft, withdrawnAt }) => ({
          slug,
          latest,
          published,
          draft,
          withdrawn: withdrawnAt !== null,
        })),
      }
    },
    async publishCollection({ params: { collection } }, { name: by }) {
      const summary = await publishFolder({ ...context, by }, find(collection))
      if (!summary.ok) throw conflict(summary.error)
      await tellPublications(context)
      return summary.value
    },
    async publishEntry({ params, body }, { name: by }) {
      return done(await publish(context, { ...params, ...body, by }))
    },
    async withdrawEntry({ params, body }, { name: by }) {
      return done(await withdraw(context, { ...params, ...body, by }))
    },
  }
}

function refusalOf({ refused, detail }: PublishRefusal): Error {
  if (refused === 'unknown') return notFound(detail)
  return refused === 'stale' ? conflict(detail) : invalid(detail)
}
