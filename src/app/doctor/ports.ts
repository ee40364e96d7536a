import { createServer } from 'node:net'
import { fail, ok, type Finding } from './finding.ts'

/** @param running the address of the app that already runs for this workspace, if one does */
export async function checkPorts(
  ports: { readonly app: number; readonly edge: number },
  running: string | undefined,
): Promise<Finding[]> {
  if (running) return [ok('ports', `Linchpin runs for this workspace: ${running}`)]
  return Promise.all([
    checkPort('app', ports.app, '--port'),
    checkPort('edge', ports.edge, '--edge-port'),
  ])
}

async function checkPort(role: string, port: number, option: string): Promise<Finding> {
  const trouble = await tryPort(port)
  if (!trouble) return ok('ports', `port ${port} is free for the ${role}`)
  const found =
    trouble === 'EADDRINUSE'
      ? `port ${port}, which the ${role} would use, is taken by another program`
      : `port ${port}, which the ${role} would use, may not be opened (${trouble})`
  return fail('ports', found, `Stop that program, or start with ${option} PORT`)
}

function tryPort(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(undefined)))
  })
}
