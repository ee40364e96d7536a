import type { Role } from './define.ts'

/** Somebody who may sign in. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
  /** Raised whenever something is taken away from them. */
  readonly epoch: number
  readonly suspendedAt: Date | null
  readonly createdAt: Date
}

/** Where a request comes from. */
export interface Visit {
  /** The address of who asks. */
  readonly address: string
  readonly agent: string
  readonly cookie: string
}

/** A person at one browser. */
export interface SignedIn {
  readonly person: Person
  /** The id of their session. */
  readonly session: string
}

/** Somebody or something that acts, as the audit trail writes it down. */
export interface Actor {
  readonly kind: 'person' | 'key' | 'command line' | 'visitor' | 'linchpin'
  /** Of a person or a key. */
  readonly id: string | null
  readonly name: string
}

export const actorOf = ({ id, name }: Pick<Person, 'id' | 'name'>): Actor => ({
  kind: 'person',
  id,
  name,
})

export const commandLine: Actor = { kind: 'command line', id: null, name: 'the command line' }
