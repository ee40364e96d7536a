import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { failureTitle, mayBeDone, query, useCommand, useMay, type Answer } from '../app/index.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { Menu } from '../ui/menu.tsx'
import { changedByContent } from './use-entry-deeds.ts'

type Summary = Answer<'publishCollection'>

/** Reads a collection's folder and publishes what is no draft; asks first, and tells what came of it. */
export function PublishFolder() {
  const { data, isPending } = useQuery(query('listCollections'))
  const may = useMay('edit')
  const [name, open] = useState<string>()
  const command = useCommand('publishCollection', { invalidates: changedByContent })
  const collections = data?.collections ?? []
  const chosen = collections.find((each) => each.name === name)
  const choose = (next: string): void => {
    command.reset()
    open(next)
  }
  const [only] = collections
  if (!may) return null
  if (isPending) return <Button disabled>Publish the folder</Button>
  if (!only) return null
  return (
    <>
      {collections.length === 1 ? (
        <Button onClick={() => choose(only.name)}>Publish the folder</Button>
      ) : (
        <Menu
          trigger={<Button>Publish a folder</Button>}
          items={collections.map((each) => ({
            label: each.title,
            onChoose: () => choose(each.name),
          }))}
        />
      )}
      {chosen && (
        <Dialog
          open
          onClose={() => open(undefined)}
          title={command.data ? doneTitle(command.data) : `Publish the folder of ${chosen.title}?`}
          about={
            command.data
              ? undefined
              : `Every file in ${chosen.folder} is read. Changed files become new versions, and readers get the newest version of each entry that is no draft and was not withdrawn.`
          }
          footer={
            command.data ? undefined : (
              <>
                <Button onClick={() => open(undefined)}>Cancel</Button>
                <Button
                  tone="main"
                  busy={command.isPending}
                  onClick={() => command.mutate({ params: { collection: chosen.name } })}
                >
                  Publish
                </Button>
              </>
            )
          }
        >
          {command.error && (
            <ErrorState
              error={command.error}
              what={failureTitle(command.error.problem, 'The folder could not be published')}
              safe={
                mayBeDone(command.error.problem)
                  ? 'It may go on all the same: what it publishes shows here as it comes.'
                  : 'What was published before is still what readers get.'
              }
            />
          )}
          {command.data && <Outcome summary={command.data} />}
        </Dialog>
      )}
    </>
  )
}

const doneTitle = ({ published }: Summary): string =>
  published === 0
    ? 'Nothing changed for readers'
    : `Readers get ${published} new ${published === 1 ? 'version' : 'versions'}`

function Outcome({ summary }: { readonly summary: Summary }) {
  const lines = [
    ['files read', summary.files],
    ['new', summary.created],
    ['changed', summary.revised],
    ['as before', summary.unchanged],
    ['drafts', summary.drafts],
    ['withdrawn, and left so', summary.withdrawn],
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
      {summary.leftOut + summary.inConflict + summary.gone > 0 && (
        <p className="mt-2 text-sm text-muted">Each of these is on the desk, with its owner.</p>
      )}
    </>
  )
}
