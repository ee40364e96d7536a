import { describe, expect, test } from 'vitest'
import { inspect, page, type Page } from './harness/index.ts'

const title = (screen: Page) => screen.getByRole('heading', { level: 1 })

describe('the experiments', () => {
  test('say in a sentence what each comes to, and lead to it', async () => {
    const screen = await page('/experiments')
    const finding = screen.getByRole('link', {
      name: /^Proof converts more: between \+\d+ and \+\d+ in/,
    })
    await finding.waitFor()
    await screen
      .getByRole('link', { name: /^(Too early to say|No difference that matters)/ })
      .waitFor()
    await finding.click()
    // Its figures are asked for once more, and the example goes on living.
    await title(screen)
      .filter({ hasText: /^Proof converts more/ })
      .waitFor()
    expect(new URL(screen.url()).pathname).toBe('/experiments/hero-headline')
  })
})

describe('an experiment', () => {
  test('shows the band of every day, the arms, the split and what is left out', async () => {
    const screen = await page('/experiments/hero-headline')
    await screen.getByRole('heading', { name: 'The split is as planned' }).waitFor()
    await screen.getByRole('heading', { name: 'Left out' }).waitFor()
    const curve = screen.getByRole('slider')
    const now = await curve.getAttribute('aria-valuetext')
    expect(now).toMatch(/: proof \+\d+(\.\d+)? \(\+\d+(\.\d+)? to \+\d+(\.\d+)?\)$/)
    await curve.focus()
    await screen.keyboard.press('Home')
    expect(await curve.getAttribute('aria-valuetext')).not.toBe(now)
  })

  test('ends its band where the report stands', async () => {
    const screen = await page('/experiments/pricing-cta-wording')
    await screen.getByRole('slider').waitFor()
    const read = async (path: string) => (await screen.request.get(path)).json() as Promise<never>
    const { days } = await read('/api/experiments/pricing-cta-wording')
    const { rows } = await read('/api/reports/experiment-result?of=pricing-cta-wording')
    const last = (days as { arms: { compared: { low: number } | null }[] }[]).at(-1)!
    const reported = (rows as { low: number | null }[])[1]!
    // The example goes on living between the two questions.
    expect(last.arms[1]!.compared!.low).toBeCloseTo(reported.low!, 3)
  })

  test('opens its visitors', async () => {
    const screen = await page('/experiments/pricing-cta-wording')
    await screen.getByRole('button', { name: /^Visitors of annual who reached the goal/ }).click()
    const drawer = screen.getByRole('dialog')
    await drawer.getByText(/rows come to/).waitFor()
    await drawer.getByText('Exposures that chance had no part in').first().waitFor()
    await inspect(screen, 'experiment-figure')
    await screen.goBack()
    await drawer.waitFor({ state: 'detached' })
    await screen.goForward()
    await drawer.getByText(/rows come to/).waitFor()
    await screen.keyboard.press('Escape')
    await drawer.waitFor({ state: 'detached' })
    await screen.goBack()
    expect(new URL(screen.url()).searchParams.has('figure')).toBe(false)
  })

  test('that there is not leads back', async () => {
    const screen = await page('/experiments/no-such')
    await title(screen).getByText('There is no experiment').waitFor()
    await screen.getByRole('link', { name: 'See the experiments there are' }).click()
    await screen.getByRole('link', { name: /^Proof converts more/ }).waitFor()
  })
})
