import { finalPath } from '../../contracts/index.ts'
import { raise, recover, type RaiseDeps, type Trouble } from '../../exceptions/index.ts'
import type { Source } from './define.ts'

type Named = Pick<Source, 'name' | 'contract'>

/** What a source that could not be read is known by at the desk. */
const unread = ({ name, contract }: Named) =>
  ({ mode: 'unavailable', contract: contract.name, about: name }) satisfies Partial<Trouble>

/** Puts a reading on the desk that broke off for another reason than what a file holds. */
export async function reportUnread(deps: RaiseDeps, source: Named, message: string): Promise<void> {
  const { name, contract } = source
  const path = finalPath(contract.failures.unavailable)
  await raise(deps, {
    ...unread(source),
    owner: contract.owner,
    ...(path.path === 'ignore' ? {} : { route: path.route, due: path.due }),
    title: `${name}: its reading broke off; what it had read has landed`,
    detail: { source: name, message },
  })
}

/** Takes it off the desk again, once a reading has come to its end. */
export async function reportRead(deps: RaiseDeps, source: Named): Promise<void> {
  await recover(deps, [unread(source)], {
    by: '',
    reason: 'a later reading of the source has come to its end',
  })
}
