/* What the screen of the hall shows by itself, and how names fit on it. Pure. */
import type { PollState } from '../../api/hall'

export type View = 'attendance' | 'agenda' | 'ballot' | 'turnout' | 'result'

interface Item {
  state: string
  kind: string
}

/** The item that is taken up next or just now: the first that is not done. */
export function currentItem<T extends Item>(agenda: T[]): T | undefined {
  return agenda.find((i) => i.state === 'planned')
}

/**
 * While ballots are filled in: how. Once they are in, until they are signed: that they are counted. Then the result, while the
 * election or the announcement of it is taken up. Otherwise the agenda once it has begun, and before: who has come.
 */
export function autoView(polls: { state: PollState }[], agenda: Item[] = []): View {
  const any = (...states: PollState[]): boolean => polls.some((p) => states.includes(p.state))
  const now = currentItem(agenda)
  if (any('open')) return 'ballot'
  if (any('closed', 'counted')) return 'turnout'
  if (any('signed') && !any('preparing', 'frozen'))
    if (!now || now.kind === 'election' || now.kind === 'announcement') return 'result'
  return now && agenda.some((i) => i.state !== 'planned') ? 'agenda' : 'attendance'
}

/** The polls whose end the hall may be told: signed, or declared void; in the order in which they were made. */
export function ended<T extends { state: PollState }>(polls: T[]): T[] {
  return polls.filter((p) => p.state === 'signed' || p.state === 'void')
}

/** What the hall is told of one question: who comes through a pre-election is a candidate, and a void ballot has nobody. */
export type Told = 'elected' | 'formal' | 'void' | 'pre_void'
export function toldOf(state: PollState, election: string | undefined, isPre: boolean): Told {
  if (state === 'void' || election === 'void') return isPre ? 'pre_void' : 'void'
  return isPre ? 'formal' : 'elected'
}

/** Columns in which `n` names are read best: at most 12 a column, at most 5 columns. */
export function columnsFor(n: number): number {
  return Math.max(1, Math.min(5, Math.ceil(n / 12)))
}

export function percent(part: number, whole: number): number {
  return whole > 0 ? Math.min(100, Math.floor((part * 100) / whole)) : 0
}
