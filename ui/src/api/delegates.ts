/* Delegates and nominations: docs/congress.md. */
import { call } from './call'
import type { Schemas } from './types'

export type Level = 'county' | 'township' | string
export type Method = 'largest_remainder' | 'highest_average' | 'sainte_lague'
export type By = 'members' | 'organisations' | 'both'
export type QuotaUnit = Schemas['QuotaUnit']
export type Quotas = Schemas['Quotas']
export type StructureTarget = Schemas['StructureTarget']
export type StructureUnit = Schemas['StructureUnit']
export type Structure = Schemas['Structure']
export type DelegateStep = Schemas['DelegateStep']
export type Credentials = Schemas['Credentials']

/** Whose roster: the Party's delegates, or the members of the consultative conference. */
export type Body = 'party' | 'conference'
export interface At {
  region: string
  level: string
  body: Body
}
const where = (at: At) => ({ query: { ...at } })
export interface Reckoning {
  total: number
  method: Method
  by: By
  minimum: number
}
/** Without a reckoning: what stands. */
export const quotas = (at: At, how?: Reckoning) =>
  call<Quotas>('GET', 'delegates/quotas', { query: { ...at, ...how } })
export type QuotasInput = Schemas['QuotasInput']
export const allot = (body: QuotasInput) =>
  call<{ done: number }>('POST', 'delegates/quotas', { body })
export const structure = (at: At) => call<Structure>('GET', 'delegates/structure', where(at))
const stepsOf = (r: { steps: DelegateStep[] }): DelegateStep[] => r.steps
export const steps = (at: At) =>
  call<{ steps: DelegateStep[] }>('GET', 'delegates/steps', where(at)).then(stepsOf)
export const takeStep = (
  step: string,
  body: At & { on: string; decision?: string; committee?: number; approve?: number },
) => call<{ steps: DelegateStep[] }>('POST', `delegates/steps/${step}`, { body }).then(stepsOf)
export const electUnit = (unit: string, poll: string) =>
  call<{ done: number }>('POST', `delegates/units/${unit}/elect`, { body: { poll } })
export const vacancy = (body: {
  delegate: string
  ver: number
  reason: string
  by_election: boolean
}) => call<unknown>('POST', 'delegates/vacancy', { body })
export const credentials = (at: At) => call<Credentials>('GET', 'delegates/credentials', where(at))

export type FlowStep = Schemas['FlowStep']
export type Flow = Schemas['Flow']
export type Differential = Schemas['Differential']
export type IssuedList = Schemas['IssuedList']

export const flow = (region: string, bodyKind: string, level: string) =>
  call<Flow>('GET', 'nominations/flow', { query: { region, body_kind: bodyKind, level } })
export const list = (id: string) => call<IssuedList>('GET', `nominations/${id}/list`)
export const issueList = (id: string, password: string) =>
  call<unknown>('POST', `nominations/${id}/issue`, { body: { password } })
export type Skip = { by: 'committee' | 'superior'; paper: string; reason: string }
export const nextStep = (from: string, skip?: Skip) =>
  call<unknown>('POST', 'nominations/next', {
    body: {
      from,
      ...(skip ? { skip_reason: skip.reason, skip_by: skip.by, skip_paper: skip.paper } : {}),
    },
  })
export const toCandidates = (id: string, election: string, seat: string) =>
  call<{ done: number }>('POST', `nominations/${id}/candidates`, {
    body: { election, ...(seat ? { seat } : {}) },
  })
