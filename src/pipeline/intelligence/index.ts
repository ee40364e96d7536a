export { builtInReports } from './built-in-reports.ts'
export { currenciesOf } from './currencies-of.ts'
export { factQuery } from './fact-query.ts'
export {
  contentEarnings,
  nothingEarned,
  topicEarnings,
  weeklyEarnings,
  type Earnings,
} from './earnings.ts'
export { isFigure } from './is-figure.ts'
export { keepAnswers, type KeepAnswer } from './keep-answers.ts'
export { csvText } from './format/csv-text.ts'
export { tableText } from './format/table-text.ts'
export { raiseUnclear } from './raise-unclear.ts'
export type { AskedRequest } from './read-request.ts'
export { BrokenReportError, ReportRequestError } from './report-error.ts'
export { rowsBehind } from './rows-behind.ts'
export { differenceAtDoor } from './store.ts'
export { runReport, type ReportAnswer } from './run-report.ts'
