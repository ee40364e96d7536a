/** The field that a reason is about, before the reason. */
export function At({ field }: { readonly field: string | undefined }) {
  if (!field) return null
  return (
    <>
      <code className="font-mono text-sm">{field}</code>:{' '}
    </>
  )
}
