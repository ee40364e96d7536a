import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

/** The folder of this package's own code: `src`, or `dist` once compiled. */
export const ownCode = fileURLToPath(new URL('../../', import.meta.url))

/** The module that a workspace means by `linchpin`. */
export const vocabulary = new URL(
  import.meta.url.endsWith('.ts') ? '../../index.ts' : '../../index.js',
  import.meta.url,
)

/** An import of the workspace that leads nowhere. */
export class ImportError extends Error {
  override name = 'ImportError'
  readonly specifier: string
  /** The file that imports. */
  readonly importer: string

  constructor(specifier: string, importer: string, cause: unknown) {
    super(`cannot find '${specifier}'`, { cause })
    this.specifier = specifier
    this.importer = importer
  }
}

let registered = false

/**
 * Lets a workspace import `linchpin` from wherever it lies, without an install of its own, and reads
 * its `.ts` files as modules whatever the package.json above them says. Holds for the whole process.
 */
export function resolveLinchpin(): void {
  if (registered) return
  registered = true
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier === 'linchpin') return { url: vocabulary.href, shortCircuit: true }
      try {
        const found = next(specifier, context)
        return isWorkspaceModule(found.url) ? { ...found, format: 'module-typescript' } : found
      } catch (error) {
        if (!context.parentURL || !isWorkspaceModule(context.parentURL)) throw error
        throw new ImportError(specifier, fileURLToPath(context.parentURL), error)
      }
    },
  })
}

const isWorkspaceModule = (url: string): boolean =>
  url.startsWith('file:') && url.endsWith('.ts') && !isForeign(fileURLToPath(url))

/** Ours or a library's, and so no part of a workspace. */
export const isForeign = (file: string): boolean =>
  file.startsWith(ownCode) || /[\\/]node_modules[\\/]/.test(file)
