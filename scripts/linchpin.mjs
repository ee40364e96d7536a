#!/usr/bin/env node
// The command `linchpin`. It may be started by an old Node and then hands over to the one that the
// package `node` brings, so it is written in plain JavaScript that old ones read.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const source = join(here, '..', 'src', 'app', 'cli', 'main.ts')
const main = existsSync(source) ? source : source.replace(/\.ts$/, '.js')

if (Number(process.versions.node.split('.')[0]) >= 24) {
  await import(pathToFileURL(main).href)
} else {
  const node = findNode()
  if (!node) {
    process.stderr.write(
      `Linchpin needs Node 24 or newer, and this is ${process.version}.\n` +
        'Install it, or bring it with the workspace: npm install --save-dev node@24\n',
    )
    process.exit(2)
  }
  handOver(node)
}

/** The Node of the npm package `node`, as seen from here or from the folder that the user is in. */
function findNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  for (const from of [import.meta.url, join(process.cwd(), 'package.json')]) {
    try {
      const node = join(dirname(createRequire(from).resolve('node/package.json')), 'bin', name)
      if (existsSync(node)) return node
    } catch {
      // Not installed there.
    }
  }
  return undefined
}

function handOver(node) {
  const child = spawn(node, [main, ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    process.exitCode = signal ? 1 : (code ?? 1)
  })
}
