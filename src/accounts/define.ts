import { createMongoAbility, type MongoAbility, type RawRuleOf } from '@casl/ability'

/** What a person may be, from the most to the least. */
export const roles = ['owner', 'operator', 'editor', 'viewer'] as const
export type Role = (typeof roles)[number]

/** `edit` is content and placements, `manage` is people, keys and the workspace; `manage` holds all others. */
export const rights = ['read', 'edit', 'operate', 'manage'] as const
export type Right = (typeof rights)[number]

/** What a right is to: the work itself, or what decides who may do it. `own` is one's own account. */
export const subjects = ['workspace', 'people', 'keys', 'audit', 'own'] as const
export type Subject = (typeof subjects)[number]

/** Who asks: a person in a role, a key with a scope, or the command line of this machine. */
export type Standing = Role | 'key that reads' | 'key that writes' | 'command line'

export type Ability = MongoAbility<[Right, Subject | 'all']>
type Rule = RawRuleOf<Ability>

const names: Rule = { action: 'read', subject: 'people', fields: ['id', 'name', 'role'] }
const own: Rule = { action: ['read', 'operate'], subject: 'own' }

/** The rules, as data: the API decides by them at every request, and the screens are told what follows. */
export const rules: Readonly<Record<Standing, readonly Rule[]>> = {
  owner: [{ action: 'manage', subject: 'all' }],
  operator: [{ action: ['read', 'edit', 'operate'], subject: 'workspace' }, names, own],
  editor: [{ action: ['read', 'edit'], subject: 'workspace' }, names, own],
  viewer: [{ action: 'read', subject: 'workspace' }, names, own],
  'key that reads': [{ action: 'read', subject: 'workspace' }, names],
  // It makes no keys: one that it made would outlive it.
  'key that writes': [{ action: ['read', 'edit', 'operate'], subject: 'workspace' }, names],
  'command line': [
    { action: 'manage', subject: 'all' },
    { inverted: true, action: 'manage', subject: 'own', reason: 'it is nobody' },
  ],
}

const abilities = new Map<Standing, Ability>()

/** What somebody of this standing may do. */
export function abilityOf(standing: Standing): Ability {
  const known = abilities.get(standing)
  if (known) return known
  const made = createMongoAbility<Ability>([...rules[standing]])
  abilities.set(standing, made)
  return made
}

export const may = (standing: Standing, right: Right, of: Subject, field?: string): boolean =>
  abilityOf(standing).can(right, of, field)

/** What somebody of this standing may do with the workspace: what the screens show and hide by. */
export const rightsOf = (standing: Standing): Right[] =>
  rights.filter((right) => may(standing, right, 'workspace'))

/** Whether a change of role takes anything away. What only gives disturbs nobody. */
export const takesAway = (from: Role, to: Role): boolean =>
  subjects.some((of) => rights.some((right) => may(from, right, of) && !may(to, right, of)))
