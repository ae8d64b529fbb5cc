/* Congresses, their sittings, who has come: docs/congress.md, "Hall". */
import { call, download } from './call'
import type { Second } from './second'
import type { Row, Schemas } from './types'

export type CongressLine = Schemas['CongressLine']
export type PollLine = Schemas['PollLine']
export type PollState = Schemas['Poll']['state']
export type PathStep = Schemas['CongressStep']
export type Delegation = Schemas['Congress']['roster']['delegations'][number]
export type Congress = Schemas['Congress']

export type Quorum = Schemas['Quorum']
export type Status = Schemas['Attendee']['status']
export type Hall = Schemas['Hall']
export type Attendee = Schemas['Attendee']
export type Roll = Schemas['Roll']
export type EventKind = 'in' | 'out' | 'leave_sick' | 'leave_business' | 'absent' | 'clear'
export type Way = 'list' | 'qr' | 'code'
/** As a door keeps it: always with its moment. */
export type DoorEvent = Schemas['DoorEvent'] & { kind: EventKind; at: string; way: Way }
export type CheckedIn = Schemas['CheckedIn']
export type OfficerInput = Schemas['NewOfficer']

export const congresses = (region: string) =>
  call<{ congresses: CongressLine[] }>('GET', 'congresses', { query: { region } }).then(
    (r) => r.congresses,
  )
export const congress = (id: string) => call<Congress>('GET', `congresses/${id}`)
export type RosterFrom = 'delegates' | 'elected' | 'deputies'
/** What two people record with its paper, and under which name it is sent. */
const NUMBERS = { due: 'due', vacant: 'seats', deputies: 'deputies', term: 'term' } as const
export type NumberOfTwo = keyof typeof NUMBERS
export const record = (
  congress: string,
  what: NumberOfTwo,
  number: number,
  more: { paper: string; second: Second },
) =>
  call<Row>('POST', `congresses/${congress}/${what}`, {
    body: { [NUMBERS[what]]: number, ...more },
  })

/** A vote ends or is given by a decision, recorded by two people. */
export const vote = (
  attendee: string,
  body: { votes: boolean; decision: string; second: Second },
) => call<Row>('POST', `attendees/${attendee}/vote`, { body })
export const roster = (id: string, from: RosterFrom) =>
  call<{ added: number; kept: number; removed: number }>('POST', `congresses/${id}/roster`, {
    body: { from },
  })
export const badges = (id: string) => download(`congresses/${id}/badges.pdf`)
/** What is needed to go on by hand: one PDF. */
export const powerCut = (id: string) => download(`congresses/${id}/power-cut.pdf`)
export const officers = (id: string, list: OfficerInput[]) =>
  call<{ done: number }>('POST', `congresses/${id}/officers`, { body: { officers: list } })
export interface Hands {
  approve: number
  oppose: number
  abstain: number
  /** A meeting of the presidium; left out: a meeting of all. */
  sitting?: string
}
/** An item of the agenda, whose numbers the vote has; or, where no agenda has one, hands that were counted. */
export type OfficersVote = { agenda_item: string } | (Hands & { by: string })
export const passOfficers = (id: string, ids: string[], vote: OfficersVote, second?: Second) =>
  call<{ done: number }>('POST', `congresses/${id}/officers/pass`, {
    body: { ids, ...vote, ...(second && { second }) },
  })
/** Whom the congress passed has his duty no more; who counts or watches, by two people once a poll is frozen. */
export const withdrawOfficer = (
  officer: string,
  body: { ver: number; reason: string; second?: Second },
) => call<Row>('POST', `officers/${officer}/withdraw`, { body })
export const hall = (sitting: string) => call<Hall>('GET', `sittings/${sitting}/hall`)
export type MotionLine = Schemas['MotionLine']
export const motions = (id: string) => call<Schemas['Motions']>('GET', `congresses/${id}/motions`)
export type HallItem = Schemas['HallItem']
export type BallotLines = Schemas['BallotLines']
export const ballotLines = (poll: string) => call<BallotLines>('GET', `polls/${poll}/lines`)
export const script = (sitting: string) =>
  call<Schemas['Script']>('GET', `sittings/${sitting}/script`)
export const roll = (sitting: string) => call<Roll>('GET', `sittings/${sitting}/roll`)
export const checkIn = (sitting: string, door: string, events: DoorEvent[]) =>
  call<CheckedIn>('POST', `sittings/${sitting}/check-in`, { body: { door, events } })
export const turnSitting = (sitting: string, how: 'open' | 'close') =>
  call<Row>('POST', `sittings/${sitting}/${how}`)
