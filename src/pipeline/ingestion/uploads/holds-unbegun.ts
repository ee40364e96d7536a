import type { Queryable } from '../../../platform/database/index.ts'
import { selectBegunPlaces } from '../cursor-store.ts'
import { placeFile } from '../files/place-file.ts'
import { keptUploads } from './uploads.ts'

/**
 * Whether a source has a kept upload that nobody began to read: who was to read it was killed before its
 * turn came, or found the source in the hands of another process. One whose reading was cut off is known
 * by its run, and one that could not be read has taken its declared path.
 * @param folder where uploads are kept
 */
export async function holdsUnbegun(
  db: Queryable,
  folder: string,
  source: string,
): Promise<boolean> {
  const kept = await keptUploads(folder, source)
  if (kept.length === 0) return false
  const places = kept.map((path) => placeFile(path, { uploads: folder }).place)
  const begun = await selectBegunPlaces(db, source, places)
  return places.some((place) => !begun.has(place))
}
