import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sharedData, sharedDataFolder } from '../harness/shared-data.ts'
import { realWorkspace } from './real-workspace.ts'
import { writePosts } from './write-posts.ts'

// npm run real: pulls the workspaces over real vendor data and prints what their reports say.
const reports: Record<string, readonly string[]> = {
  ads: ['ad-platforms', 'channel-pipeline'],
  hubspot: ['census', 'channel-pipeline'],
  stripe: ['channel-pipeline'],
  salesforce: ['channel-pipeline'],
  web: ['channel-pipeline'],
  blog: ['topics'],
}

const say = (line: string) => process.stdout.write(`${line}\n`)

if (!sharedData('README.md')) {
  say(`There is no real data at ${sharedDataFolder}; name its folder in LINCHPIN_SHARED_DATA`)
  process.exitCode = 1
} else {
  const posts = await mkdtemp(join(tmpdir(), 'linchpin-posts-'))
  await writePosts(posts)
  for (const [name, wanted] of Object.entries(reports)) {
    say(`\n━━ ${name}`)
    const workspace = await realWorkspace(name, { LINCHPIN_REAL_POSTS: posts })
    const fill = name === 'blog' ? workspace.run('publish') : workspace.run('pull')
    // What is wrong in the data is part of the picture: exit code 1 tells of it, and it is printed.
    say(await fill.catch((problems: Error) => problems.message))
    for (const report of [...wanted, 'reconciliation']) say(await workspace.run('report', report))
    await rm(join(workspace.folder, '.linchpin'), { recursive: true, force: true })
  }
  await rm(posts, { recursive: true })
}
