import type { JudgedArm, Judgement } from './judge.ts'
import { worstSampleRatio } from './verdict.ts'

/** What an experiment comes to so far, for somebody who has to decide and knows no statistics. */
export interface Finding {
  readonly tone: 'nobody' | 'early' | 'better' | 'worse' | 'even' | 'broken'
  /** One sentence, without a full stop: a headline. */
  readonly title: string
  /** What must be known beside it, each a sentence. */
  readonly because: readonly string[]
}

/** Puts the result of an experiment into words. */
export function findingOf(
  { control, alpha }: { readonly control: string; readonly alpha: number },
  judgement: Judgement,
): Finding {
  const { arms, sampleRatio, several } = judgement
  const units = arms.reduce((sum, arm) => sum + arm.units, 0)
  const seen = [
    ...(several > 0
      ? [
          `${visitors(several)} saw more than one variant and ${several === 1 ? 'counts' : 'count'} under the first.`,
        ]
      : []),
    `Look as often as you like: over the whole run, a false alarm has a chance of at most ${alpha * 100}%.`,
  ]
  if (units === 0) {
    return {
      tone: 'nobody',
      title: 'Nobody has been dealt a variant yet',
      because: ['Figures appear as soon as chance has shown somebody a variant.'],
    }
  }
  if (sampleRatio < worstSampleRatio) {
    return {
      tone: 'broken',
      title: 'The split is not as planned: do not trust this',
      because: [
        splitOf(arms, units),
        `However often one looks, chance alone does this less than once in ${grouped(1 / worstSampleRatio)} experiments.`,
        'Look for visitors who are lost before they are counted: a slow variant, a redirect, a robot filter.',
      ],
    }
  }
  const compared = comparisonOf(control, arms)
  return { ...compared, because: [...compared.because, ...seen] }
}

type Known = JudgedArm & { readonly low: number; readonly high: number; readonly estimate: number }

function comparisonOf(control: string, arms: readonly JudgedArm[]): Finding {
  const others = arms.filter(({ arm }) => arm !== control)
  const known: Known[] = others.flatMap((arm) =>
    arm.compared?.ok ? [{ ...arm, ...arm.compared.value }] : [],
  )
  if (others.length === 0) {
    return early('only one variant has been dealt', [
      `Nobody has seen another variant than ${control}.`,
    ])
  }
  if (known.length === 0) return early(...whyUnknown(control, others))
  const winners = known.filter(({ low }) => low > 0).sort((a, b) => b.estimate - a.estimate)
  const losers = known.filter(({ high }) => high < 0)
  const [best] = winners
  if (best) {
    return {
      tone: 'better',
      title: `${titled(best.arm)} converts more: between ${inVisitors(best)}`,
      because: [
        `${rates(best, arms, control)}.`,
        ...winners.slice(1).map((arm) => `${titled(arm.arm)} too: between ${inVisitors(arm)}.`),
        ...losers.map(worse),
      ],
    }
  }
  if (losers.length === others.length) {
    const [one] = losers
    return {
      tone: 'worse',
      title:
        losers.length === 1
          ? `${titled(one!.arm)} converts less: between ${inVisitors(one!)}`
          : `${titled(control)} converts most: every other variant does worse`,
      because: losers.length === 1 ? [`${rates(one!, arms, control)}.`] : losers.map(worse),
    }
  }
  return undecided(control, arms, known, losers)
}

/** No variant is known to win, and not all are known to lose. */
function undecided(
  control: string,
  arms: readonly JudgedArm[],
  known: readonly Known[],
  losers: readonly Known[],
): Finding {
  const unknown = arms.filter(({ arm, compared }) => arm !== control && !compared?.ok)
  const rate = arms.find(({ arm }) => arm === control)?.conversion ?? 0
  const narrow = ({ low, high }: Known) => Math.max(-low, high) < rate * little
  const open = known.filter((arm) => !losers.includes(arm))
  if (unknown.length === 0 && open.every(narrow)) {
    const widest = open.reduce((a, b) => (reach(b) > reach(a) ? b : a))
    return {
      tone: 'even',
      title: `No difference that matters: between ${inVisitors(widest)}`,
      because: [
        `Whatever the difference is, it is less than a tenth of what ${control} converts.`,
        ...losers.map(worse),
      ],
    }
  }
  const [first] = open
  if (!first) {
    // All that is known has lost; what is left cannot be compared yet.
    const [why, because] = whyUnknown(control, unknown)
    return early(why, [...because, ...losers.map(worse)])
  }
  const leading = open.reduce((a, b) => (b.estimate > a.estimate ? b : a), first)
  return early(`${leading.arm} lies between ${inVisitors(leading)}`, [
    `${rates(leading, arms, control)}; that may still be chance.`,
    ...losers.map(worse),
  ])
}

/** A difference below this share of the control's conversion matters to nobody. */
const little = 0.1
const reach = ({ low, high }: Known): number => Math.max(-low, high)
const worse = (arm: Known): string => `${titled(arm.arm)} does worse: between ${inVisitors(arm)}.`
const early = (why: string, because: readonly string[]): Finding => ({
  tone: 'early',
  title: `Too early to say: ${why}`,
  because,
})

function whyUnknown(control: string, others: readonly JudgedArm[]): [string, string[]] {
  const empty = others.every(
    ({ compared }) => compared && !compared.ok && compared.error === 'no-units',
  )
  return empty
    ? [`${control} has no visitors yet`, ['Without the control there is nothing to compare with.']]
    : [
        'in one of the variants nobody has converted, or everybody',
        ['How sure a figure is can be said once a variant has both.'],
      ]
}

function rates(arm: JudgedArm, arms: readonly JudgedArm[], control: string): string {
  const held = arms.find((each) => each.arm === control)
  const rate = (one: JudgedArm | undefined) =>
    `${percent(one?.conversion ?? 0)} of ${visitors(one?.units ?? 0)}`
  return `${titled(arm.arm)} converts ${rate(arm)}, ${control} ${rate(held)}`
}

function splitOf(arms: readonly JudgedArm[], units: number): string {
  const parts = arms.map(
    (arm) => `${arm.arm} has ${grouped(arm.units)} of ${grouped(Math.round(arm.expected))} planned`,
  )
  return `Of ${visitors(units)}, ${parts.join(', ')}.`
}

/**
 * A difference as people count it: `+2 and +9 in 100 visitors`. The ends are rounded outwards, so that
 * nothing is promised that the interval does not hold, and the scale is the least that shows them apart.
 */
export function inVisitors({ low, high }: { readonly low: number; readonly high: number }): string {
  for (const scale of [100, 1_000, 10_000, 100_000]) {
    const ends = [Math.floor(low * scale), Math.ceil(high * scale)] as const
    // An interval that leaves zero out must not be rounded onto it.
    const isHidden = (low > 0 && ends[0] <= 0) || (high < 0 && ends[1] >= 0)
    // One that is much wider once it is rounded wants a finer scale.
    const width = (high - low) * scale
    if (!isHidden && width >= 2)
      return `${signed(ends[0])} and ${signed(ends[1])} in ${grouped(scale)} visitors`
  }
  return `${signed(Math.floor(low * 1e6))} and ${signed(Math.ceil(high * 1e6))} in ${grouped(1e6)} visitors`
}

const grouped = (value: number): string => new Intl.NumberFormat('en-GB').format(value)
const signed = (value: number): string =>
  value === 0 ? '0' : `${value > 0 ? '+' : '−'}${grouped(Math.abs(value))}`
const visitors = (count: number): string =>
  `${grouped(count)} ${count === 1 ? 'visitor' : 'visitors'}`
const percent = (share: number): string => `${(share * 100).toFixed(share < 0.01 ? 2 : 1)}%`
const titled = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)
