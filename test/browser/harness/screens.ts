import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { askApi } from './desk-lab.ts'
import type { Addresses } from './stack.ts'

/** One screen of the admin, and how to tell in which state it is. */
export interface Screen {
  /** As its pictures are called. */
  readonly name: string
  readonly path: string | ((stack: Addresses) => Promise<string>)
  /** What stands there once it has been read. */
  readonly ready: (page: Page) => Locator
  /** What is said, to a screen reader as well, while it is read. */
  readonly reading: string
  /** What is said when what it needs does not answer; default: what the frame says of any screen. */
  readonly failed?: string
  /** What its title or text says in a workspace that nothing has come into, where that is another. */
  readonly empty?: string
}

const title = (words: string | RegExp) => (page: Page) =>
  page.getByRole('heading', { level: 1, name: words })

/** Every screen, in the order of the navigation. */
export const screens: readonly Screen[] = [
  {
    name: 'overview',
    path: '/',
    ready: (page) => page.getByRole('row', { name: /€/ }).first(),
    reading: 'The overview is being read',
    empty: 'Nothing has come in yet',
  },
  {
    name: 'integrations',
    path: '/integrations',
    ready: title(/promise|late/),
    reading: 'The integrations are being read',
    empty: 'No system is connected yet',
  },
  {
    name: 'contract',
    path: '/integrations/crm.deals',
    ready: (page) => page.getByRole('row').nth(1),
    reading: 'The contract is being read',
  },
  {
    name: 'reports',
    path: '/reports',
    ready: (page) => page.getByText('Everything is accounted for'),
    reading: 'The reports are being listed',
    failed: 'The reports could not be listed',
    empty: 'No facts answer anything yet',
  },
  {
    name: 'report',
    path: '/reports/channel-pipeline',
    ready: (page) => page.getByRole('list', { name: 'Revenue by channel' }),
    reading: 'The report is being read',
    failed: 'The list of reports could not be read',
    empty: 'No rows in this range',
  },
  {
    name: 'content',
    path: '/content',
    ready: title(/earns most per post/),
    reading: 'Reading: entries',
    failed: 'The entries could not be read',
    empty: 'No topic has earned anything yet',
  },
  {
    name: 'entry',
    path: '/content/blog/where-your-data-sleeps',
    ready: (page) => page.getByRole('slider', { name: 'Touches by week, each from its Monday' }),
    reading: 'The entry is being read',
    failed: 'The entry could not be read',
    empty: 'There is no such entry',
  },
  {
    name: 'placements',
    path: '/placements',
    ready: title(/fell back for/),
    reading: 'The placements are being read',
    failed: 'The placements could not be read',
    empty: 'This workspace has no placement yet',
  },
  {
    name: 'placement',
    path: '/placements/pricing-cta?range=all',
    ready: (page) => page.getByRole('table', { name: 'Who sees what where' }).getByText('Germany'),
    reading: 'The placement is being read',
    failed: 'The placement could not be read',
    empty: 'There is no such placement',
  },
  {
    name: 'experiments',
    path: '/experiments',
    ready: (page) => page.getByRole('link', { name: /^Proof converts more/ }),
    reading: 'The experiments are being examined',
    failed: 'The experiments could not be examined',
    empty: 'The workspace defines no experiment',
  },
  {
    name: 'experiment',
    path: '/experiments/hero-headline',
    ready: (page) => page.getByRole('heading', { name: 'Left out' }),
    reading: 'The experiment is being examined',
    failed: 'The experiment could not be examined',
    empty: 'There is no experiment',
  },
  {
    name: 'desk',
    path: '/desk',
    ready: title(/needs? a person/),
    reading: 'The desk is being read',
    failed: 'The desk could not be read',
    empty: 'Nothing needs a person',
  },
  {
    name: 'exception',
    path: async (stack) => {
      const { exceptions } = await askApi<{ exceptions: { id: number; contract: string }[] }>(
        stack,
        'GET',
        '/exceptions',
      )
      return `/desk/${exceptions.find(({ contract }) => contract === 'crm.deals')!.id}`
    },
    ready: (page) => page.getByRole('region', { name: /as it came/ }),
    reading: 'The exception is being read',
    failed: 'This exception could not be read',
  },
  {
    name: 'decisions',
    path: '/decisions',
    ready: title(/Eight decisions/),
    reading: 'The decisions are being read',
    failed: 'The decisions could not be read',
    empty: 'No decision is written down yet',
  },
  {
    name: 'decision',
    path: '/decisions/0006-no-saving-on-a-button-in-germany',
    ready: (page) => page.getByRole('complementary', { name: 'What it is connected with' }),
    reading: 'The decision is being read',
    failed: 'This decision could not be read',
    empty: 'There is no decision',
  },
  {
    name: 'settings-people',
    path: '/settings/people',
    ready: (page) => page.getByText('Vito Viewer', { exact: true }),
    reading: 'Reading people',
    failed: 'People could not be read',
  },
  {
    name: 'settings-sessions',
    path: '/settings/sessions',
    ready: title(/You are signed in/),
    reading: 'Reading sessions',
    failed: 'Sessions could not be read',
  },
  {
    name: 'settings-keys',
    path: '/settings/keys',
    ready: title(/in force/),
    reading: 'Reading keys',
    failed: 'Keys could not be read',
    empty: 'No program may come in yet',
  },
  {
    name: 'settings-workspace',
    path: '/settings/workspace',
    ready: title(/runs/),
    reading: 'Reading the workspace',
    failed: 'The workspace could not be read',
  },
  {
    name: 'settings-engines',
    path: '/settings/engines',
    ready: title(/engines run|jobs have not/),
    reading: 'Reading the engines',
    failed: 'The engines could not be read',
  },
  {
    name: 'settings-audit',
    path: '/settings/audit',
    ready: title(/is whole/),
    reading: 'Reading: audit trail',
    failed: 'The audit trail could not be read',
  },
]

export const pathOf = async ({ path }: Screen, stack: Addresses): Promise<string> =>
  typeof path === 'string' ? path : path(stack)

/** Waits until a screen has been read, with every part of it. */
export async function isRead(page: Page, { ready }: Screen): Promise<void> {
  await ready(page).waitFor()
  await hasNoSkeleton(page)
}

/** Waits until nothing holds a place any more. */
export const hasNoSkeleton = (page: Page): Promise<void> =>
  expect
    .poll(
      () => page.locator('[data-skeleton]').evaluateAll((all) => all.map((each) => each.outerHTML)),
      {
        timeout: 15_000,
      },
    )
    .toEqual([])
