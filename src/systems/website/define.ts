import { isbot } from 'isbot'
import {
  defineContract,
  defineSystem,
  standardPaths,
  type Contract,
  type ContractSpec,
  type System,
} from '../../contracts/define.ts'
import { DefinitionError } from '../../core/definition-error.ts'
import { slugFinder } from './content-slug.ts'
import { websiteEvent } from './website-event.ts'
import { websiteFacts } from './website-facts.ts'

export { channelOf, type Arrival, type Channel } from './channel-of.ts'

type Paths = string | readonly string[]

export interface WebsiteEventsSpec extends Pick<
  ContractSpec<typeof websiteEvent>,
  'fresh' | 'runbook' | 'decision'
> {
  /** Default `'web.events'`. */
  readonly name?: string
  readonly owner: string
  /** Default: a system named `website`. */
  readonly system?: System
  /** Our hosts beside the one that a page is on: `['acme.com']`. Each stands for its subdomains too. */
  readonly ownHosts?: readonly string[]
  /**
   * Where content is shown: `'/blog/:slug'`, or several such paths. `*` stands for any one part. Where
   * there are several collections, by their names, so that two entries of one slug are told apart:
   * `{ blog: '/blog/:slug', guides: '/guides/:slug' }`.
   */
  readonly content?: Paths | Readonly<Record<string, Paths>>
  /** Paths that differ from the standard ones. */
  readonly failures?: Partial<Contract['failures']>
}

/**
 * A ready contract for what websites and products send to the collector: track, identify, page,
 * screen, group and alias calls, as the SDKs of the Segment family make them. Page views become
 * touches, actions become goals, and what names a person twice joins the names.
 *
 * @example
 * const events = websiteEvents({ owner: 'web', content: '/blog/:slug' })
 * defineSource({ name: 'website', contract: events, from: collector() })
 * @throws DefinitionError that names the field and what to write instead
 */
export function websiteEvents(spec: WebsiteEventsSpec): Contract {
  const { name = 'web.events', owner, ownHosts, content = [], system, failures, ...rest } = spec
  const finders = findersOf(name, content)
  const contentOf = (path: string) => {
    for (const find of finders) {
      const found = find(path)
      if (found !== undefined) return found
    }
    return undefined
  }
  return defineContract({
    ...rest,
    name,
    owner,
    version: '1.0.0',
    from: system ?? defineSystem({ name: 'website', title: 'Website' }),
    keep: 'first',
    payload: websiteEvent,
    key: (event) => event.messageId,
    filter: (event) => (isBot(event.context?.['userAgent']) ? 'sent by a bot' : undefined),
    means:
      'A page view is a touch when it came by a campaign, from another site or from nowhere, or ' +
      'when it shows content. Page views that came alike within 30 minutes are one arrival. ' +
      'Every tracked action is a goal.',
    failures: { ...standardPaths({ owner }), ...failures },
    becomes: (event, signal) => websiteFacts(event, signal, { ownHosts, contentOf }),
    becomesWith: [ownHosts, content],
  })
}

type Finder = (path: string) => string | undefined

/** Finders of what a path shows: the slug, behind the collection's name where that was given. */
function findersOf(
  name: string,
  content: Exclude<WebsiteEventsSpec['content'], undefined>,
): Finder[] {
  const finders = (paths: Paths) => [paths].flat().map((pattern) => finderOf(name, pattern))
  if (typeof content === 'string' || Array.isArray(content)) return finders(content as Paths)
  return Object.entries(content as Readonly<Record<string, Paths>>).flatMap(([collection, paths]) =>
    finders(paths).map((find) => (path: string) => {
      const slug = find(path)
      return slug === undefined ? undefined : `${collection}/${slug}`
    }),
  )
}

function finderOf(name: string, pattern: string): Finder {
  try {
    return slugFinder(pattern)
  } catch (error) {
    throw new DefinitionError(`websiteEvents '${name}'`, 'content', (error as Error).message)
  }
}

/** Reading a user agent takes longer than all other judging, and the same few come again and again. */
const verdicts = new Map<string, boolean>()
const mostVerdicts = 1_000

function isBot(userAgent: unknown): boolean {
  if (typeof userAgent !== 'string') return false
  let verdict = verdicts.get(userAgent)
  if (verdict === undefined) {
    if (verdicts.size >= mostVerdicts) verdicts.clear()
    verdict = isbot(userAgent)
    verdicts.set(userAgent, verdict)
  }
  return verdict
}
