/** What a key opens: the collector (`write`) or the API (`api`). */
export type KeyKind = 'write' | 'api'

/** A key as it is listed; its text is known only to who was given it. */
export interface Key {
  readonly id: number
  readonly kind: KeyKind
  readonly name: string
  /**
   * Of a write key: the source that it may write to, or null for the workspace's only collector
   * source. Of an api key: `'read'` or `'write'`.
   */
  readonly scope: string | null
  readonly createdAt: Date
  /** Written some seconds late, so that no request waits for it. */
  readonly lastUsedAt: Date | null
  readonly revokedAt: Date | null
}
