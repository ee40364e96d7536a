export { forgetContent } from './content/forget.ts'
export { listCatalogue } from './content/catalogue.ts'
export { selectTopicTitles as topicTitles } from './content/catalogue-store.ts'
export { importFolder } from './content/import-folder.ts'
export {
  contentChannel,
  markTold,
  takeUntold,
  type UntoldPublication,
} from './content/publication-store.ts'
export { publishFolder } from './content/publish-folder.ts'
export { publish, withdraw, type Published, type PublishRefusal } from './content/publish.ts'
export { createContentReader, type ContentReader } from './content/reading/content-reader.ts'
export { listVersions, showEntry, showVersion } from './content/show-entry.ts'
export { addressOf } from './content/slug.ts'
export { countReadable, selectStates as listEntries } from './content/store.ts'
