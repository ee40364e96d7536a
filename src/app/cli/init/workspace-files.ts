/** The files of a small workspace that starts, by their paths. */
export const workspaceFiles = (name: string): Readonly<Record<string, string>> => ({
  'linchpin.config.ts': config(name),
  'contracts/website.ts': contract,
  'README.md': readme(name),
  '.gitignore': '.linchpin/\nnode_modules/\n',
})

const config = (
  name: string,
): string => `import { defineExceptionRoute, defineWorkspace } from 'linchpin'
import { website } from './contracts/website.ts'

/** Who is asked when something fails, and how soon it must be dealt with. */
const web = defineExceptionRoute({ name: 'web', owner: 'web', due: '1d' })

export default defineWorkspace({
  name: '${name}',
  sources: [website],
  routes: [web],
})
`

const contract = `import { collector, defineSource, websiteEvents } from 'linchpin'

/**
 * What the website promises: events as the SDKs of the Segment family send them. Page views become
 * touches, tracked actions become goals.
 */
export const events = websiteEvents({
  owner: 'web',
  // Where content is shown, so that a view of it counts for the entry. With several collections:
  // { blog: '/blog/:slug', guides: '/guides/:slug' }
  content: '/blog/:slug',
})

export const website = defineSource({ name: 'website', contract: events, from: collector() })
`

const readme = (name: string): string => `# ${name}

A Linchpin workspace: what our systems promise, and what is made of it.

\`\`\`
linchpin check                                        # is everything here sound?
linchpin start                                        # run it; stop it with Ctrl-C
linchpin keys create --kind write --name website      # the key that the website sends events with
\`\`\`

## Send an event

Any SDK of the Segment family does it, with this workspace's edge as its host. By hand, with the key in \`KEY\`:

\`\`\`
curl -u "$KEY:" http://127.0.0.1:4401/v1/page -H 'content-type: application/json' \\
  -d '{ "anonymousId": "a1", "properties": { "url": "https://example.com/?utm_source=news&utm_medium=email" } }'
linchpin report channel-pipeline
\`\`\`

## Connect a CSV file

Put the file into \`imports/leads.csv\`, and write down what it promises in \`contracts/leads.ts\`:

\`\`\`ts
import { csv, defineContract, defineSource, defineSystem, email, person, standardPaths, t } from 'linchpin'

export const leads = defineContract({
  name: 'crm.leads', version: '1.0.0', from: defineSystem({ name: 'crm' }), owner: 'sales',
  payload: t.Object({ Email: t.String(), 'Created at': t.String({ format: 'date' }) }),
  key: (lead) => lead.Email,
  failures: standardPaths({ owner: 'sales' }),
  becomes: (lead) => [
    person({ id: email(lead.Email), email: lead.Email, leadAt: lead['Created at'] }),
  ],
})

export const leadsFile = defineSource({ name: 'leads', contract: leads, from: csv('imports/leads.csv') })
\`\`\`

Import \`leadsFile\` in \`linchpin.config.ts\`, add it to \`sources\`, and restart; then \`linchpin pull\` reads it.
Every row that breaks the contract is kept on the desk: \`linchpin exceptions list\`.

## What lies here

| | |
|---|---|
| \`linchpin.config.ts\` | puts the workspace together |
| \`contracts/\` | what each system promises, and what happens when it does not |
| \`.linchpin/\` | Linchpin's own state: the database, the facts. Not for version control; back it up |
`
