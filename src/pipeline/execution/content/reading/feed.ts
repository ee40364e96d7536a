import { Feed } from 'feed'
import type { Shelf, ShelvedEntry } from './library.ts'

const longest = 50

/** XML 1.0 has no way to write these, not even escaped. */
// oxlint-disable-next-line no-control-regex
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
const xmlText = (text: string): string => text.replace(unwritable, '')

/** Left out, as RSS allows: of the entries that are left, nobody can tell when another was withdrawn. */
const builtAt = /\s*<lastBuildDate>.*?<\/lastBuildDate>/

/** The collection's newest entries as RSS 2.0. The same entries always give the same text. */
export function feedOf({ title, url, entries }: Shelf): string {
  const home = url.slice(0, url.indexOf(':slug'))
  const feed = new Feed({
    title: xmlText(title),
    description: xmlText(title),
    id: home,
    link: home,
    generator: 'Linchpin',
  })
  for (const entry of entries.slice(0, longest)) {
    const { listed, publishedMs } = entry
    feed.addItem({
      title: xmlText(listed.title),
      id: listed.url,
      link: listed.url,
      date: new Date(publishedMs),
      description: xmlText(listed.summary ?? listed.title),
      // Never empty: the text brings the namespace in that the authors' names need as well.
      content: xmlText(htmlOf(entry)) || xmlText(listed.summary ?? '') || '<p></p>',
      category: listed.topics.map((topic) => ({ name: xmlText(topic.title) })),
      // An <author> of RSS is an e-mail address; a name is a Dublin Core creator.
      extensions: listed.authors.map((name) => ({
        name: 'dc:creator',
        objects: { _text: xmlText(name) },
      })),
    })
  }
  return feed.rss2().replace(builtAt, '')
}

const htmlOf = ({ body }: ShelvedEntry): string =>
  (JSON.parse(body.toString()) as { html: string }).html
