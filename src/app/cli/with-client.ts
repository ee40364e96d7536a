import { connect } from '../client/connect.ts'
import type { Client } from '../client/client.ts'
import type { Call } from './command.ts'

/** Runs the work with the workspace's API, running or opened for it, and lets go of it afterwards. */
export async function withClient<T>(
  { workspace, io }: Call,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = await connect(workspace, io.env)
  try {
    return await work(client)
  } finally {
    await client.close()
  }
}
