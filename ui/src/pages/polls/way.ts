/* The way of a poll: which part is at work in which state. Pure. */
import type { Gate, Poll } from '../../api/polls'
import type { PollState } from '../../api/hall'

export const STAGES = ['preparing', 'frozen', 'open', 'closed', 'counted', 'signed'] as const

export function reached(state: PollState): number {
  return state === 'void' ? STAGES.length - 1 : STAGES.indexOf(state)
}

export const isPaper = (p: Pick<Poll, 'way'>): boolean => p.way !== 'electronic'
export const isElectronic = (p: Pick<Poll, 'way'>): boolean => p.way !== 'paper'

/** Why an act is not possible; '' when it is, or when the server says nothing of it. */
export function blocked(gates: Gate[], act: string): string {
  return gates
    .filter((g) => g.act === act && !g.ok)
    .map((g) => g.message)
    .join(' ')
}
