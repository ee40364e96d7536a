import type { FailureMode } from '../contracts/index.ts'
import { sql, type Queryable } from '../platform/database/index.ts'

export interface ExceptionOccurrence {
  readonly fingerprint: string
  readonly mode: FailureMode
  readonly contract?: string
  readonly title: string
  readonly detail?: Readonly<Record<string, unknown>>
  readonly route: string
  readonly owner: string
  readonly dueAt: Date
  readonly times?: number
  readonly at: Date
}

/** Opens an exception, or counts it when one of its fingerprint is open. The latest detail is kept. */
export async function countException(db: Queryable, it: ExceptionOccurrence): Promise<number> {
  const [row] = await db.query<{ id: number }>(sql`
    insert into exception
      (fingerprint, mode, contract, title, detail, route, owner, occurrences, first_at, last_at, due_at)
    values (
      ${it.fingerprint}, ${it.mode}, ${it.contract ?? null}, ${it.title},
      ${JSON.stringify(it.detail ?? {}).replaceAll(String.raw`\u0000`, String.raw`\ufffd`)},
      ${it.route}, ${it.owner}, ${it.times ?? 1}, ${it.at}, ${it.at}, ${it.dueAt}
    )
    on conflict (fingerprint) where state = 'open' do update set
      occurrences = exception.occurrences + excluded.occurrences,
      last_at = excluded.last_at,
      detail = excluded.detail
    returning id`)
  return row!.id
}
