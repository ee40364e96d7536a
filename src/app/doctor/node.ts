import { fail, ok, type Finding } from './finding.ts'

const needed = 24

/** @param version as `process.versions.node` has it */
export function checkNode(version: string): Finding {
  if (Number.parseInt(version, 10) >= needed) return ok('node', `Node ${version}`)
  return fail(
    'node',
    `Node ${version}, which is too old`,
    `Use Node ${needed} or newer; npm start and npx linchpin bring their own`,
  )
}
