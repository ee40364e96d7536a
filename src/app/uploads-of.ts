import { join } from 'node:path'

/** Where the files lie that people gave through the API. */
export const uploadsOf = (stateFolder: string): string => join(stateFolder, 'uploads')
