import { failureTitle, mayBeDone, useCommand, type Answer } from '../app/index.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { toast } from '../ui/toast.ts'
import { changedByContent } from './use-entry-deeds.ts'

type Collection = Answer<'listCollections'>['collections'][number]
type Summary = Answer<'publishCollection'>

/** Publishes a folder on a person's word, and tells what came of it, also to whoever did not wait for it. */
export function PublishFolderDialog({
  collection: { name, title, folder },
  onClose,
}: {
  readonly collection: Collection
  readonly onClose: () => void
}) {
  const command = useCommand('publishCollection', {
    invalidates: changedByContent,
    onDone: (summary, { isGone }) =>
      isGone && toast({ title: doneTitle(summary), about: asideText(summary) }),
  })
  const { data: summary, error } = command
  return (
    <Dialog
      open
      onClose={onClose}
      title={summary ? doneTitle(summary) : `Publish the folder of ${title}?`}
      about={
        summary
          ? undefined
          : `Every file in ${folder} is read. Changed files become new versions, and readers get the newest version of each entry that is no draft and was neither withdrawn nor put back to an older version.`
      }
      footer={
        summary ? undefined : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              tone="main"
              busy={command.isPending}
              onClick={() => command.mutate({ params: { collection: name } })}
            >
              Publish
            </Button>
          </>
        )
      }
    >
      {error && (
        <ErrorState
          error={error}
          what={failureTitle(error.problem, 'The folder could not be published')}
          safe={
            mayBeDone(error.problem)
              ? 'It may go on all the same: what it publishes shows here as it comes.'
              : 'What was published before is still what readers get.'
          }
        />
      )}
      {summary && <Outcome summary={summary} />}
    </Dialog>
  )
}

const doneTitle = ({ published }: Summary): string =>
  published === 0
    ? 'Nothing changed for readers'
    : `Readers get ${published} new ${published === 1 ? 'version' : 'versions'}`

const isAside = ({ leftOut, inConflict, gone }: Summary): boolean => leftOut + inConflict + gone > 0

const asideText = (summary: Summary): string | undefined =>
  isAside(summary)
    ? 'Some files need a person: they are on the desk, with their owners.'
    : undefined

function Outcome({ summary }: { readonly summary: Summary }) {
  const lines = [
    ['files read', summary.files],
    ['new', summary.created],
    ['changed', summary.revised],
    ['as before', summary.unchanged],
    ['drafts', summary.drafts],
    ['withdrawn, and left so', summary.withdrawn],
    ['put back to an older version, and left so', summary.heldBack],
    ['left out: they cannot be read', summary.leftOut],
    ['in conflict: two files, one slug', summary.inConflict],
    ['published, but their file is gone', summary.gone],
  ] as const
  return (
    <>
      <ul>
        {lines
          .filter(([, count], n) => n === 0 || count > 0)
          .map(([words, count]) => (
            <li key={words}>
              <span className="font-semibold">{count}</span> {words}
            </li>
          ))}
      </ul>
      {summary.problems.map(({ path, problems }) => (
        <p key={path} className="mt-2 text-sm text-warn">
          {path}, line {problems[0]?.line}: {problems[0]?.reason}
        </p>
      ))}
      {isAside(summary) && (
        <p className="mt-2 text-sm text-muted">Each of these is on the desk, with its owner.</p>
      )}
    </>
  )
}
