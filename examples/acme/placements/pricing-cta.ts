import { defineExperiment, defineMetric, definePlacement } from 'linchpin'

/** The button under the prices. */
export const pricingCta = definePlacement({
  name: 'pricing-cta',
  fallback: 'plain',
  variants: [
    { name: 'talk', content: { text: 'Talk to an engineer', href: '/demo' } },
    { name: 'annual', content: { text: 'Pay yearly, save 20 %', href: '/demo?plan=annual' } },
    // Nobody is given it by chance; it is shown where nothing else may be.
    { name: 'plain', weight: 0, content: { text: 'Contact us', href: '/demo' } },
  ],
  restrictions: [
    {
      regions: ['DE', 'AT'],
      variants: ['annual'],
      because: 'a saving must name the former price beside it there, and the button has no room',
    },
    {
      regions: ['FR'],
      variants: ['talk', 'annual'],
      because: 'the French wording has not been checked by legal yet',
    },
  ],
})

const demoRate = defineMetric({
  name: 'demo-rate',
  goal: 'Demo Requested',
  means: 'The share of visitors of the pricing page who ask for a demo.',
})

/** Does a saving bring more demos than a conversation? */
export const pricingCtaWording = defineExperiment({
  name: 'pricing-cta-wording',
  placement: 'pricing-cta',
  metric: demoRate,
  control: 'talk',
})
