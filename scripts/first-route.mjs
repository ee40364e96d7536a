// Says how much a browser loads, gzipped, until the first screen stands: the page, all that it imports
// without being asked, and the code of the overview. More than 150 kB fails.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const mostKb = 150
const dist = join(import.meta.dirname, '..', 'dist', 'admin')
const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8'))

const files = new Set(['index.html', 'theme.js'])
const seen = new Set()
function take(name) {
  if (seen.has(name)) return
  seen.add(name)
  const { file, css = [], imports = [] } = manifest[name]
  for (const each of [file, ...css]) files.add(each)
  imports.forEach(take)
}
const isFirst = (name) => manifest[name].isEntry || name.startsWith('src/overview/')
Object.keys(manifest).filter(isFirst).forEach(take)

const sizes = [...files].map((file) => {
  const { length } = gzipSync(readFileSync(join(dist, file)), { level: 9 })
  return { file, kb: length / 1000 }
})
for (const { file, kb } of sizes.sort((a, b) => b.kb - a.kb)) {
  process.stderr.write(`${kb.toFixed(1).padStart(8)} kB  ${file}\n`)
}
const kb = sizes.reduce((sum, each) => sum + each.kb, 0)
process.stderr.write(`${kb.toFixed(1).padStart(8)} kB  in all, of at most ${mostKb}\n`)
if (kb > mostKb) process.exitCode = 1
