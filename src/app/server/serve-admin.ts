import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

/** The admin as it was built, over HTTP. */
export interface Admin {
  /** The file of a path, or the page for an address inside the admin; undefined where it has neither. */
  serve(request: Request): Promise<Response | undefined>
}

interface Asset {
  readonly plain: Uint8Array<ArrayBuffer>
  /** Absent where packing would gain nothing. */
  readonly packed?: Uint8Array<ArrayBuffer>
  readonly type: string
}

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  png: 'image/png',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}

// In the repository beside `src/`; in the package beside the compiled code.
const isSource = import.meta.url.endsWith('.ts')
const builtFolder = fileURLToPath(
  new URL(isSource ? '../../../dist/admin/' : '../../../admin/', import.meta.url),
)

/**
 * Serves the admin from the folder that it was built into. Files named by their content are kept for
 * ever; the page is asked for each time, so that a new build shows at once.
 */
export function openAdmin(folder: string = builtFolder): Admin {
  let assets: ReadonlyMap<string, Asset> = new Map()
  let builtAt = 0

  /** The files, read anew when they were built anew. */
  const read = async (): Promise<boolean> => {
    const index = await stat(join(folder, 'index.html')).catch(() => undefined)
    if (!index) return false
    if (index.mtimeMs !== builtAt) {
      assets = await readAssets(folder)
      builtAt = index.mtimeMs
    }
    return true
  }
  return {
    async serve(request) {
      const { pathname } = new URL(request.url)
      const isPage = request.headers.get('accept')?.includes('text/html') ?? false
      const known = assets.get(pathname)
      if (known && pathname.startsWith('/assets/')) return answer(request, known, 'immutable')
      if (!(await read())) return isPage ? notBuilt() : undefined
      const asset = pathname === '/' ? undefined : assets.get(pathname)
      if (asset && pathname !== '/index.html') {
        return answer(request, asset, pathname.startsWith('/assets/') ? 'immutable' : 'checked')
      }
      return isPage ? answer(request, assets.get('/index.html')!, 'never') : undefined
    },
  }
}

const caching = {
  immutable: 'public, max-age=31536000, immutable',
  checked: 'public, max-age=300',
  never: 'no-store',
} as const

function answer(
  request: Request,
  { plain, packed, type }: Asset,
  cached: keyof typeof caching,
): Response {
  const takesGzip = /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '')
  const headers = {
    'content-type': type,
    'cache-control': caching[cached],
    vary: 'accept-encoding',
  }
  return packed && takesGzip
    ? new Response(packed, { headers: { ...headers, 'content-encoding': 'gzip' } })
    : new Response(plain, { headers })
}

async function readAssets(folder: string): Promise<Map<string, Asset>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  // The build's own notes start with a dot.
  const files = entries.filter((each) => each.isFile() && !each.parentPath.includes('.vite'))
  return new Map(
    await Promise.all(
      files.map(async ({ parentPath, name }) => {
        const file = join(parentPath, name)
        const path = `/${file.slice(folder.length).replaceAll('\\', '/').replace(/^\/+/, '')}`
        return [path, await readAsset(file)] as const
      }),
    ),
  )
}

async function readAsset(file: string): Promise<Asset> {
  const plain = new Uint8Array(await readFile(file))
  const type = types[file.slice(file.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
  if (!/^text|json|svg/.test(type)) return { plain, type }
  const packed = new Uint8Array(await promisify(gzip)(plain, { level: 9 }))
  return packed.length < plain.length ? { plain, packed, type } : { plain, type }
}

const notBuiltPage = `<!doctype html>
<html lang="en-GB">
  <meta charset="utf-8" />
  <meta name="viewport" content="width=device-width, initial-scale=1" />
  <title>Linchpin</title>
  <h1>The admin was not built yet</h1>
  <p>Linchpin runs; only its screens are missing. Build them in the folder of the repository, and load
  this page again:</p>
  <pre>node scripts/with-modules.mjs scripts/build-admin.mjs</pre>
  <p><code>npm start</code> does the same by itself. The command line and <code>/api</code> work
  without.</p>
</html>
`

const notBuilt = (): Response =>
  new Response(notBuiltPage, {
    status: 503,
    headers: { 'content-type': types['html']!, 'cache-control': caching.never },
  })
