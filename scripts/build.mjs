// Makes dist/: the package as it is published, compiled, because Node strips no types under
// node_modules. `npm publish dist` would publish it.
import { spawnSync } from 'node:child_process'
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const root = join(import.meta.dirname, '..')
const dist = join(root, 'dist')
rmSync(dist, { recursive: true, force: true })

// Not by .bin: what lies there is started by a shell on Windows.
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
})
if (status !== 0) process.exit(status ?? 1)

// The folder is new, so the admin is built anew.
const admin = spawnSync(process.execPath, [join(root, 'scripts/build-admin.mjs')], {
  cwd: root,
  stdio: 'inherit',
})
if (admin.status !== 0) process.exit(admin.status ?? 1)

for (const file of [
  ...globSync('src/**/*.sql', { cwd: root }),
  'scripts/linchpin.mjs',
  'LICENSE',
  'README.md',
]) {
  mkdirSync(dirname(join(dist, file)), { recursive: true })
  cpSync(join(root, file), join(dist, file))
}

const { name, version, description, type, license, engines, bin, dependencies } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
)
const exports = { '.': { types: './src/index.d.ts', default: './src/index.js' } }
const manifest = { name, version, description, type, license, engines, bin, exports, dependencies }
writeFileSync(join(dist, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
process.stderr.write(`Built dist/: ${globSync('**/*', { cwd: dist }).length} files\n`)
