import type { FactTable } from '../fact-table.ts'
import { account } from './account.ts'
import { contactRole } from './contact-role.ts'
import { content } from './content.ts'
import { exposure } from './exposure.ts'
import { goal } from './goal.ts'
import { identity } from './identity.ts'
import { opportunityMerge } from './opportunity-merge.ts'
import { opportunity } from './opportunity.ts'
import { person } from './person.ts'
import { revenue } from './revenue.ts'
import { spend } from './spend.ts'
import { touch } from './touch.ts'

export {
  account,
  contactRole,
  content,
  exposure,
  goal,
  identity,
  opportunity,
  opportunityMerge,
  person,
  revenue,
  spend,
  touch,
}

/** Every kind of fact, by its name. */
export const factTables: Readonly<Record<string, Pick<FactTable, 'kind' | 'columns'>>> = {
  account,
  contactRole,
  content,
  exposure,
  goal,
  identity,
  opportunity,
  opportunityMerge,
  person,
  revenue,
  spend,
  touch,
}
