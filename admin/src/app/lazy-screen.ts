import { lazyRouteComponent } from '@tanstack/react-router'
import { ApiProblem } from './problem.ts'

/** The code of a screen could not be fetched: the app is away, or it brings other code by now. */
export class ScreenAway extends ApiProblem {
  override name = 'ScreenAway'

  constructor() {
    super({
      type: 'urn:linchpin:problem:screen-away',
      title: 'No answer',
      status: 0,
      detail: 'the app cannot be reached, and the code of this screen comes from it',
    })
  }
}

/** Fetches code of the app; what cannot be fetched is away. */
export const orAway = <T>(load: () => Promise<T>): Promise<T> =>
  load().catch(() => {
    throw new ScreenAway()
  })

/**
 * A screen whose code is fetched when it is opened, or when the pointer or the focus comes near. Where
 * that fails the frame stays and says so; the router by itself would load the page anew, from an app
 * that is not there.
 */
export const lazyScreen: typeof lazyRouteComponent = (load, name) =>
  lazyRouteComponent(() => orAway(load), name)
