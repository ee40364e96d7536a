/** What the slices of the admin use of its frame. */
export { useActions, type Action } from './actions.ts'
export { addressOf, call, type Answer, type Given } from './client.ts'
export { useDraft, type Draft } from './drafts.ts'
export { useLive, type Topic } from './live.ts'
export { ApiProblem, problemOf, type Problem } from './problem.ts'
export { pages, query, queryClient, refresh, useCommand } from './query.ts'
export { RecoveryOffer } from './recovery-offer.tsx'
export { shellRoute } from './root-route.tsx'
