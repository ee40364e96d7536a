export { listAudit, record, verifyAudit } from './audit.ts'
export type { AccountRefusal } from './deps.ts'
export {
  listInvites,
  invite,
  makePasswordLink,
  makeWelcome,
  readLink,
  revokeInvite,
} from './links.ts'
export { openAccounts, type Accounts } from './open-accounts.ts'
export { addPasskey, listPasskeys, nameAnew, preparePasskey, removePasskey } from './passkeys.ts'
export { changePassword } from './password.ts'
export { changeRole, endSessionsOf, remove, restore, suspend } from './people.ts'
export {
  actorOf,
  commandLine,
  type Actor,
  type Person,
  type SignedIn,
  type Visit,
} from './person.ts'
export { recognise } from './recognise.ts'
export { readReset, resetChannel, resetWords, type Reset, type ResetReason } from './reset.ts'
export { endOtherSessions, endSession, listSessions } from './sessions.ts'
export { signIn } from './sign-in.ts'
export { askForPasskey, signInByPasskey } from './sign-in-passkey.ts'
export { selectPeople as listPeople } from './store.ts'
export { countLinkAttempt, enterByLink, prepareEntry } from './use-link.ts'
export { askForProof } from './use-passkey.ts'
