import type { Asker } from '../edge/index.ts'
import { publishedTable, why } from '../personalization/index.ts'
import { askEdge } from './ask-edge.ts'
import type { AppContext } from './context.ts'

type Explained = NonNullable<ReturnType<typeof why>>

/** What the edge shows somebody, and what the app's own table would show them. */
export interface Probe {
  readonly edge: {
    readonly url: string | null
    /** Null when it did not answer; then `trouble` says why. */
    readonly explanation: (Explained & { readonly region?: string }) | null
    readonly tookMs: number | null
    readonly trouble: string | null
  }
  /** Null when no published table has the placement. */
  readonly app: Explained | null
  /** Whether both say the same from the same version; null when only one of them answered. */
  readonly agree: boolean | null
}

/** Asks the edge, and beside it the table that was published last. */
export async function probePlacement(
  { db, edgeUrl }: Pick<AppContext, 'db' | 'edgeUrl'>,
  placement: string,
  asker: Asker,
): Promise<Probe> {
  const [asked, table] = await Promise.all([
    edgeUrl === undefined ? undefined : askEdge(edgeUrl, placement, asker),
    publishedTable(db),
  ])
  const app = (table && why(table, placement, asker)) ?? null
  if (!asked?.ok) {
    const trouble = asked ? asked.error : 'no edge is known to this process'
    return {
      edge: { url: edgeUrl ?? null, explanation: null, tookMs: null, trouble },
      app,
      agree: null,
    }
  }
  const { explanation, tookMs } = asked.value
  // The edge tells the public no reasons; they stand in the table of the version that it serves.
  const version = explanation.choice.table
  const served = version === table?.version ? table : await publishedTable(db, version)
  const reasons = served?.placements.find(({ name }) => name === placement)?.restrictions ?? []
  const because = (some: { regions: readonly string[]; variants: readonly string[] }): string =>
    reasons.find((each) => same(each, some))?.because ??
    'its table of this version is not known here'
  const restricted = explanation.restricted.map((each) => ({ ...each, because: because(each) }))
  return {
    edge: {
      url: edgeUrl!,
      explanation: { ...explanation, restricted },
      tookMs,
      trouble: null,
    },
    app,
    agree: app && JSON.stringify(explanation.choice) === JSON.stringify(app.choice),
  }
}

interface Scope {
  readonly regions: readonly string[]
  readonly variants: readonly string[]
}

const same = (a: Scope, b: Scope): boolean =>
  JSON.stringify([a.regions, a.variants]) === JSON.stringify([b.regions, b.variants])
