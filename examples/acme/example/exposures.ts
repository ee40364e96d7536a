import { deviceOf } from './website.ts'
import type { Person } from './people.ts'

/** What an edge on another machine logged: a variant that it answered. */
export interface ExposureLine {
  readonly id: string
  readonly at: string
  readonly placement: string
  readonly variant: string
  readonly unit: string
  readonly region?: string
  readonly propensity: number
  readonly table: number
  readonly experiment: string
  readonly fallback?: string
}

/** The first table that is published; the history was shown from it. */
const table = 1

/** What a person was shown: the headline on the home page, the button on the pricing page. */
export function exposuresOf(person: Person): ExposureLine[] {
  return person.visits.flatMap((visit, n) =>
    visit.pages.flatMap((page, p): ExposureLine[] => {
      if (page.kind === 'post') return []
      const device = deviceOf(person, visit.elsewhere)
      return [
        {
          id: `${device}-${n}-${p}-x`,
          at: new Date(page.at + 120).toISOString(),
          unit: `anonymous:${device}`,
          ...(person.region === '' ? {} : { region: person.region }),
          table,
          ...(page.kind === 'home' ? headline(person) : button(person)),
        },
      ]
    }),
  )
}

const headline = ({ hero }: Person) => ({
  placement: 'hero',
  experiment: 'hero-headline',
  variant: hero,
  propensity: 0.5,
})

/** As `placements/pricing-cta.ts` restricts it. Where the region is not known, the strictest reading holds. */
function button({ region, button }: Person) {
  const shown = { placement: 'pricing-cta', experiment: 'pricing-cta-wording' }
  if (region === 'FR' || region === '') {
    return { ...shown, variant: 'plain', propensity: 1, fallback: 'nothing-allowed' }
  }
  if (region === 'DE' || region === 'AT') return { ...shown, variant: 'talk', propensity: 1 }
  return { ...shown, variant: button, propensity: 0.5 }
}
