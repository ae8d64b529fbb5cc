/* Polls from preparation to the signed result: docs/congress.md, "Polls". */
import { address, call, download, fetchFile } from './call'
import type { Hands, PollState, Quorum } from './hall'
import type { Ref } from './types'

export type BallotWay = 'paper' | 'electronic' | 'both'
export interface Surplus {
  least: number
  most: number | null
  got: number
  kept: boolean
  article: string
}
export interface Candidate {
  id: string
  name: string
  unit?: string | null
  sex?: string | null
  post?: string | null
  approve?: number | null
  elected?: boolean | null
}
export interface PollElection {
  id: string
  ver: number
  title: string
  office: string
  post_title: string | null
  seats: number
  rules: string
  rules_edition: string | null
  settings: Record<string, unknown>
  candidates: Candidate[]
  surplus: Surplus | null
  write_ins: number
  /** Names with characters whose strokes nobody knows: their place must be checked. */
  unknown?: { name: string; characters: string }[]
}
export interface IssueSum {
  gate?: string
  ok: boolean
  text: string
}
export type IssueField = 'printed' | 'issued' | 'unused' | 'cut' | 'returned'
export type Issue = Record<IssueField, number | null> & { sums: IssueSum[] }
export type GroupState = 'entering' | 'waiting' | 'differs' | 'agrees' | 'accepted'
export type GroupMode = 'ballots' | 'sums'
/** mine: entered by the account that asks. */
export interface Side {
  who: string | null
  mine?: boolean
  count: number
  finished: boolean
}
export interface Group {
  number: number
  name: string
  mode: GroupMode
  state: GroupState
  first: Side
  second: Side
  returned: number | null
}
export interface Tallied {
  name: string
  approve: number
  oppose: number
  abstain: number
  unclear: number
  elected: boolean
}
export interface Cited {
  rule: string
  document: string
  article: string
  edition: string
  confidence: string
}
export interface Bar {
  base: string
  of: number
  at_least?: number
  more_than?: number
}
export type Next = 'none' | 'rerun_tied' | 'another_election' | 'start_again'
export interface Question {
  election: 'valid' | 'void'
  reason: string | null
  returned: number
  valid: number
  void: number
  void_for: { decided: number; too_many: number; unclear: number }
  issued: number
  printed: number
  left: number
  quorum: Bar & { present: number }
  bar: Bar
  candidates: Tallied[]
  write_ins: Tallied[]
  elected: string[]
  tied: string[]
  unfilled: number
  next: Next
  next_seats: number
  next_candidates: string[]
  warnings: (Cited & { least?: number; most?: number; got?: number })[]
  rules: Cited[]
  verdict: string
}
export interface Gate {
  act: string
  gate?: string
  ok: boolean
  message: string
}
export type Duty = 'chief_scrutineer' | 'scrutineer' | 'chief_teller'
export interface Reduction {
  election: string
  seats: number
  reason: string
  at?: string
  approve?: number
  oppose?: number
  abstain?: number
}
export interface Poll {
  id: string
  ver: number
  state: PollState
  title: string
  congress: Ref
  sitting: Ref | null
  region: string | Ref
  cast: number
  round: number
  colour: string
  way: BallotWay
  style: string
  previous: string | null
  elections: PollElection[]
  attendance: {
    due: number
    present: number
    leave_sick: number
    leave_business: number
    absent: number
    at: string
    frozen: boolean
  } | null
  quorum: Quorum | null
  issue: Issue
  urn: {
    slips: number
    used: number
    state: 'none' | 'open' | 'closed' | 'unsealed'
    holders: string[]
  }
  groups: Group[]
  result: { questions: Question[] } | null
  signatures: { duty: Duty; name: string; at: string }[]
  gates: Gate[]
  next: { election: string; decision: Next; seats: number; candidates: string[] }[]
  reductions: Reduction[]
}

/** One answer per election of the sheet; letters Y approve, N oppose, A abstain, ? unclear, in ballot order. */
export interface Answer {
  marks: string
  write_in?: string[]
}
export type Ballot = { answers: Answer[] } | { void: string }
export interface SumsBallot {
  returned: number
  void: number
  answers: {
    marks: [number, number, number, number][]
    write_in: { name: string; approve: number }[]
  }[]
}
export interface Entry<B = Ballot> {
  pos: number
  ballot: B
}
export interface GroupSide<B = Ballot> {
  number: number
  name: string
  mode: GroupMode
  state: GroupState
  entries: Entry<B>[]
}
export interface Difference {
  pos: number
  first: Ballot | SumsBallot | null
  second: Ballot | SumsBallot | null
  settled?: Ballot | SumsBallot | null
  reason?: string | null
}

export interface Holder {
  name: string
  passphrase: string
}
/** Codes as in the ledger of candidates; dates YYYY-MM or YYYY-MM-DD. */
export interface NewCandidate {
  name: string
  person?: string
  unit?: string
  post?: string
  sex?: string
  birth?: string
  ethnicity?: string
  education?: string
  party_joined?: string
}
export interface NewElection {
  title: string
  office: string
  post_title?: string
  seats: number
  rules: string
  settings?: Record<string, unknown>
  candidates: NewCandidate[]
}
export interface NewPoll {
  congress: string
  sitting?: string
  title: string
  cast: number
  colour: string
  way: BallotWay
  style: string
  elections: NewElection[]
}

const post = (id: string, what: string, body: unknown = {}) =>
  call<Poll>('POST', `polls/${id}/${what}`, { body })

export const read = (id: string) => call<Poll>('GET', `polls/${id}`)
export const make = (body: NewPoll) => call<Poll>('POST', 'polls', { body })
export const candidates = (
  id: string,
  election: string,
  names: NewCandidate[],
  order?: string[],
  why?: string,
) =>
  post(id, 'candidates', {
    election,
    candidates: names,
    ...(order ? { order, order_reason: why ?? '' } : {}),
  })
export interface Present {
  due: number
  present: number
  leave_sick: number
  leave_business: number
}
/** Those present by the check-in of a sitting, or by numbers given by hand. */
export const freeze = (id: string, by: { sitting: string } | { attendance: Present }) =>
  post(id, 'freeze', by)
export const thaw = (id: string, reason: string) => post(id, 'thaw', { reason })
export const open = (id: string, holders: Holder[]) =>
  post(id, 'open', holders.length ? { holders } : {})
export const close = (id: string) => post(id, 'close')
export const unseal = (id: string, holders: Holder[]) => post(id, 'unseal', { holders })
export const issue = (id: string, ver: number, numbers: Partial<Record<IssueField, number>>) =>
  post(id, 'issue', { ver, ...numbers })
export const group = (id: string, name: string, mode: GroupMode) =>
  post(id, 'groups', { name, mode })
export const count = (id: string) => post(id, 'count')
export const sign = (id: string, duty: Duty, name: string, password: string) =>
  post(id, 'sign', { duty, name, password })
export const recount = (id: string, reason: string) => post(id, 'recount', { reason })
export const next = (
  id: string,
  body: { election: string; decision: Next; seats?: number; reason?: string },
) => post(id, 'next', body)
export const reduce = (
  id: string,
  body: { election: string; seats: number; reason: string } & Hands,
) => post(id, 'reduce', body)
export const ballotsAt = (id: string, copies: number) =>
  address(`polls/${id}/ballots.pdf`, { copies })
export const layoutAt = (id: string) => address(`polls/${id}/layout.json`)
/** One-time slips as a PDF; the server keeps none of them. */
export const slips = (id: string, many: number) => fetchFile(`polls/${id}/slips`, { count: many })
export const evidence = (id: string) => download(`polls/${id}/evidence`)

const at = (id: string, n: number) => `polls/${id}/groups/${n}`
export const side = <B = Ballot>(id: string, n: number, which: 1 | 2) =>
  call<GroupSide<B>>('GET', at(id, n), { query: { side: which } })
export const entries = <B = Ballot>(
  id: string,
  n: number,
  which: 1 | 2,
  list: { pos: number; ballot: B | null }[],
) =>
  call<{ side: number; count: number }>('POST', `${at(id, n)}/entries`, {
    body: { side: which, entries: list },
  })
export const finish = (id: string, n: number, which: 1 | 2) =>
  call<Group>('POST', `${at(id, n)}/finish`, { body: { side: which } })
export const differences = (id: string, n: number) =>
  call<{ differences: Difference[] }>('GET', `${at(id, n)}/differences`).then((r) => r.differences)
export const settle = (
  id: string,
  n: number,
  pos: number,
  ballot: Ballot | SumsBallot | null,
  reason: string,
) => call<Group>('POST', `${at(id, n)}/settle`, { body: { pos, ballot, reason } })
export const reopen = (id: string, n: number, reason: string) =>
  call<Group>('POST', `${at(id, n)}/reopen`, { body: { reason } })
export const accept = (id: string, n: number, password: string) =>
  call<Group>('POST', `${at(id, n)}/accept`, { body: { password } })
