import { loadWorkspace } from '../../load-workspace/load-workspace.ts'
import type { AnswerOf, Api } from '../../api.ts'
import { CliError } from '../cli-error.ts'
import type { Command } from '../command.ts'
import { withClient } from '../with-client.ts'

/** `linchpin publish`: folders of Markdown become what readers get. */
export const command: Command = {
  usage: ['[COLLECTION]'],
  mostWords: 1,
  about: `Imports the folder of each content collection, or of one, and publishes every entry that is no
draft and that nobody withdrew or put back to an older version. Files that cannot be read, slugs
that two files claim and published entries whose file is gone are put on the desk; what is
published stays.`,
  options: {},
  async run(call) {
    const { workspace: folder, words, json, io } = call
    const { workspace } = await loadWorkspace(folder)
    const names = workspace.content.map(({ name }) => name)
    const wanted = words[0] === undefined ? names : [words[0]]
    if (wanted.length === 0) {
      throw new CliError(2, 'this workspace has no content; declare some with defineContent({ … })')
    }
    const unknown = wanted.find((name) => !names.includes(name))
    if (unknown !== undefined) {
      throw new CliError(2, `there is no content named '${unknown}'; there is ${names.join(', ')}`)
    }
    return withClient(call, async (client) => {
      const summaries: Record<string, Summary> = {}
      for (const name of wanted) {
        summaries[name] = await client.call('publishCollection', { params: { collection: name } })
        if (!json) io.out(summaryText(name, summaries[name]))
      }
      if (json) io.out(`${JSON.stringify(summaries)}\n`)
      const left = Object.values(summaries).some(
        ({ leftOut, inConflict, gone }) => leftOut + inConflict + gone > 0,
      )
      return left ? 1 : 0
    })
  },
}

type Summary = AnswerOf<Api['publishCollection']>

function summaryText(name: string, summary: Summary): string {
  const { files, published, unchanged, drafts, withdrawn, heldBack, gone } = summary
  const lines = [
    `${name}: ${files} files, ${published} published now, ${unchanged} unchanged, ${drafts} drafts`,
    ...(withdrawn > 0 ? [`  ${withdrawn} stay withdrawn`] : []),
    ...(heldBack > 0 ? [`  ${heldBack} left at an older version`] : []),
    ...summary.problems.flatMap(({ path, problems }) =>
      problems.map(({ line, reason }) => `  ${path}:${line}: ${reason}`),
    ),
    ...summary.conflicts.map(
      ({ slug, paths }) => `  ${paths.join(' and ')} claim the slug "${slug}"`,
    ),
    ...(gone > 0
      ? [`  ${gone} published entries have no file any more; see linchpin exceptions`]
      : []),
  ]
  return `${lines.join('\n')}\n`
}
