import { failureModes } from '../../contracts/index.ts'
import { t } from '../../core/schema.ts'
import { bytes, count, endpoint, object, orNull } from './endpoint.ts'
import { pull } from './runs.ts'

const params = { name: t.String(), upload: t.String({ minLength: 1, maxLength: 100 }) }
const why = {
  mode: t.Optional(t.Enum(failureModes)),
  at: t.Optional(t.String()),
  reason: t.Optional(t.String()),
}

const preview = t.Object({
  upload: orNull(t.String({ description: 'what to land or discard; null where nothing can land' })),
  file: t.String({ description: 'the name that it is kept under' }),
  size: count('bytes'),
  source: t.String(),
  contract: t.String(),
  encoding: orNull(t.String()),
  delimiter: orNull(t.String()),
  columns: t.Array(t.String()),
  added: t.Array(t.String(), { description: 'columns that the contract does not name' }),
  absent: t.Array(t.String(), { description: 'columns that it names and the file lacks' }),
  drifts: t.Array(t.Object({ column: t.String(), message: t.String() })),
  problem: orNull(t.Object({ mode: t.Enum(failureModes), message: t.String() })),
  counts: t.Object({
    read: count(),
    landed: count(),
    duplicate: count(),
    filtered: count(),
    quarantined: count(),
  }),
  complete: t.Boolean({ description: 'whether every record was judged, or only the first ones' }),
  reasons: t.Array(
    t.Object({ fate: t.Enum(['duplicate', 'filter', 'quarantine']), ...why, count: count() }),
  ),
  rows: t.Array(
    t.Object({
      number: count('which record of the file, from 1'),
      fate: t.Enum(['land', 'duplicate', 'filter', 'quarantine']),
      key: t.Optional(t.String()),
      ...why,
      cells: t.Array(t.String(), { description: 'by the columns' }),
      text: orNull(t.String({ description: 'of a record that has no cells, its beginning' })),
    }),
  ),
})

export const uploadEndpoints = {
  uploadFile: endpoint({
    method: 'POST',
    path: '/api/sources/:name/uploads',
    summary:
      'Takes a file for a source (at most 64 MB) and says what would become of its records; nothing lands yet',
    params: object({ name: t.String() }),
    query: object({ file: t.String({ minLength: 1, maxLength: 1_000, description: 'its name' }) }),
    consumes: 'application/octet-stream',
    body: bytes('the file as it is'),
    status: 201,
    answer: preview,
    problems: [404, 409],
  }),
  landUpload: endpoint({
    method: 'POST',
    path: '/api/sources/:name/uploads/:upload/land',
    summary: 'Keeps an uploaded file and starts to read it into its source, as any file of it',
    params: object(params),
    status: 202,
    answer: pull,
    problems: [404, 409],
  }),
  discardUpload: endpoint({
    method: 'DELETE',
    path: '/api/sources/:name/uploads/:upload',
    summary: 'Forgets an uploaded file that has not landed',
    params: object(params),
    answer: t.Object({ upload: t.String() }),
    problems: [404],
  }),
}
