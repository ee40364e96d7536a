import type { Result } from '../../core/result.ts'
import {
  addPasskey,
  askForPasskey,
  askForProof,
  listPasskeys,
  nameAnew,
  preparePasskey,
  removePasskey,
  signInByPasskey,
  type AccountRefusal,
  type Accounts,
} from '../../accounts/index.ts'
import type { passkeyEndpoints } from '../api/passkeys.ts'
import type { Caller, Handlers } from '../server/handlers.ts'
import { notFound } from '../server/refusal.ts'
import { meOf } from './me-of.ts'
import { own } from './own.ts'
import { done } from './refuse-account.ts'

/** Signing in by passkey, and one's own passkeys, over HTTP. */
export function passkeyHandlers({
  accounts,
}: {
  readonly accounts: Accounts
}): Pick<Handlers, keyof typeof passkeyEndpoints> {
  return {
    async askForPasskey(_, caller) {
      return asked(caller, await askForPasskey(accounts, caller.visit))
    },
    async signInByPasskey({ body }, caller) {
      const { person, cookies } = done(await signInByPasskey(accounts, caller.visit, body))
      caller.cookies.push(...cookies)
      return meOf(person)
    },
    listPasskeys: (_, caller) => listPasskeys(accounts, own(caller)),
    async askForProof(_, caller) {
      return asked(caller, await askForProof(accounts, caller.visit, own(caller)))
    },
    async preparePasskey({ body }, caller) {
      return asked(caller, await preparePasskey(accounts, caller.visit, own(caller), body))
    },
    async addPasskey({ body }, caller) {
      return done(await addPasskey(accounts, caller.visit, own(caller), body))
    },
    async renamePasskey({ params: { id }, body: { name } }, caller) {
      const renamed = await nameAnew(accounts, own(caller), id, name)
      if (!renamed) throw notFound(`you have no passkey ${id}; it may have been removed`)
      return renamed
    },
    async removePasskey({ params: { id } }, caller) {
      return done(await removePasskey(accounts, own(caller), id))
    },
  }
}

/** The question goes into the answer, and what lets this browser answer it into its cookies. */
export function asked<Options>(
  caller: Caller,
  outcome: Result<{ options: Options; cookies: readonly string[] }, AccountRefusal>,
): Options {
  const { options, cookies } = done(outcome)
  caller.cookies.push(...cookies)
  return options
}
