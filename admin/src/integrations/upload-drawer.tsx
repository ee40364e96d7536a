import { useRef, useState } from 'react'
import { useCommand } from '../app/index.ts'
import { Button } from '../ui/button.tsx'
import { Drawer } from '../ui/drawer.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { formatMany } from '../ui/format.ts'
import { ChooseFile } from './choose-file.tsx'
import { followReading } from './readings.ts'
import type { Preview, Source } from './types.ts'
import { UploadPreview } from './upload-preview.tsx'
import { uploadFinding } from './upload-words.ts'

/** Gives a source a file: shows first what would become of its rows, and lands it on a person's word. */
export function UploadDrawer({
  source,
  onClose,
}: {
  readonly source: Source
  readonly onClose: () => void
}) {
  const { name } = source
  const [file, setFile] = useState<File>()
  const discard = useCommand('discardUpload', { undone: 'The file is still kept' })
  const forget = ({ upload }: Preview): void => {
    if (upload !== null) discard.mutate({ params: { name, upload } })
  }
  const give = useCommand('uploadFile', {
    // Nobody can land it any more.
    onDone: (given, { isGone }) => isGone && forget(given),
  })
  const land = useCommand('landUpload', {
    undone: `${give.data?.file ?? 'The file'} did not land`,
    onDone: ({ id }) => followReading(name, id),
  })
  // At once, and not with the next drawing: whoever presses Escape right after has said what they want.
  const isLanding = useRef(false)
  const preview = give.data
  const isWaiting = preview?.upload !== null && preview !== undefined

  const choose = (chosen: File): void => {
    if (isWaiting) forget(preview)
    setFile(chosen)
    give.mutate({ params: { name }, query: { file: chosen.name }, body: chosen })
  }
  const leave = (): void => {
    if (isWaiting && !isLanding.current) forget(preview)
    onClose()
  }
  const run = (): void => {
    if (!preview?.upload) return
    isLanding.current = true
    land.mutate(
      { params: { name, upload: preview.upload } },
      { onSuccess: onClose, onError: () => void (isLanding.current = false) },
    )
  }
  return (
    <Drawer
      open
      wide
      onClose={leave}
      title={preview ? uploadFinding(preview) : `Upload a file for ${name}`}
      about={
        preview
          ? `${preview.file}, for ${name}. Nothing has landed yet.`
          : 'You see first what would become of its rows; nothing lands before you say so.'
      }
      footer={
        isWaiting && (
          <>
            <Button onClick={leave}>Discard the file</Button>
            <Button
              tone="main"
              busy={land.isPending}
              disabled={preview.counts.read === 0}
              onClick={run}
            >
              {landText(preview)}
            </Button>
          </>
        )
      }
    >
      <div className="flex flex-col gap-6">
        <ChooseFile source={source} file={file} busy={give.isPending} onChoose={choose} />
        {give.error && !give.isPending && (
          <ErrorState
            error={give.error}
            what={`${file?.name ?? 'The file'} could not be judged`}
            safe="Nothing has landed, and nothing of the file is kept."
          />
        )}
        {preview && !give.isPending && <UploadPreview of={preview} />}
      </div>
    </Drawer>
  )
}

const landText = ({ counts, complete }: Preview): string =>
  complete ? `Land ${formatMany(counts.read, 'record')}` : 'Land the whole file'
