import { join } from 'node:path'
import { openLog } from '../../../platform/log.ts'
import { checkEnvironment } from '../../check-environment.ts'
import { findRunning } from '../../client/find-running.ts'
import { loadWorkspace } from '../../load-workspace/load-workspace.ts'
import { makeStateFolder } from '../../runtime-file.ts'
import { followExample } from '../follow-example.ts'
import { shownUrl } from '../../shown-url.ts'
import { startLinchpin, type RunningLinchpin } from '../../supervise/start-linchpin.ts'
import { waitForSignal } from '../../supervise/wait-for-signal.ts'
import { CliError } from '../cli-error.ts'
import { choosePort } from '../choose-port.ts'
import type { Call, Command } from '../command.ts'
import { signInLink } from '../sign-in-link.ts'
import { reachedAt } from '../../reached-at.ts'

/** `linchpin start`: runs a workspace. */
export const command: Command = {
  usage: ['[--port PORT] [--edge-port PORT] [--empty]'],
  mostWords: 0,
  about: `Runs the workspace until it is stopped (Ctrl-C): the database, the app (API, facts, reports)
and the edge (events in, placements out). A workspace that declares an example has it loaded
at the first start.`,
  options: {
    port: {
      type: 'string',
      value: 'PORT',
      about: 'the port of the app; default 4400, 0 for a free one',
    },
    'edge-port': { type: 'string', value: 'PORT', about: 'the port of the edge; default 4401' },
    empty: { type: 'boolean', about: "without the workspace's example" },
  },
  environment: {
    DATABASE_URL: "a PostgreSQL of your own; without it, one is kept in the workspace's .linchpin",
    LINCHPIN_HOST: 'the address that app and edge listen at; default 127.0.0.1',
    LINCHPIN_URL: 'the address by which people come to the app, as https://linchpin.example',
    LINCHPIN_PROXY: 'the addresses or networks of proxies, believed in X-Forwarded-For',
    LINCHPIN_EDGE_URL: 'where the app finds the edge, when it runs elsewhere',
    LINCHPIN_EDGE_PUBLIC_URL: 'the address by which browsers come to the edge',
    LINCHPIN_EXAMPLE_SCALE: 'how much of the example is made: above 0, at most 1',
    LOG_LEVEL: 'the least that is logged: trace, debug, info, warn, error, fatal or silent',
    'OTEL_*': 'of OpenTelemetry: traces go to OTEL_EXPORTER_OTLP_ENDPOINT',
  },
  run: start,
}

async function start(call: Call): Promise<0> {
  const { options, json, io } = call
  const { folder, stateFolder, workspace } = await loadWorkspace(call.workspace)
  const host = io.env['LINCHPIN_HOST'] ?? '127.0.0.1'
  checkEnvironment(io.env)
  await refuseSecond(stateFolder)
  const port = await choosePort('--port', options['port'] ?? '4400', host)
  const edgePort = await choosePort('--edge-port', options['edge-port'] ?? '4401', host)
  if (port === edgePort) {
    throw new CliError(2, `--port and --edge-port are both ${port}: choose two`)
  }
  const say = (text: string) => void (json || io.out(`${text}\n`))
  // People read what is printed here; what programs collect is the log, on stderr.
  const level = io.env['LOG_LEVEL'] ?? (io.isTerminal ? 'warn' : 'info')
  await makeStateFolder(stateFolder)
  const withExample = workspace.example !== undefined && options['empty'] !== true
  const giveUp = new AbortController()
  const asked = waitForSignal().finally(() => giveUp.abort())
  say(`Starting ${workspace.name}: the database …`)
  const running = await startLinchpin({
    log: openLog({ name: 'linchpin', level }),
    postgresFolder: join(stateFolder, 'postgres'),
    databaseUrl: io.env['DATABASE_URL'],
    signal: giveUp.signal,
    routes: workspace.routes,
    roles(databaseUrl) {
      say('The database runs; starting the app and the edge …')
      const env = {
        LINCHPIN_WORKSPACE: folder,
        DATABASE_URL: databaseUrl,
        LINCHPIN_HOST: host,
        LINCHPIN_PORT: String(port),
        LINCHPIN_EDGE_PORT: String(edgePort),
        LOG_LEVEL: level,
      }
      return [
        { name: 'app', entry: entryOf('app-role'), env },
        { name: 'edge', entry: entryOf('edge-role'), env },
        ...(withExample
          ? [{ name: 'example', entry: entryOf('example-role'), env, isExtra: true }]
          : []),
      ]
    },
  })
  const addresses = { app: reachedAt(host, port), edge: reachedAt(host, edgePort) }
  const signIn = await signInLink(stateFolder, shownUrl(io.env, addresses.app)).catch(
    (error: Error) => {
      io.err(`No sign-in link could be made (${error.message}); start again for one\n`)
      return undefined
    },
  )
  if (json) io.out(`${JSON.stringify({ ready: true, ...addresses, signIn })}\n`)
  say(`Linchpin ready: app ${addresses.app}, edge ${addresses.edge}`)
  if (signIn) say(`Sign in: ${signIn}`)
  say('Keys are made with linchpin keys create; Ctrl-C stops it')
  if (withExample && !json) void followExample(io, stateFolder, giveUp.signal)
  return stopWhenAsked(asked, running, say)
}

async function stopWhenAsked(
  asked: Promise<NodeJS.Signals>,
  running: RunningLinchpin,
  say: (text: string) => void,
): Promise<0> {
  await asked
  say('Stopping …')
  await running.stop()
  say('Stopped')
  return 0
}

/** Beside the code that runs: sources in the repository, compiled in the package. */
const entryOf = (role: string): URL =>
  new URL(`../../${role}.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url)

async function refuseSecond(stateFolder: string): Promise<void> {
  const running = await findRunning(stateFolder)
  if (!running) return
  throw new CliError(
    1,
    `Linchpin runs for this workspace already: ${running.url} (process ${running.pid}). Commands reach it; stop it before you start it again`,
  )
}
