import { t } from '../../core/schema.ts'
import { endpoint, orNull } from './endpoint.ts'

/** The kinds of things that a workspace defines, in the order of the loop. */
export const partKinds = [
  'systems',
  'contracts',
  'sources',
  'routes',
  'content',
  'placements',
  'experiments',
  'metrics',
  'reports',
  'decisions',
] as const

export const workspaceEndpoints = {
  showWorkspace: endpoint({
    method: 'GET',
    path: '/api/workspace',
    summary: 'What the workspace defines, as it was loaded, and what is wrong with its files',
    answer: t.Object({
      name: t.String(),
      folder: orNull(t.String({ description: 'null for who does not manage the workspace' })),
      parts: t.Array(
        t.Object({
          kind: t.Enum([...partKinds]),
          members: t.Array(
            t.Object({
              name: t.String(),
              title: orNull(t.String()),
              version: orNull(t.String()),
              of: orNull(
                t.String({
                  description:
                    'a contract of the system, the contract of the source, the experiment',
                }),
              ),
            }),
          ),
        }),
      ),
      findings: t.Array(
        t.Object({
          file: t.String({ description: 'from the folder of the workspace' }),
          line: orNull(t.Integer()),
          message: t.String(),
        }),
        { description: 'what `linchpin check` finds in the files, but for their types' },
      ),
    }),
  }),
}
