/* Congresses, their sittings, who has come: docs/congress.md, "Hall". */
import { call, download } from './call'
import type { Ref, Row } from './types'

export interface CongressLine {
  id: string
  title: string
  kind: string
  state: string
  opens_on: string | null
  closes_on: string | null
  due: number
  polls: number
  signed: number
  region?: Ref
}
export interface PollLine {
  id: string
  title: string
  state: PollState
  cast: number
  round: number
  colour: string
  elections: { id: string; title: string; office: string; seats: number; candidates: number }[]
}
export type PollState = 'preparing' | 'frozen' | 'open' | 'closed' | 'counted' | 'signed' | 'void'
export interface PathStep {
  step: string
  label: string
  ok: boolean
  message: string
  to: string
}
export interface Delegation {
  name: string
  due: number
  present?: number
}
export interface Congress {
  congress: Row
  sittings: (Row & { agenda: Row[] })[]
  polls: PollLine[]
  officers: Row[]
  roster: { due: number; observers: number; delegations: Delegation[] }
  steps: PathStep[]
}

export interface Quorum {
  base: string
  of: number
  share: string
  op: 'at_least' | 'more_than'
  needed: number
  present: number
  met: boolean
  article: string
}
export type Status = 'present' | 'left' | 'leave_sick' | 'leave_business' | 'absent' | null
export interface Hall {
  sitting: Row
  due: number
  present: number
  left: number
  absent: number
  leave_sick: number
  leave_business: number
  unknown: number
  quorum: Quorum
  delegations: Required<Delegation>[]
  doors: { name: string; count: number; last_at: string }[]
  latest: { name: string; delegation: string; status: Status; at: string }[]
  polls: {
    id: string
    title: string
    state: PollState
    due: number
    present: number
    voted: number
    returned: number
  }[]
  at: string
}
export interface Attendee {
  id: string
  name: string
  delegation: string | null
  seat: string | null
  badge: string
  votes: boolean
  status: Status
  came_at: string | null
  left_at: string | null
  door: string | null
  reason: string | null
}
export interface Roll {
  attendees: Attendee[]
  at: string
}
export type EventKind = 'in' | 'out' | 'leave_sick' | 'leave_business' | 'absent' | 'clear'
export type Way = 'list' | 'qr' | 'code'
export interface DoorEvent {
  key: string
  attendee?: string
  badge?: string
  kind: EventKind
  at: string
  way: Way
  reason?: string
}
export interface CheckedIn {
  taken: {
    key: string
    attendee: string
    name: string
    delegation: string | null
    seat: string | null
    status: Status
  }[]
  refused: { key: string; code: string; message: string }[]
}
export interface OfficerInput {
  attendee?: string
  name?: string
  duty: string
  delegation?: string
}

export const congresses = (region: string) =>
  call<{ congresses: CongressLine[] }>('GET', 'congresses', { query: { region } }).then(
    (r) => r.congresses,
  )
export const congress = (id: string) => call<Congress>('GET', `congresses/${id}`)
export type RosterFrom = 'delegates' | 'elected' | 'deputies'
export const roster = (id: string, from: RosterFrom) =>
  call<{ added: number; kept: number; removed: number }>('POST', `congresses/${id}/roster`, {
    body: { from },
  })
export const badges = (id: string) => download(`congresses/${id}/badges.pdf`)
export const officers = (id: string, list: OfficerInput[]) =>
  call<{ done: number }>('POST', `congresses/${id}/officers`, { body: { officers: list } })
export interface Hands {
  approve: number
  oppose: number
  abstain: number
}
export const passOfficers = (id: string, ids: string[], hands: Hands) =>
  call<{ done: number }>('POST', `congresses/${id}/officers/pass`, {
    body: { ids, ...hands, by: 'show of hands' },
  })
export const hall = (sitting: string) => call<Hall>('GET', `sittings/${sitting}/hall`)
export const roll = (sitting: string) => call<Roll>('GET', `sittings/${sitting}/roll`)
export const checkIn = (sitting: string, door: string, events: DoorEvent[]) =>
  call<CheckedIn>('POST', `sittings/${sitting}/check-in`, { body: { door, events } })
export const turnSitting = (sitting: string, how: 'open' | 'close') =>
  call<Row>('POST', `sittings/${sitting}/${how}`)
