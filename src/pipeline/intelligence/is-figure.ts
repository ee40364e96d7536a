import type { ReportColumn } from './define.ts'

const words: ReadonlySet<ReportColumn['form']> = new Set(['text', 'time', 'day', 'month'])

/** Whether a column counts or measures something, rather than saying what a row is of. */
export const isFigure = ({ form }: Pick<ReportColumn, 'form'>): boolean => !words.has(form)
