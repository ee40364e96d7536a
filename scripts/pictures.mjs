// Makes the README's pictures anew: walks the tour in a browser and keeps what it saw.
import { spawnSync } from 'node:child_process'
import { cpSync, globSync, mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'

const root = join(import.meta.dirname, '..')
const seen = join(root, 'test-results', 'screens')
const kept = join(root, 'docs', 'tour')
const walk = [join(root, 'scripts/test-browser.mjs'), 'test/browser/tour.browser.test.ts']
const { status } = spawnSync(process.execPath, walk, { cwd: root, stdio: 'inherit' })
if (status === 0) {
  mkdirSync(kept, { recursive: true })
  for (const file of globSync(join(seen, 'tour-*-light.png'))) {
    cpSync(file, join(kept, basename(file).replace(/^tour-|-light(?=\.png$)/g, '')))
  }
}
process.exitCode = status ?? 1
