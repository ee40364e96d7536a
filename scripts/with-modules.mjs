// Runs a script of ours with the Node and the packages that the repository brings, and installs them
// first where they are missing. This is the one file that has to run on an old Node.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const stamp = join(root, 'node_modules', '.linchpin-lock')
const say = (line) => process.stderr.write(`${line}\n`)
const windows = process.platform === 'win32'
const node = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node')

// The lockfile as it was when the packages were installed: an update of the repository shows itself.
const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')
const installed = existsSync(node) && existsSync(stamp) && readFileSync(stamp, 'utf8') === lock
if (!installed) {
  say('Installing packages (once, about half a minute) …')
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  const { status } = spawnSync('npm', args, { cwd: root, stdio: ['ignore', 2, 2], shell: windows })
  if (status !== 0) {
    say('npm ci failed; its own words stand above. Mend that, and run the same command again.')
    process.exit(1)
  }
  // A script of the package fetches it, and npm may be told to run none.
  if (!existsSync(node)) {
    say(`The packages are installed, but the Node that comes with them is not there: ${node}`)
    say(
      'npm runs no install scripts, perhaps by a line ignore-scripts=true in ~/.npmrc. Allow them here:',
    )
    say('  npm config set ignore-scripts false --location=project')
    say('Then run the same command again.')
    process.exit(1)
  }
  writeFileSync(stamp, lock)
}

const child = spawn(node, process.argv.slice(2), {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    PATH: `${dirname(node)}${windows ? ';' : ':'}${process.env.PATH}`,
    // What was compiled once is not compiled again: processes, and those that they start, begin sooner.
    NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node'),
  },
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('error', ({ message }) => {
  say(`The Node that comes with the packages does not start (${message}).`)
  say('Remove the folder node_modules, and run the same command again.')
  process.exitCode = 1
})
child.on('exit', (code, signal) => {
  process.exitCode = signal ? 1 : (code ?? 1)
})
