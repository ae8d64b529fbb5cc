import { call } from './call'
import type { Codes, GroupRow, Hit, Ledger, Region, RegionHit, RegionPath, Wall } from './types'

export const ledgers = () => call<{ ledgers: Ledger[] }>('GET', 'ledgers').then((r) => r.ledgers)
export const codes = () => call<{ codes: Codes }>('GET', 'codes').then((r) => r.codes)
export const regions = (parent?: string) =>
  call<{ regions: Region[] }>('GET', 'regions', { query: { parent } }).then((r) => r.regions)
export const region = (id: string) => call<RegionPath>('GET', `regions/${id}`)
export const findRegions = (q: string) =>
  call<{ regions: RegionHit[] }>('GET', 'regions/find', { query: { q } }).then((r) => r.regions)
export const search = (q: string, where: string, signal?: AbortSignal) =>
  call<{ hits: Hit[] }>('GET', 'search', { query: { q, region: where }, signal }).then(
    (r) => r.hits,
  )
export const wall = (where: string) => call<Wall>('GET', 'wall', { query: { region: where } })
export const figuresBy = (ledger: string, where: string, by: string, sum?: string) =>
  call<{ rows: GroupRow[] }>('GET', 'figures/by', {
    query: { ledger, region: where, by, sum },
  }).then((r) => r.rows)
