import { defineContent, defineExceptionRoute, defineWorkspace } from 'linchpin'
import { dealsFile, leadsFile } from './contracts/sales.ts'
import { website } from './contracts/website.ts'
import { hero, heroWording } from './placements/hero.ts'
import busiestDays from './reports/busiest-days.ts'

export default defineWorkspace({
  name: 'small',
  sources: [website, leadsFile, dealsFile],
  routes: [
    defineExceptionRoute({ name: 'sales', owner: 'sales', due: '4h' }),
    defineExceptionRoute({ name: 'web', owner: 'web', due: '1d' }),
  ],
  content: [
    defineContent({
      name: 'blog',
      title: 'The small blog',
      folder: 'content/blog',
      url: 'https://small.example/blog/:slug',
    }),
  ],
  placements: [hero],
  experiments: [heroWording],
  reports: [busiestDays],
})
