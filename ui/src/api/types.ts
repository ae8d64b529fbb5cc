/* What goes in and out has its types from docs/openapi.json; by hand is only what is the browser's own. */

import type { components } from './schema'

/** What goes in and out, as docs/openapi.json says. */
export type Schemas = components['schemas']

export type Lang = NonNullable<Session['account']['locale']>
export type Label = Schemas['Label']
export type Ref = Schemas['Ref']
export type FileRef = Schemas['File']
/** What a field holds, or a file just sent that it will hold. */
export type Value = Schemas['Value'] | FileRef | undefined

export type FieldType = FieldDef['type']
export type Group = FieldDef['group']
export type Menu = Ledger['menu']
export type Tone = StateDef['tone']

export type FieldDef = Schemas['FieldDef']
export type StateDef = Schemas['StateDef']
export type ActDef = Schemas['ActDef']
export type FigureDef = Schemas['FigureDef']
export type May = Ledger['may']
export type Ledger = Schemas['Ledger']
export type CodeItem = Schemas['CodeItem']
export type CodeTable = Schemas['CodeTable']
export type Codes = Schemas['CodeTables']['codes']

export type RecordRole = Exclude<Role, AdminRole>
export type AdminRole = 'system' | 'security' | 'audit'
export type Role = Grant['role']
export type Grant = Schemas['Grant']
export type Session = Schemas['Session']
export type Happened = Schemas['AccountEvent']
export type Health = Schemas['Health']

export type Region = Schemas['Region']
export type RegionPath = Schemas['RegionPath']
export type RegionHit = Region

export type Row = Schemas['Row']
export type RowPage = Schemas['RowPage']
export type Count = Schemas['Count']
export type Written = Schemas['Written']
export type Fields = Record<string, Value>
export type Change = Schemas['Change']
export type View = Schemas['View']
export type RemovedRow = Schemas['RemovedRow']
export type Hit = Schemas['Hit']

export interface FieldError {
  field: string
  code?: string
  message: string
  row?: string
}
export interface Clash {
  field: string
  yours: Value
  theirs: Value
  base: Value
}
export interface ErrorBody {
  code: string
  kind?: string
  message: string
  fields?: (FieldError | Clash)[]
  who?: string
  at?: string
  row?: Row | string
}

export type ImportState = Import['state']
export type ImportColumn = Schemas['ImportColumn']
export type ImportError = Schemas['ImportError']
/** An import as the list of imports names it; rows: those written. */
export type ImportLine = Schemas['ImportLine']
export type Import = Schemas['Import']

export type FigureValue = Figure['values'][number]
export type Figure = Schemas['Figure']
export type Cells = Wall['totals']
export type Wall = Schemas['Wall']
export type GroupRow = Schemas['GroupRow']

export type Account = Schemas['Account']
export type TraceLine = Schemas['TraceLine']
export type TracePage = Schemas['TracePage']
export type ViewPage = Schemas['ViewPage']
export type Job = Schemas['Job']
export type Backup = Schemas['Backup']
