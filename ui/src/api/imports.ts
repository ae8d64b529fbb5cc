import { call, download } from './call'
import type { Second } from './second'
import type { Import, ImportLine } from './types'

export const list = (ledger: string) =>
  call<{ imports: ImportLine[] }>('GET', 'imports', { query: { ledger } }).then((r) => r.imports)
export const read = (id: string) => call<Import>('GET', `imports/${id}`)
export const upload = (ledger: string, file: File) =>
  call<Import>('POST', 'imports', { query: { ledger, name: file.name }, raw: file })
export const check = (id: string, columns: (string | null)[], region: string, old: boolean) =>
  call<Import>('POST', `imports/${id}/check`, { body: { columns, region, old } })
/** As the check that is on the screen found it; old books with the second person who vouches for them. */
export const run = (job: Import, second?: Second, again = false) =>
  call<Import>('POST', `imports/${job.id}/run`, { body: { second, check: job.check, again } })
export const cancel = (id: string) => call<Import>('POST', `imports/${id}/cancel`)
export const undo = (id: string, second?: Second) =>
  call<Import>('POST', `imports/${id}/undo`, { body: { second } })
export const wrongRows = (id: string) => download(`imports/${id}/wrong`)
