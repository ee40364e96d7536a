// Builds the admin into dist/admin, when its sources are newer than what was built. Quiet and quick
// when there is nothing to do.
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, statSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const built = join(root, 'dist', 'admin', 'index.html')

const sources = globSync(
  [
    'admin/**/*.{ts,tsx,css,html,js,json,svg,woff2}',
    // Their methods and paths are built in.
    'src/app/api{.ts,/*.ts}',
    'package-lock.json',
  ],
  { cwd: root, exclude: (name) => name === 'node_modules' },
).filter((file) => !/\.test\.tsx?$/.test(file))

const builtAt = existsSync(built) ? statSync(built).mtimeMs : 0
const isNewer = (file) => statSync(join(root, file)).mtimeMs > builtAt
if (sources.some(isNewer)) {
  process.stderr.write('Building the admin …\n')
  // Not by .bin: what lies there is started by a shell on Windows.
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const args = [vite, 'build', '--config', 'admin/vite.config.ts', '--logLevel', 'warn']
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  process.exitCode = status ?? 1
}
