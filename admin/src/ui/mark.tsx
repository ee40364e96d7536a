import { cx } from './cx.ts'

/** What a state asks for: nothing, a look, or a person now. 'accent' is for what is chosen or proposed. */
export type Tone = 'plain' | 'accent' | 'warn' | 'bad'

const colours: Record<Tone, string> = {
  plain: 'bg-edge',
  accent: 'bg-accent',
  warn: 'bg-warn',
  bad: 'bg-bad',
}

/** A dot that means a state; `word` says it to those who do not see the colour. */
export function Mark({ tone, word }: { readonly tone: Tone; readonly word?: string | undefined }) {
  return (
    <span className="inline-flex shrink-0 items-center" title={word}>
      <span aria-hidden className={cx('size-2 rounded-full forced-colors:border', colours[tone])} />
      {word && <span className="sr-only">{word}</span>}
    </span>
  )
}
