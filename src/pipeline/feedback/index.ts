export { exposures } from './close-the-loop/exposures.ts'
export { forwardExposures } from './close-the-loop/forward-exposures.ts'
export { experimentResult } from './experiment/result.ts'
