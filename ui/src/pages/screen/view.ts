/* What the screen of the hall shows by itself, and how names fit on it. Pure. */
import type { PollState } from '../../api/hall'

export type View = 'attendance' | 'turnout' | 'result'

/** While ballots are out or just in: the turnout. All signed: the result. Before: who has come. */
export function autoView(polls: { state: PollState }[]): View {
  if (polls.some((p) => p.state === 'open' || p.state === 'closed' || p.state === 'counted'))
    return 'turnout'
  return polls.some((p) => p.state === 'signed') &&
    !polls.some((p) => p.state === 'preparing' || p.state === 'frozen')
    ? 'result'
    : 'attendance'
}

/** Columns in which `n` names are read best: at most 12 a column, at most 5 columns. */
export function columnsFor(n: number): number {
  return Math.max(1, Math.min(5, Math.ceil(n / 12)))
}

export function percent(part: number, whole: number): number {
  return whole > 0 ? Math.min(100, Math.floor((part * 100) / whole)) : 0
}
