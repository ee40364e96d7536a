import { Prose } from './prose.tsx'

/**
 * A runbook, or why it cannot be read.
 *
 * - `html`: as the server made it; null where it could not read it, which `problem` explains
 */
export function RunbookText(props: {
  readonly html: string | null
  readonly problem: string | null
}) {
  const { html, problem } = props
  if (html !== null) return <Prose html={html} />
  return (
    <p className="text-muted">
      The contract names it, but {problem}. <code className="font-mono">linchpin check</code> says
      where.
    </p>
  )
}
