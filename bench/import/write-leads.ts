import { createWriteStream } from 'node:fs'
import { once } from 'node:events'

const header =
  'Lead ID,E-mail,First name,Last name,Company,Job title,Country,Lead source,Score,Created at\n'
const sources = ['Organic Search', 'Paid Social', 'Webinar']

/** Writes a CSV file of leads with ten columns, about 130 bytes a row. */
export async function writeLeads(path: string, rows: number): Promise<void> {
  const file = createWriteStream(path)
  file.write(header)
  for (let from = 0; from < rows; from += 1_000) {
    const some = Array.from({ length: Math.min(1_000, rows - from) }, (_, n) => lead(from + n))
    if (!file.write(some.join(''))) await once(file, 'drain')
  }
  file.end()
  await once(file, 'finish')
}

const lead = (n: number): string =>
  `lead-${n},person.${n}@example${n % 997}.com,Ana,"O'Brien, Jr",Example ${n % 997} GmbH,` +
  `Head of Marketing,DE,${sources[n % 3]},${n % 100},2026-0${1 + (n % 9)}-1${n % 10}T10:2${n % 10}:00Z\n`
