import { call } from './call'
import type { Account, Backup, Job, Role, TracePage, ViewPage } from './types'
import type { Second } from './second'

export const accounts = () =>
  call<{ accounts: Account[] }>('GET', 'accounts').then((r) => r.accounts)
/** Whose an account is: words that one record fits, or why it is nobody's. */
export type Owner =
  { person: { name: string; birth: string; unit: string } } | { no_person: string }
export const create = (name: string, title: string, owner: Owner) =>
  call<{ id: string; password: string }>('POST', 'accounts', { body: { name, title, ...owner } })
export const link = (id: string, owner: Owner, reason: string) =>
  call<void>('POST', `accounts/${id}/person`, { body: { ...owner, reason } })
export const reset = (id: string, second?: Second) =>
  call<{ password: string }>('POST', `accounts/${id}/reset`, { body: second ? { second } : {} })
export const turn = (id: string, how: 'disable' | 'enable' | 'unlock') =>
  call<void>('POST', `accounts/${id}/${how}`)
export const grant = (
  id: string,
  grants: { role: Role; region: string }[],
  posts: { post: string; region: string }[],
) => call<void>('POST', `accounts/${id}/grants`, { body: { grants, posts } })
export interface TraceQuery {
  after?: string
  region?: string
  ledger?: string
  who?: string
  kind?: string
}
export const trace = (query: TraceQuery) => call<TracePage>('GET', 'trace', { query: { ...query } })
export const views = (after?: string) => call<ViewPage>('GET', 'views', { query: { after } })
export const verify = () => call<{ job: string }>('POST', 'verify').then((r) => r.job)
export const job = (id: string) => call<Job>('GET', `jobs/${id}`)
export const backups = () => call<{ backups: Backup[] }>('GET', 'backups').then((r) => r.backups)
export const backup = () => call<{ job: string }>('POST', 'backups').then((r) => r.job)
/** As typed: the server names the line that is wrong. */
export const addLedger = (definition: string) =>
  call<unknown>('POST', 'ledgers', { raw: new Blob([definition]) })
export const addField = (ledger: string, definition: unknown) =>
  call<unknown>('POST', `ledgers/${ledger}/fields`, { body: definition })
