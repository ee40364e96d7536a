import { sql, type Sql } from '../../platform/database/sql.ts'

/** Something of a touch that reports group by. */
export interface Dimension {
  readonly title: string
  /** What stands in its place where a touch does not say. */
  readonly unknown: string
  /** The column of `touch t` that it comes from; a topic comes from the content. */
  readonly ofTouch: Sql
  /** The column of `spend s` that says the same, if spend knows it. */
  readonly ofSpend?: Sql
}

/** The dimensions of a touch, by the names that requests use. */
export const dimensions = {
  channel: {
    title: 'Channel',
    unknown: '(no channel)',
    ofTouch: sql`t.channel`,
    ofSpend: sql`s.channel`,
  },
  campaign: {
    title: 'Campaign',
    unknown: '(no campaign)',
    ofTouch: sql`t.campaign`,
    ofSpend: sql`s.campaign`,
  },
  source: {
    title: 'Source',
    unknown: '(no source)',
    ofTouch: sql`t.source`,
    ofSpend: sql`s.source`,
  },
  medium: { title: 'Medium', unknown: '(no medium)', ofTouch: sql`t.medium` },
  landingPage: {
    title: 'Landing page',
    unknown: '(no landing page)',
    ofTouch: sql`t.landing_page`,
  },
  content: { title: 'Content', unknown: '(no content)', ofTouch: sql`t.content` },
  topic: { title: 'Topic', unknown: '(no topic)', ofTouch: sql`t.content` },
} as const satisfies Record<string, Dimension>

export type DimensionName = keyof typeof dimensions

/** What stands in the place of the dimension where no touch led to a conversion. */
export const noTouch = '(no touch)'
