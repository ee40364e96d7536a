import { defineContent, defineExceptionRoute, defineWorkspace } from 'linchpin'
import { adSpendFiles } from './contracts/ads.ts'
import { invoicesFiles } from './contracts/billing.ts'
import { webinarsFiles } from './contracts/cms.ts'
import { companiesFiles, contactsFiles, dealsFiles } from './contracts/crm.ts'
import { websiteSource } from './contracts/website.ts'
import { hero, heroHeadline } from './placements/hero.ts'
import { pricingCta, pricingCtaWording } from './placements/pricing-cta.ts'
import salesCycle from './reports/sales-cycle.ts'

export default defineWorkspace({
  name: 'acme',
  sources: [
    websiteSource,
    companiesFiles,
    contactsFiles,
    dealsFiles,
    invoicesFiles,
    adSpendFiles,
    webinarsFiles,
  ],
  // Who is asked when something fails, and how soon. A contract's owner is a route, too.
  routes: [
    defineExceptionRoute({ name: 'revops', owner: 'RevOps', due: '4h' }),
    defineExceptionRoute({ name: 'finance', owner: 'Finance', due: '1d' }),
    defineExceptionRoute({ name: 'growth', owner: 'Growth', due: '1d' }),
    defineExceptionRoute({ name: 'content', owner: 'Content', due: '2d' }),
    defineExceptionRoute({ name: 'web', owner: 'Web', due: '1d' }),
    defineExceptionRoute({
      name: 'integrations',
      owner: 'Integrations',
      due: '1d',
      // Credentials and outages are theirs, whoever owns the contract.
      modes: ['unauthorized', 'unavailable', 'rate-limited'],
    }),
  ],
  content: [
    defineContent({
      name: 'blog',
      title: 'The Acme blog',
      folder: 'content/blog',
      url: 'https://acme.example/blog/:slug',
    }),
  ],
  placements: [hero, pricingCta],
  experiments: [heroHeadline, pricingCtaWording],
  reports: [salesCycle],
  example: './example/history.ts',
})
