/* Who counts or watches the count finds his work: which side of a group is his, and what there is to do. Pure. */
import type { PollState } from '../../api/hall'
import type { Group, Side } from '../../api/polls'

/** enter: go on, or begin; done: finished, wait for the other; taken: others have both sides. */
export interface Seat {
  side: 1 | 2 | null
  what: 'enter' | 'done' | 'taken' | 'accepted'
  count: number
}

const free = (s: Side): boolean => s.who === null && !s.finished

/** A teller's own side, else one that nobody has begun: never both. */
export function tellerSeat(g: Group): Seat {
  const mine: 1 | 2 | null = g.first.mine ? 1 : g.second.mine ? 2 : null
  if (g.state === 'accepted') return { side: mine, what: 'accepted', count: 0 }
  const side = mine ?? (free(g.first) ? 1 : free(g.second) ? 2 : null)
  if (side === null) return { side, what: 'taken', count: 0 }
  const own = side === 1 ? g.first : g.second
  return { side, what: own.finished ? 'done' : 'enter', count: mine ? own.count : 0 }
}

/** What a scrutineer has to do with a group. */
export function scrutineerTask(g: Group): 'settle' | 'accept' | 'wait' | 'accepted' {
  if (g.state === 'differs') return 'settle'
  if (g.state === 'agrees') return 'accept'
  return g.state === 'accepted' ? 'accepted' : 'wait'
}

/** Polls in the order in which they want somebody: to be counted, to be signed, being voted on. */
export function inOrder<T extends { state: PollState }>(polls: T[]): T[] {
  const ORDER: PollState[] = ['closed', 'counted', 'open', 'frozen']
  return polls
    .filter((p) => ORDER.includes(p.state))
    .sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state))
}
