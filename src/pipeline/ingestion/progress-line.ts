/** How far something is, as a line of text: `leads.csv ███████░░░ 70 % · 210,000 records · 34,000/s · 3 s left`. */
export function progressLine({
  label,
  done,
  total,
  records,
  startedAt,
  now,
}: {
  readonly label: string
  /** Bytes, or whatever `total` counts. */
  readonly done: number
  readonly total: number
  readonly records: number
  readonly startedAt: Date
  readonly now: Date
}): string {
  const share = total > 0 ? Math.min(1, done / total) : 1
  const seconds = (now.getTime() - startedAt.getTime()) / 1_000
  const bar = '█'.repeat(Math.floor(share * barLength)).padEnd(barLength, '░')
  const parts = [`${label} ${bar} ${Math.floor(share * 100)} %`, `${count(records)} records`]
  if (seconds > 0) parts.push(`${count(Math.round(records / seconds))}/s`)
  if (share > 0 && share < 1 && seconds > 0) {
    parts.push(`${timeText((seconds / share) * (1 - share))} left`)
  }
  return parts.join(' · ')
}

const barLength = 20

const count = (number: number): string => number.toLocaleString('en-GB')

function timeText(seconds: number): string {
  const whole = Math.ceil(seconds)
  if (whole < 60) return `${whole} s`
  return whole < 3_600 ? `${Math.ceil(whole / 60)} min` : `${(whole / 3_600).toFixed(1)} h`
}
