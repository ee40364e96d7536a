import { csvText, dateOf, type ExampleFile } from './crm-files.ts'
import { day, hour, type Span } from './people.ts'
import { randomOf } from './random.ts'
import type { Sales } from './sales.ts'

const titles = [
  'Where your data may live',
  'Moving a database in one weekend',
  'An audit from the auditor’s side',
  'Keys, locks and identities',
]

/** Webinars every six weeks, to which leads were invited. A third never come, and some register twice. */
export function webinarFiles({ leads }: Sales, { from, until }: Span): ExampleFile[] {
  return titles.flatMap((webinar, n) => {
    const at = from + (20 + 42 * n) * day + 15 * hour
    if (at >= until) return []
    const random = randomOf(`webinar ${n}`)
    const invited = leads.filter((lead) => lead.at < at && at - lead.at < 60 * day)
    const rows = invited
      .filter(() => random.chance(0.16))
      .map((lead) => {
        const minutes = random.chance(0.35) ? 0 : random.whole(6, 55)
        const registration = `W${n + 1}-${lead.id.slice(2)}`
        return [registration, lead.email, webinar, new Date(at).toISOString(), minutes]
      })
    return [
      {
        path: `imports/cms-webinars/webinar-${dateOf(at)}.csv`,
        text: csvText(
          ['registration', 'email', 'webinar', 'at', 'minutes'],
          [...rows, ...rows.slice(0, 2)],
        ),
      },
    ]
  })
}
