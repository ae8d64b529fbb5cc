/* Congresses held on a copy: docs/congress.md, "Rehearsal". */
import { call } from './call'
import type { Schemas } from './types'

export type Rehearsals = Schemas['Rehearsals']
export type Rehearsal = Schemas['Rehearsal']

const started = (path: string): Promise<string> =>
  call<{ job: string }>('POST', path, { body: {} }).then((r) => r.job)

export const rehearsals = (congress: string) =>
  call<Rehearsals>('GET', `congresses/${congress}/rehearsals`)
export const begin = (congress: string) => started(`congresses/${congress}/rehearse`)
export const cancel = (congress: string) =>
  call<unknown>('POST', `congresses/${congress}/rehearse/cancel`, { body: {} })
export const destroy = (id: string) => started(`rehearsals/${id}/destroy`)
export const serve = (id: string) => call<unknown>('POST', `rehearsals/${id}/serve`, { body: {} })

/** On the host of the page itself, which is how this browser reaches the real one. */
export const addressOf = (port: number): string =>
  `${location.protocol}//${location.hostname}:${port}/`
