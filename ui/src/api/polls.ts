/* Polls from preparation to the signed result: docs/congress.md, "Polls". */
import { address, call, download, fetchFile } from './call'
import type { Hands } from './hall'
import type { Second } from './second'
import type { Schemas } from './types'

export type BallotWay = 'paper' | 'electronic' | 'both'
export type Surplus = PollElection['surplus']
export type Candidate = Schemas['Candidate']
export type PollElection = Schemas['PollElection']
export type IssueSum = Schemas['IssueSum']
export type IssueField = 'printed' | 'issued' | 'unused' | 'cut' | 'returned'
export type Issue = Poll['issue']
export type GroupState = Group['state']
export type GroupMode = Group['mode']
/** mine: entered by the account that asks. */
export type Side = Schemas['TellerSide']
export type Group = Schemas['CountGroup']
export type Tallied = Schemas['Tallied']
export type Cited = Schemas['Cited']
export type Bar = Question['bar']
export type Next = Question['next']
export type Question = Schemas['Question']
export type Gate = Schemas['Gate']
export type Duty = 'chief_scrutineer' | 'scrutineer' | 'chief_teller'
export type Reduction = Schemas['Reduction']
export type Poll = Schemas['Poll']
export interface Withdrawal {
  election: string
  name: string
  by: Poll['withdrawals'][number]['by']
  right?: string
  paper: string
}

/** One answer per election of the sheet; letters Y approve, N oppose, A abstain, ? unclear, in ballot order. */
export type Answer = Schemas['Answer']
export type Ballot = Schemas['MarkedBallot'] | Schemas['VoidBallot']
export type SumsBallot = Schemas['SumBallot']
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

export type Holder = Schemas['Holder']
/** Codes as in the ledger of candidates; dates YYYY-MM or YYYY-MM-DD. */
export type NewCandidate = Schemas['NewCandidate']
export type NewElection = Schemas['NewElection']
export type NewPoll = Schemas['NewPoll']

const post = (id: string, what: string, body: unknown = {}) =>
  call<Poll>('POST', `polls/${id}/${what}`, { body })

export const read = (id: string) => call<Poll>('GET', `polls/${id}`)
export const make = (body: NewPoll) => call<Poll>('POST', 'polls', { body })
export const candidates = (
  id: string,
  election: { id: string; seen: string[] },
  names: NewCandidate[],
  order?: string[],
  why?: string,
) =>
  post(id, 'candidates', {
    election: election.id,
    seen: election.seen,
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
export const freeze = (
  poll: Pick<Poll, 'id' | 'elections'>,
  by: { sitting: string } | { attendance: Present; second: Second },
) =>
  post(poll.id, 'freeze', {
    ...by,
    seen: poll.elections.flatMap((e) => e.candidates.map((c) => c.id)),
  })
/** `destroyed`: papers that came back and were destroyed before two people. */
export const thaw = (id: string, reason: string, destroyed: number, second: Second) =>
  post(id, 'thaw', { reason, destroyed, second })
export const open = (id: string, holders: Holder[]) =>
  post(id, 'open', holders.length ? { holders } : {})
export const close = (id: string) => post(id, 'close')
export const unseal = (id: string, holders: Holder[]) => post(id, 'unseal', { holders })
export const issue = (id: string, ver: number, numbers: Partial<Record<IssueField, number>>) =>
  post(id, 'issue', { ver, ...numbers })
/** Of a district: how many came to the stations, as two people counted. */
export const came = (id: string, n: number, second: Second) =>
  post(id, 'issue', { came: n, second })
export const group = (id: string, name: string, mode: GroupMode) =>
  post(id, 'groups', { name, mode })
export const count = (id: string) => post(id, 'count')
/** Two scrutineers before the count (duty, name); once it is counted by decision (by, document). */
export const declareVoid = (
  id: string,
  body: {
    cause: string
    reason: string
    password: string
    duty?: Duty
    name?: string
    by?: string
    document?: string
    item?: string
    second?: Second
  },
) => post(id, 'void', body)
export const sign = (id: string, duty: Duty, name: string, password: string) =>
  post(id, 'sign', { duty, name, password })
export const recount = (id: string, reason: string, second: Second) =>
  post(id, 'recount', { reason, second })
export const next = (
  id: string,
  body: { election: string; decision: Next; seats?: number; reason?: string },
) => post(id, 'next', body)
/** How many seats the office has once the poll is held, by a decision. */
export const recordSeats = (
  id: string,
  body: { election: string; seats: number; paper: string; second: Second },
) => post(id, 'seats', body)
/** A name that was laid before the meetings is withdrawn; `right` of one that was written wrongly. */
export const withdrawName = (id: string, body: Withdrawal & { second: Second }) =>
  post(id, 'withdrawals', body)
export const reduce = (
  id: string,
  body: { election: string; seats: number; reason: string; second: Second } & Hands,
) => post(id, 'reduce', body)
/** The rest of the seats waits for the next session. */
export const putOff = (
  id: string,
  body: { election: string; reason: string; second: Second } & Hands,
) => post(id, 'put_off', body)
export const ballotsAt = (id: string, copies: number) =>
  address(`polls/${id}/ballots.pdf`, { copies })
export const layoutAt = (id: string) => address(`polls/${id}/layout.json`)
/** One-time slips as a PDF; the server keeps none of them. */
export const slips = (id: string, many: number) => fetchFile(`polls/${id}/slips`, { count: many })
export type Alike = Poll['alike'][number]
/** Names written in differently are one (`as`), or several (null). */
export type AlikeSaid = Poll['alike_said'][number]
/** What was said of such names is taken back, and asked again. */
export const alikeBack = (id: string, a: AlikeSaid, reason: string) =>
  post(id, 'alike/withdraw', { question: a.question, names: a.names, reason })
export const alike = (id: string, a: Alike, as: string | null) =>
  post(id, 'alike', { question: a.question, names: a.names, as })
export type GroupPart = Schemas['GroupPart']
/** What each counting group found, once the poll is counted. */
export const groupNumbers = (id: string) =>
  call<Schemas['GroupNumbers']>('GET', `polls/${id}/group-numbers`)
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
export const removeGroup = (id: string, n: number) => call<Poll>('POST', `${at(id, n)}/remove`)
export const accept = (id: string, n: number, password: string) =>
  call<Group>('POST', `${at(id, n)}/accept`, { body: { password } })
