/** A trade-off record of the workspace, as its Markdown file tells it. */
export interface DecisionRecord {
  /** The file's name without its ending: `0003-duckdb-warehouse`. */
  readonly id: string
  /** From the workspace's folder: `decisions/0003-duckdb-warehouse.md`. */
  readonly file: string
  /** The number that the file's name starts with, if it does. */
  readonly number: number | null
  readonly title: string
  /** As it is written: `accepted`, `superseded by 0007`; null where the record says none. */
  readonly status: string | null
  /** `2026-05-04`, where the record says it. */
  readonly date: string | null
  readonly people: readonly string[]
  /** What follows the title, as Markdown. */
  readonly markdown: string
  readonly sections: readonly DecisionSection[]
  /** What is wrong with the record, each as a sentence. */
  readonly problems: readonly string[]
}

export interface DecisionSection {
  readonly title: string
  readonly text: string
}
