import { test } from 'vitest'
import { emptyStack, inLanes, inspect, windows } from './harness/index.ts'
import { hasNoSkeleton, screens } from './harness/screens.ts'

/** They are many screens, and a machine may have other things to do. */
const patienceMs = 240_000

test(
  'each teaches its next step where there is nothing yet',
  async () => {
    const those = screens.filter(({ empty }) => empty !== undefined)
    await inLanes(those, await windows(3, { stack: emptyStack() }), async (screen, opened) => {
      const { name, path, empty } = screen
      await opened.goto(path as string)
      await opened.getByText(empty!).first().waitFor()
      await hasNoSkeleton(opened)
      await inspect(opened, `${name}-empty`)
    })
  },
  patienceMs,
)
