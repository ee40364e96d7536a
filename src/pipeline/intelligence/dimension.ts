import { sql, type Sql } from '../../platform/database/sql.ts'
import { contentOfTouch, metKnownContent } from './content-names.ts'

/** Something of a touch that reports group by. */
export interface Dimension {
  readonly title: string
  /** What stands in its place where a touch does not say. */
  readonly unknown: string
  /** Where in `touch t` it comes from, beside `content_name`; a topic comes from the content. */
  readonly ofTouch: Sql
  /** It says how a person came to us, not what they met once they were there. */
  readonly ofArrival: boolean
  /** The column of `spend s` that says the same, if spend knows it. */
  readonly ofSpend?: Sql
}

/** The dimensions of a touch, by the names that requests use. */
export const dimensions = {
  channel: {
    title: 'Channel',
    unknown: '(no channel)',
    ofTouch: sql`t.channel`,
    ofArrival: true,
    ofSpend: sql`s.channel`,
  },
  campaign: {
    title: 'Campaign',
    unknown: '(no campaign)',
    ofTouch: sql`t.campaign`,
    ofArrival: true,
    ofSpend: sql`s.campaign`,
  },
  source: {
    title: 'Source',
    unknown: '(no source)',
    ofTouch: sql`t.source`,
    ofArrival: true,
    ofSpend: sql`s.source`,
  },
  medium: { title: 'Medium', unknown: '(no medium)', ofTouch: sql`t.medium`, ofArrival: true },
  landingPage: {
    title: 'Landing page',
    unknown: '(no landing page)',
    ofTouch: sql`t.landing_page`,
    ofArrival: true,
  },
  content: {
    title: 'Content',
    unknown: '(no content)',
    ofTouch: contentOfTouch,
    ofArrival: false,
  },
  topic: { title: 'Topic', unknown: '(no topic)', ofTouch: contentOfTouch, ofArrival: false },
} as const satisfies Record<string, Dimension>

/** What stands in the place of the topic where content has none. */
export const unknownTopic = dimensions.topic.unknown

export type DimensionName = keyof typeof dimensions

/** What stands in the place of the dimension where no touch led to a conversion. */
export const noTouch = '(no touch)'

/**
 * Which touches `t` a question goes by, as a condition. A step inside our own site to a piece of
 * content has no channel of its own: it tells what was read, and the arrival before it tells the rest.
 */
export function goesBy({ by, contentOnly }: { by: DimensionName; contentOnly: boolean }): Sql {
  if (contentOnly) return metKnownContent
  return dimensions[by].ofArrival ? sql`(t.channel is not null or t.content is null)` : sql`true`
}
