import type { FileDoor, Source } from '../../pipeline/ingestion/define.ts'
import {
  discardUpload,
  findUpload,
  keepUpload,
  previewFile,
  receiveUpload,
  UploadTooLargeError,
  type Upload,
} from '../../pipeline/ingestion/index.ts'
import { problem } from '../../platform/problem.ts'
import type { uploadEndpoints } from '../api/uploads.ts'
import type { AppContext } from '../context.ts'
import type { Handlers } from '../server/handlers.ts'
import { conflict, invalid, notFound, Refusal } from '../server/refusal.ts'
import { uploadsOf } from '../uploads-of.ts'

const largestUpload = 64 * 1024 * 1024

/** Files that people give over HTTP: looked at first, landed on their word. */
export function uploadHandlers(context: AppContext): Pick<Handlers, keyof typeof uploadEndpoints> {
  const { workspace, pulls } = context
  const uploads = uploadsOf(context.stateFolder)

  const waiting = async (source: FileSource, id: string): Promise<Upload> => {
    const found = await findUpload(uploads, source.name, id)
    if (found) return found
    throw notFound(`no upload '${id}' waits for '${source.name}': it landed, or was forgotten`)
  }
  return {
    async uploadFile({ params: { name }, query: { file }, body }) {
      const source = fileSource(workspace.sources, name)
      const bytes = 'stream' in body ? body.stream() : body
      const upload = await receive(uploads, source.name, file, bytes)
      const preview = await previewFile(context, source, upload.path)
      if (preview.problem) await discardUpload(uploads, name, upload.id)
      return {
        ...preview,
        upload: preview.problem ? null : upload.id,
        file: upload.file,
        size: upload.size,
        source: name,
        contract: source.contract.name,
      }
    },
    async landUpload({ params: { name, upload: id } }) {
      const source = fileSource(workspace.sources, name)
      const upload = await waiting(source, id)
      if (pulls.current(name)) {
        throw conflict(`${name} is being read at this moment; land the file when that is done`)
      }
      const path = await keepUpload(uploads, name, upload)
      return pulls.start(source, { upload: path })
    },
    async discardUpload({ params: { name, upload: id } }) {
      const source = fileSource(workspace.sources, name)
      const { id: upload } = await waiting(source, id)
      await discardUpload(uploads, name, upload)
      return { upload }
    },
  }
}

type FileSource = Source & { readonly from: FileDoor }

function fileSource(sources: readonly Source[], name: string): FileSource {
  const source = sources.find((each) => each.name === name)
  if (!source) throw notFound(`there is no source '${name}'`)
  if (source.from.door === 'file') return source as FileSource
  throw conflict(`${name} reads no files: its records are sent to the collector`)
}

async function receive(
  uploads: string,
  source: string,
  name: string,
  bytes: ReadableStream<Uint8Array>,
): Promise<Upload> {
  try {
    return await receiveUpload(uploads, source, { name, bytes, most: largestUpload })
  } catch (error) {
    if (error instanceof UploadTooLargeError) {
      const detail = `a file may have ${largestUpload / 1024 / 1024} MB; split it, or put it where '${source}' reads its files and run it`
      throw new Refusal(problem(413, 'Too large', detail))
    }
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOSPC' || code === 'EDQUOT') {
      const detail = 'the disk is full, so the file could not be taken; nothing of it is kept'
      throw new Refusal(problem(503, 'No room', detail))
    }
    if (code === 'ABORT_ERR' || code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE') {
      throw invalid('the file broke off before its end; nothing of it is kept', 'body')
    }
    throw error
  }
}
