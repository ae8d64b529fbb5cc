import { call, download } from './call'
import type { Import, ImportLine } from './types'

export const list = (ledger: string) =>
  call<{ imports: ImportLine[] }>('GET', 'imports', { query: { ledger } }).then((r) => r.imports)
export const read = (id: string) => call<Import>('GET', `imports/${id}`)
export const upload = (ledger: string, file: File) =>
  call<Import>('POST', 'imports', { query: { ledger, name: file.name }, raw: file })
export const check = (id: string, columns: (string | null)[], region: string, old: boolean) =>
  call<Import>('POST', `imports/${id}/check`, { body: { columns, region, old } })
/** Who vouches for old books beside the caller. */
export interface Registrar {
  registrar: string
  password: string
  code: string
}
export const run = (id: string, second?: Registrar) =>
  call<Import>('POST', `imports/${id}/run`, { body: second ?? {} })
export const step = (id: string, name: 'cancel' | 'undo') =>
  call<Import>('POST', `imports/${id}/${name}`)
export const wrongRows = (id: string) => download(`imports/${id}/wrong`)
