import {
  findRecord,
  lostDecisions,
  readRecords,
  searchRecords,
  successorOf,
  type DecisionRecord,
} from '../../decisions/index.ts'
import { renderMarkdown } from '../../platform/markdown.ts'
import type { decisionEndpoints } from '../api/decisions.ts'
import type { AppContext } from '../context.ts'
import type { Handlers } from '../server/handlers.ts'
import { notFound } from '../server/refusal.ts'
import { linkToDecision } from './link-to-decision.ts'

/** The workspace's decisions over HTTP. The files are read at each call: who edits one sees it. */
export function decisionHandlers({
  folder,
  contracts,
}: Pick<AppContext, 'folder' | 'contracts'>): Pick<Handlers, keyof typeof decisionEndpoints> {
  const shown = (record: DecisionRecord, all: readonly DecisionRecord[]) => {
    const { markdown: _, sections: __, ...rest } = record
    const resting = contracts.filter(
      ({ decision }) => decision !== undefined && findRecord(all, decision)?.id === record.id,
    )
    return { ...rest, contracts: resting.map(({ name }) => name) }
  }
  return {
    async listDecisions({ query: { search } }) {
      const all = await readRecords(folder)
      return {
        total: all.length,
        decisions: searchRecords(all, search).map(({ record, excerpt }) => ({
          ...shown(record, all),
          excerpt,
        })),
        lost: lostDecisions(contracts, all),
      }
    },
    async showDecision({ params: { id } }) {
      const all = await readRecords(folder)
      const found = findRecord(all, id)
      if (!found) throw notFound(`there is no decision '${id}'`)
      const at = all.indexOf(found)
      const successor = successorOf(found.status)
      return {
        ...shown(found, all),
        html: renderMarkdown(found.markdown, { linkTo: linkToDecision(all) }),
        before: linkOf(all[at - 1]),
        after: linkOf(all[at + 1]),
        supersededBy: linkOf(successor === undefined ? undefined : findRecord(all, successor)),
      }
    },
  }
}

const linkOf = (record: DecisionRecord | undefined) =>
  record ? { id: record.id, title: record.title } : null
