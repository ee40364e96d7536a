import type { ReportAnswer } from '../run-report.ts'

/** A report's answer as JSON, for programs: numbers are numbers, moments ISO 8601 in UTC. */
export const jsonText = (answer: ReportAnswer): string => `${JSON.stringify(answer, null, 2)}\n`
