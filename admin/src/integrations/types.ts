import type { Answer } from '../app/index.ts'

export type Integrations = Answer<'listIntegrations'>
export type Integration = Answer<'showIntegration'>
/** A contract as the list shows it. */
export type ListedContract = Integrations['systems'][number]['contracts'][number]
export type Source = ListedContract['sources'][number]
export type Run = Answer<'listRuns'>['runs'][number]
export type HeldRecord = Answer<'listHeld'>['records'][number]
export type Pull = Answer<'showPull'>
export type Preview = Answer<'uploadFile'>
export type Counts = ListedContract['totals']
export type FailureMode = Integration['paths'][number]['mode']
