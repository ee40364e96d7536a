import { defineSystem } from 'linchpin'

/** Every system that Acme exchanges data with. A system is somebody else's; Linchpin itself is none. */
export const website = defineSystem({ name: 'website', title: 'acme.example and the product' })
export const crm = defineSystem({ name: 'crm', title: 'The CRM that sales works in' })
export const billing = defineSystem({ name: 'billing', title: 'The billing system' })
export const ads = defineSystem({ name: 'ads', title: 'The ad platforms, by one daily export' })
export const cms = defineSystem({ name: 'cms', title: 'The CMS and its webinar pages' })
