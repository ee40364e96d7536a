import { findRecord, type DecisionRecord } from '../../decisions/index.ts'

/** Where a link in the workspace's Markdown leads: to the screen of the decision that it names, if any. */
export const linkToDecision =
  (records: readonly DecisionRecord[]) =>
  (href: string): string | undefined => {
    const found = /\.md([#?].*)?$/i.test(href) ? findRecord(records, href) : undefined
    return found && `/decisions/${encodeURIComponent(found.id)}`
  }
