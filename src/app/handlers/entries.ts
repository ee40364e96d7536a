import {
  contentEarnings,
  keepAnswers,
  nothingEarned,
  topicEarnings,
  weeklyEarnings,
  type Earnings,
  type KeepAnswer,
} from '../../pipeline/intelligence/index.ts'
import {
  listCatalogue,
  listVersions,
  showEntry,
  showVersion,
  topicTitles,
} from '../../pipeline/execution/index.ts'
import { WarehouseAwayError } from '../../pipeline/processing/index.ts'
import type { entryEndpoints } from '../api/entries.ts'
import type { AppContext } from '../context.ts'
import { daysBack } from '../days-back.ts'
import type { Handlers } from '../server/handlers.ts'
import { invalid, notFound } from '../server/refusal.ts'

/** What there is to read, and what it earned, over HTTP. */
export function entryHandlers(context: AppContext): Pick<Handlers, keyof typeof entryEndpoints> {
  const { facts, clock, workspace } = context
  const names = workspace.content.map(({ name }) => name)
  const known = (collection: string): string => {
    if (names.includes(collection)) return collection
    throw notFound(`the workspace has no content named '${collection}'`)
  }
  const entry = async ({ collection, slug }: { collection: string; slug: string }) => {
    const found = await showEntry(context, known(collection), slug)
    if (!found) throw notFound(`${collection} has no entry "${slug}"`)
    return found
  }
  const periodOf = (days: number | undefined) => ({ from: daysBack(clock.now(), days) })
  // Every screen asks the same, page by page and letter by letter.
  const keep = keepAnswers(facts.mark)
  const earningsSince = ({ from }: { from: Date | undefined }) =>
    keep(`contents since ${nameOf(from)}`, () => contentEarnings(facts, { from }))
  return {
    async searchEntries({ query: { collection, days, ...request } }) {
      const collections = collection === undefined ? names : [known(collection)]
      const earned = await ifServed(async () => {
        await facts.caughtUp()
        return earningsSince(periodOf(days))
      })
      const page = await listCatalogue(context, { ...request, collections }, earned)
      if (!page.ok) throw invalid(page.error, 'query/after')
      return page.value
    },
    listTopics: ({ query: { days } }) => listTopics(context, keep, periodOf(days)),
    showEntry: ({ params }) => entry(params),
    async listVersions({ params, query }) {
      await entry(params)
      return listVersions(context, params.collection, params.slug, query)
    },
    async showVersion({ params: { version, ...params } }) {
      const { latest } = await entry(params)
      const found = await showVersion(context, params.collection, params.slug, version)
      if (found) return found
      throw notFound(`"${params.slug}" has no version ${version}; its newest is ${latest}`)
    },
    async showResults({ params, query: { days } }) {
      const { collection, slug } = await entry(params)
      const id = `${collection}/${slug}`
      await facts.caughtUp()
      const asOf = clock.now()
      const period = periodOf(days)
      const [earned, weeks] = await Promise.all([
        earningsSince(period),
        keep(`weeks of ${id} since ${nameOf(period.from)}`, () =>
          weeklyEarnings(facts, id, period),
        ),
      ])
      return { earned: earned.get(id) ?? nothingEarned, weeks, asOf }
    },
  }
}

const nameOf = (from: Date | undefined): string => from?.toISOString() ?? 'ever'

async function listTopics(
  { facts, clock, db }: AppContext,
  keep: KeepAnswer,
  period: { from: Date | undefined },
) {
  await facts.caughtUp()
  const asOf = clock.now()
  const [topics, titles] = await Promise.all([
    keep(`topics since ${nameOf(period.from)}`, () => topicEarnings(facts, period)),
    topicTitles(db),
  ])
  const titleOf = new Map(titles.map(({ id, title }) => [id, title]))
  const title = (topic: string | null): string =>
    topic === null ? 'No topic' : (titleOf.get(topic) ?? topic)
  return { topics: topics.map((each) => ({ ...each, title: title(each.topic) })), asOf }
}

/** Editors go on while the facts are away; what entries earned is then not known. */
async function ifServed(
  ask: () => Promise<ReadonlyMap<string, Earnings>>,
): Promise<ReadonlyMap<string, Earnings> | null> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof WarehouseAwayError) return null
    throw error
  }
}
