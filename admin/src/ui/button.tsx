import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { cx } from './cx.ts'
import { KeyHint } from './key-hint.tsx'

export type ButtonTone = 'plain' | 'main' | 'quiet' | 'danger'

const tones: Record<ButtonTone, string> = {
  plain: 'border-edge/60 bg-panel text-ink hover:bg-sunk',
  main: 'border-transparent bg-accent text-on-accent hover:bg-accent-hover',
  quiet: 'border-transparent text-ink hover:bg-ink/6',
  danger: 'border-transparent bg-bad text-on-bad hover:bg-bad-hover',
}

/** The look of a button, for a link that must look like one: `<Link className={buttonClass('main')}>`. */
export const buttonClass = (tone: ButtonTone = 'plain', small = false): string =>
  cx(
    'inline-flex shrink-0 items-center justify-center gap-2 rounded-md border font-medium whitespace-nowrap transition-colors',
    // Faint, but not too faint to be read: what cannot be pressed still says what it would do.
    'aria-disabled:cursor-not-allowed aria-disabled:border-line aria-disabled:bg-sunk aria-disabled:text-muted',
    small ? 'h-7 px-2 text-sm' : 'h-8 px-3',
    tones[tone],
  )

/**
 * A button; its words are a verb ("Publish", "Replay 38 records").
 *
 * - `tone`: 'plain', 'main' (one a screen), 'quiet' (in rows and heads), 'danger' (cannot be undone)
 * - `small`: 28 px instead of 32
 * - `busy`: the action runs: it keeps its place and size, takes no second press, and says so
 * - `disabled`: it stays reachable, so that `title` can say why
 * - `keys`: the key that does the same, shown beside the words
 */
export function Button({
  tone = 'plain',
  small = false,
  busy = false,
  disabled = false,
  keys,
  className,
  children,
  onClick,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & {
  readonly tone?: ButtonTone | undefined
  readonly small?: boolean | undefined
  readonly busy?: boolean | undefined
  readonly keys?: string | undefined
  readonly ref?: Ref<HTMLButtonElement> | undefined
  readonly children: ReactNode
}) {
  const idle = busy || disabled
  return (
    <button
      type="button"
      {...rest}
      aria-busy={busy || undefined}
      aria-disabled={idle || undefined}
      onClick={(event) => {
        if (idle) event.preventDefault()
        else onClick?.(event)
      }}
      className={cx(buttonClass(tone, small), className)}
    >
      {busy && (
        <span
          aria-hidden
          className="-ml-0.5 size-3 animate-spin rounded-full border-2 border-current border-r-transparent"
        />
      )}
      {children}
      {keys && <KeyHint keys={keys} />}
    </button>
  )
}
