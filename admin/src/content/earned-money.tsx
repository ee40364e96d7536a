import { Money } from '../ui/money.tsx'
import { allMoney, isIn, moneyIn, type Amount, type Earned } from './earned.ts'

/** What something earned, in a column of one currency; what came in others is written out. */
export function EarnedMoney(props: {
  readonly of: Earned
  readonly amount: Amount
  readonly currency: string | undefined
}) {
  const { of: earned, amount, currency } = props
  if (!isIn(earned, amount, currency)) return <>{allMoney(earned, amount)}</>
  return <Money micros={moneyIn(earned, amount, currency)} currency={currency} short />
}
