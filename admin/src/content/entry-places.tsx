import { Age } from '../ui/age.tsx'
import { Panel } from '../ui/panel.tsx'
import type { Entry } from './use-entry-deeds.ts'

/** Where the entry is published, and what people did to it. */
export function EntryPlaces({ entry }: { readonly entry: Entry }) {
  const { collection, slug, url, path, redirect, published, history, topics, authors } = entry
  const facts = [
    [
      'Page',
      published === null ? <span className="text-muted">{url}</span> : <Address href={url} />,
    ],
    [
      'From the edge',
      <code className="font-mono text-sm">{`/content/v1/${collection}/${slug}`}</code>,
    ],
    ['Feed', <code className="font-mono text-sm">{`/content/v1/${collection}/feed.xml`}</code>],
    ['File', path],
    ...(redirect ? [['Sends readers on to', redirect] as const] : []),
    ...(topics.length > 0
      ? [['Topics', topics.map(({ title }) => title).join(', ')] as const]
      : []),
    ...(authors.length > 0 ? [['Authors', authors.join(', ')] as const] : []),
  ] as const
  return (
    <>
      <Panel title="Where it is published">
        <dl className="flex flex-col gap-3">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt className="text-sm text-muted">{name}</dt>
              <dd className="break-words">{value}</dd>
            </div>
          ))}
        </dl>
      </Panel>
      <Panel title="What was done to it">
        {history.length === 0 ? (
          <p className="text-muted">It was never published.</p>
        ) : (
          <ol className="flex flex-col gap-3">
            {history.map(({ version, action, at, by, reason }, n) => (
              <li key={n}>
                <p>
                  {by} {action === 'published' ? `published version ${version}` : 'withdrew it'}{' '}
                  <span className="text-sm text-muted">
                    <Age at={at} />
                  </span>
                </p>
                {reason && <p className="text-muted">“{reason}”</p>}
              </li>
            ))}
          </ol>
        )}
      </Panel>
    </>
  )
}

function Address({ href }: { readonly href: string }) {
  return (
    <a href={href} target="_blank" rel="noreferrer" className="text-accent underline">
      {href}
    </a>
  )
}
