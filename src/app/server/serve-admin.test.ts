import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { openAdmin, type Admin } from './serve-admin.ts'

let folder: string
let admin: Admin

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linchpin-admin-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  admin = openAdmin(folder)
})

async function build(page: string): Promise<void> {
  await mkdir(join(folder, 'assets'), { recursive: true })
  await mkdir(join(folder, '.vite'), { recursive: true })
  await writeFile(join(folder, 'assets/main-4f2a.js'), 'export const words = "long"\n'.repeat(100))
  await writeFile(join(folder, 'icon.svg'), '<svg/>')
  await writeFile(join(folder, '.vite/manifest.json'), '{}')
  await writeFile(join(folder, 'index.html'), page)
}

const get = (path: string, headers: Record<string, string> = {}) =>
  admin.serve(new Request(`http://linchpin.test${path}`, { headers }))
const asBrowser = { accept: 'text/html,application/xhtml+xml' }

describe('the admin that was built', () => {
  beforeEach(() => build('<title>Linchpin</title>'))

  test.each(['/', '/desk/7', '/content/blog/a.b'])(
    'shows its page at %s, never cached',
    async (path) => {
      const page = (await get(path, asBrowser))!
      expect(page.status).toBe(200)
      expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(page.headers.get('cache-control')).toBe('no-store')
      expect(await page.text()).toBe('<title>Linchpin</title>')
    },
  )

  test('serves a file that is named by its content for ever, packed where the browser takes it', async () => {
    const plain = (await get('/assets/main-4f2a.js'))!
    expect(plain.headers.get('cache-control')).toContain('immutable')
    expect(plain.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    const packed = (await get('/assets/main-4f2a.js', { 'accept-encoding': 'br, gzip' }))!
    expect(packed.headers.get('content-encoding')).toBe('gzip')
    const sizes = [plain, packed].map(async (each) => (await each.arrayBuffer()).byteLength)
    const [long, short] = await Promise.all(sizes)
    expect(short!).toBeLessThan(long! / 10)
  })

  test('serves a file whose name stays for some minutes', async () => {
    expect((await get('/icon.svg'))!.headers.get('cache-control')).toBe('public, max-age=300')
  })

  test.each(['/assets/old-1111.js', '/.vite/manifest.json', '/../package.json', '/index.html'])(
    'has nothing at %s for who does not ask for a page',
    async (path) => expect(await get(path)).toBeUndefined(),
  )

  test('shows a new build without a restart', async () => {
    await get('/', asBrowser)
    await new Promise((resolve) => setTimeout(resolve, 10))
    await build('<title>Newer</title>')
    expect(await (await get('/', asBrowser))!.text()).toBe('<title>Newer</title>')
  })
})

describe('an admin that was not built', () => {
  test('says so to a person, and how to build it', async () => {
    const page = (await get('/desk', asBrowser))!
    expect(page.status).toBe(503)
    expect(await page.text()).toContain('build-admin')
  })

  test('is not there for a program', async () => {
    expect(await get('/desk')).toBeUndefined()
  })
})
