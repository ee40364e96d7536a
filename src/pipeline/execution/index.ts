export { importFolder, type ContentDeps, type ImportSummary } from './content/import-folder.ts'
export {
  contentChannel,
  markTold,
  takeUntold,
  type UntoldPublication,
} from './content/publication-store.ts'
export { publishFolder, type FolderSummary } from './content/publish-folder.ts'
export { publish, withdraw, type Published, type PublishRefusal } from './content/publish.ts'
export type { ContentAnswer, ContentRequest } from './content/reading/content-answer.ts'
export {
  createContentReader,
  type ContentReader,
  type ContentReaderDeps,
} from './content/reading/content-reader.ts'
export { addressOf } from './content/slug.ts'
export { selectStates as listEntries, type EntryState } from './content/store.ts'
