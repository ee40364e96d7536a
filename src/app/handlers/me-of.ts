import { rightsOf } from '../../accounts/define.ts'
import type { Person } from '../../accounts/index.ts'

/** What a person is told about themselves. */
export const meOf = ({ id, name, email, role, epoch }: Person, session: string | null = null) => ({
  kind: 'person' as const,
  person: { id, name, email },
  name,
  role,
  epoch,
  session,
  rights: rightsOf(role),
})
