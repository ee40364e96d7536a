export { exposures } from './close-the-loop/exposures.ts'
