/* Delegates and nominations: docs/congress.md. */
import { call } from './call'
import type { Label, Ref, Row } from './types'

export type Level = 'county' | 'township' | string
export type Method = 'largest_remainder' | 'highest_average' | 'sainte_lague'
export type By = 'members' | 'organisations' | 'both'
export interface QuotaUnit {
  id: string
  ver?: number
  title: string
  kind: string
  members: number
  organisations: number
  minimum: number
  exact: string
  quota: number
  was: number | null
}
export interface Quotas {
  level: string
  total: number
  method: Method
  by?: By
  given: number
  units: QuotaUnit[]
  note: string
}
export interface StructureTarget {
  id: string
  kind: string
  label: string | Label
  unit: Ref | null
  at_least: boolean
  wanted: string
  wanted_count: number
  got: number
  of: number
  met: boolean
}
export interface StructureUnit {
  id: string
  title: string
  quota: number
  proposed: number
  reviewed: number
  elected: number
  qualified: number
  women: number
  frontline: number
  ethnic: number
  under45: number
  missing: string[]
}
export interface Structure {
  total: number
  targets: StructureTarget[]
  units: StructureUnit[]
}
export interface DelegateStep {
  step: string
  label: string | Label
  planned: string | null
  done_on: string | null
  state: 'done' | 'now' | 'waiting'
  gate: { ok: boolean; message: string }
}
export interface Credentials {
  seats: number
  elected: number
  qualified: number
  invalid: { id: string; name: string; reason: string }[]
  vacancies: number
  structure: Record<string, number | string>
  mean_age: string
  complete: boolean
}

const where = (region: string, level: string) => ({ query: { region, level } })
export interface Reckoning {
  total: number
  method: Method
  by: By
  minimum: number
}
/** Without a reckoning: what stands. */
export const quotas = (region: string, level: string, how?: Reckoning) =>
  call<Quotas>('GET', 'delegates/quotas', { query: { region, level, ...how } })
export interface QuotasInput {
  region: string
  level: string
  total: number
  method: Method
  by: By
  minimum: number
  units: { id: string; ver?: number; quota: number }[]
}
export const allot = (body: QuotasInput) =>
  call<{ done: number }>('POST', 'delegates/quotas', { body })
export const structure = (region: string, level: string) =>
  call<Structure>('GET', 'delegates/structure', where(region, level))
export const steps = (region: string, level: string) =>
  call<{ steps: DelegateStep[] }>('GET', 'delegates/steps', where(region, level)).then(
    (r) => r.steps,
  )
export const takeStep = (
  step: string,
  body: { region: string; level: string; on: string; decision?: string },
) =>
  call<{ steps: DelegateStep[] }>('POST', `delegates/steps/${step}`, { body }).then((r) => r.steps)
export const electUnit = (unit: string, poll: string) =>
  call<{ done: number }>('POST', `delegates/units/${unit}/elect`, { body: { poll } })
export const vacancy = (body: {
  delegate: string
  ver: number
  reason: string
  by_election: boolean
}) => call<unknown>('POST', 'delegates/vacancy', { body })
export const credentials = (region: string, level: string) =>
  call<Credentials>('GET', 'delegates/credentials', where(region, level))

export interface FlowStep {
  id: string
  direction: string
  title: string
  held_on: string | null
  state: string
  listed: number | null
  seats: number | null
  surplus: number | null
  gate: { ok: boolean; message: string }
  opinions: number
  objections: number
  public: { from: string | null; until: string | null; open: boolean } | null
}
export interface Flow {
  rounds: { round: number | string; steps: FlowStep[] }[]
  next: { round: number | string; direction: string; why: string } | null
}
export interface Differential {
  seat: string
  seats: number
  candidates: number
  least: number
  most: number | null
  kept: boolean
  article: string
}
export interface IssuedList {
  step: Row
  issued_at: string | null
  nominees: Row[]
  opinions: Row[]
  differential: Differential[]
}

export const flow = (region: string, bodyKind: string, level: string) =>
  call<Flow>('GET', 'nominations/flow', { query: { region, body_kind: bodyKind, level } })
export const list = (id: string) => call<IssuedList>('GET', `nominations/${id}/list`)
export const issueList = (id: string, password: string) =>
  call<unknown>('POST', `nominations/${id}/issue`, { body: { password } })
export const nextStep = (from: string, skip?: string) =>
  call<unknown>('POST', 'nominations/next', {
    body: { from, ...(skip ? { skip_reason: skip } : {}) },
  })
export const toCandidates = (id: string, election: string, seat: string) =>
  call<{ done: number }>('POST', `nominations/${id}/candidates`, {
    body: { election, ...(seat ? { seat } : {}) },
  })
