import { RecoveryOffer, useDraft } from '../app/index.ts'
import { Field } from '../ui/field.tsx'
import { TextArea } from '../ui/text-area.tsx'

/** What somebody wrote who may not comment any more: it is theirs, so they can still read and copy it. */
export function KeptComment({ id }: { readonly id: number }) {
  const draft = useDraft(`desk:comment:${id}`, '')
  return (
    <div className="flex flex-col gap-3 border-t border-line pt-4 empty:hidden">
      <RecoveryOffer draft={draft} />
      {draft.value !== '' && (
        <Field
          label="Comment"
          hint="Your role may not send it any more. Copy it, or ask an owner to."
        >
          <TextArea value={draft.value} readOnly />
        </Field>
      )}
    </div>
  )
}
