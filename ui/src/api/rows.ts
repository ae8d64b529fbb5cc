import { call, download, type Query } from './call'
import type {
  Change,
  Count,
  Fields,
  FileRef,
  RemovedRow,
  Row,
  RowPage,
  View,
  Written,
} from './types'

const at = (ledger: string, id: string) => `rows/${ledger}/${id}`

export const list = (ledger: string, query: Query, signal?: AbortSignal) =>
  call<RowPage>('GET', `rows/${ledger}`, { query, signal })
/** Names to choose from where a row says who is in charge: accounts, or people. */
export interface NameLine {
  id: string
  label: string
  name: string | null
  unit: string | null
}
export const names = (of: 'accounts' | 'people', q: string) =>
  call<{ names: NameLine[] }>('GET', `${of}/names`, { query: { q } }).then((r) => r.names)
export const count = (ledger: string, query: Query, signal?: AbortSignal) =>
  call<Count>('GET', `rows/${ledger}/count`, { query, signal })
export const read = (ledger: string, id: string) => call<Row>('GET', at(ledger, id))
export const create = (ledger: string, region: string, fields: Fields) =>
  call<Written>('POST', `rows/${ledger}`, { body: { region, fields } })
export const change = (ledger: string, id: string, ver: number, fields: Fields) =>
  call<Written>('POST', at(ledger, id), { body: { ver, fields } })
export const remove = (ledger: string, id: string, ver: number, reason: string) =>
  call<void>('POST', `${at(ledger, id)}/remove`, { body: { ver, reason } })
export const restore = (ledger: string, id: string) =>
  call<Written>('POST', `${at(ledger, id)}/restore`)
export const removed = (ledger: string, region: string) =>
  call<{ rows: RemovedRow[] }>('GET', `rows/${ledger}/removed`, { query: { region } }).then(
    (r) => r.rows,
  )
export interface ActInput {
  ver: number
  fields?: Fields
  reason?: string
  password?: string
}
export const act = (ledger: string, id: string, name: string, body: ActInput) =>
  call<Written>('POST', `${at(ledger, id)}/acts/${name}`, { body })
export type Picked = Pick<Row, 'id' | 'ver'>
export const bulk = (
  ledger: string,
  rows: Picked[],
  what: { fields: Fields } | { act: string; reason?: string },
) =>
  call<{ done: number }>('POST', `rows/${ledger}/bulk`, {
    body: { rows: rows.map(({ id, ver }) => ({ id, ver })), ...what },
  })
export const history = (ledger: string, id: string) =>
  call<{ changes: Change[] }>('GET', `${at(ledger, id)}/history`).then((r) => r.changes)
export const unseal = (ledger: string, id: string, field: string, purpose: string) =>
  call<{ value: string }>('POST', `${at(ledger, id)}/unseal`, { body: { field, purpose } }).then(
    (r) => r.value,
  )
export const views = (ledger: string, id: string) =>
  call<{ views: View[] }>('GET', `${at(ledger, id)}/views`).then((r) => r.views)
export const save = (ledger: string, query: Query) => download(`rows/${ledger}/export`, query)
export const template = (ledger: string) =>
  download(`rows/${ledger}/export`, { format: 'xlsx', empty: 1 })
export const upload = (file: File) =>
  call<FileRef>('POST', 'files', { query: { name: file.name }, raw: file })
