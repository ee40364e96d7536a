import type { Result } from '../core/result.ts'
import { record } from './audit.ts'
import { handleOf, requestOptions, verifyNew, verifyUse } from './ceremony.ts'
import type { NewPasskey, UsedPasskey } from './ceremony.ts'
import { makeChallenge, takeChallenge, type Challenge } from './challenge.ts'
import { refused, type AccountRefusal, type Deps } from './deps.ts'
import { nameOf } from './people.ts'
import { actorOf, type Person, type SignedIn, type Visit } from './person.ts'
import type { Site } from './passkey-site.ts'
import { advanceCounter, selectPasskey, selectPasskeys, type MadePasskey } from './passkey-store.ts'
import { selectPerson } from './store.ts'

/** A question to a device, and what the browser that asked must hold to answer it. */
export interface Asked<Options> {
  readonly options: Options
  readonly cookies: readonly string[]
}

/** The address where passkeys work, or why there is none. */
export const siteFor = ({ site }: Deps): Result<Site, AccountRefusal> =>
  site
    ? { ok: true, value: site }
    : refused(
        'elsewhere',
        'passkeys need an address with a name and https, and this workspace has none; set LINCHPIN_URL to it, or use a password',
      )

/** Asks a signed-in person's device whether it is still they. */
export async function askForProof(
  deps: Deps,
  visit: Visit,
  { person, session }: SignedIn,
): Promise<Result<Asked<ReturnType<typeof requestOptions>>, AccountRefusal>> {
  const site = siteFor(deps)
  if (!site.ok) return site
  const { rpId } = site.value
  const passkeys = (await selectPasskeys(deps.db, person.id)).filter((each) => each.rpId === rpId)
  if (passkeys.length === 0) return refused('unknown', 'you have no passkey at this address')
  const asked = { purpose: 'prove', person: person.id, session, link: null } as const
  const { challenge, cookies } = await makeChallenge(deps, visit, asked)
  return {
    ok: true,
    value: { options: requestOptions(site.value, challenge, passkeys), cookies },
  }
}

/** What came back to a question of ours, for whom it was asked; the question is used up. */
type Answer = { readonly site: Site; readonly asked: Challenge & { readonly challenge: string } }

async function answered(
  deps: Deps,
  visit: Visit,
  purpose: Challenge['purpose'],
  clientData: string,
): Promise<Result<Answer, AccountRefusal>> {
  const site = siteFor(deps)
  if (!site.ok) return site
  const asked = await takeChallenge(deps, visit, purpose, clientData)
  return asked
    ? { ok: true, value: { site: site.value, asked } }
    : refused('stale', 'this took too long, or was answered already; start again')
}

/** Whose passkey was used, by the answer to a question of ours. */
export async function whoUsed(
  deps: Deps,
  visit: Visit,
  purpose: 'sign in' | 'prove',
  used: UsedPasskey,
): Promise<Result<{ person: Person; asked: Challenge }, AccountRefusal>> {
  const { db, clock, log } = deps
  const answer = await answered(deps, visit, purpose, used.clientDataJSON)
  if (!answer.ok) return answer
  const { site, asked } = answer.value
  const passkey = await selectPasskey(db, used.id)
  const person = passkey && (await selectPerson(db, passkey.person))
  const isTheirs = used.userHandle === (person && handleOf(person.id))
  // Who signs in without an address is whom the device says; later on, it need not say it again.
  if (!person || !(isTheirs || (purpose === 'prove' && used.userHandle === undefined))) {
    return refused('wrong', 'this passkey is not known here; it may have been removed')
  }
  let counter: number
  try {
    counter = await verifyUse(site, asked.challenge, passkey, used)
  } catch (error) {
    log.warn({ address: visit.address, why: reason(error) }, 'a passkey was refused')
    return refused('wrong', unfit)
  }
  if (await advanceCounter(db, passkey.id, counter, clock.now())) {
    return { ok: true, value: { person, asked } }
  }
  log.warn({ address: visit.address, passkey: passkey.id }, 'the count of a passkey went back')
  await record(db, actorOf(person), 'be refused: the count of a passkey went back', nameOf(person))
  return refused(
    'wrong',
    'this passkey was used elsewhere since, so it may be a copy; sign in another way and remove it',
  )
}

/** The passkey that was just made, by the answer to a question of ours. */
export async function whatWasMade(
  deps: Deps,
  visit: Visit,
  purpose: 'add' | 'enter',
  { name, credential }: { readonly name: string; readonly credential: NewPasskey },
): Promise<Result<{ made: MadePasskey; asked: Challenge }, AccountRefusal>> {
  const answer = await answered(deps, visit, purpose, credential.clientDataJSON)
  if (!answer.ok) return answer
  const { site, asked } = answer.value
  try {
    const made = await verifyNew(site, asked.challenge, credential)
    return { ok: true, value: { made: { ...made, name }, asked } }
  } catch (error) {
    deps.log.warn({ address: visit.address, why: reason(error) }, 'a new passkey was refused')
    return refused('wrong', unfit)
  }
}

const unfit = 'what the passkey answered does not fit this workspace and its address; start again'

/** The library's sentence, which may quote what was sent, but no more of it than helps. */
const reason = (error: unknown): string => (error as Error).message.slice(0, 200)
