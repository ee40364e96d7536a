import { experimentResult } from '../pipeline/feedback/index.ts'
import { builtInReports } from '../pipeline/intelligence/index.ts'
import type { Report } from '../pipeline/intelligence/define.ts'
import type { AppContext } from './context.ts'

/** Every report that can be asked for; the workspace's own goes before a built-in one of its name. */
export function reportsOf(context: AppContext): readonly Report[] {
  const own = context.workspace.reports
  const builtIn = [...builtInReports(context), experimentResult(context.workspace.experiments)]
  return [...builtIn.filter(({ name }) => !own.some((each) => each.name === name)), ...own]
}
