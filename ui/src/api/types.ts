/* Shapes of docs/api.md and docs/ledgers.md, by hand. */

export type Lang = 'zh-Hans' | 'zh-Hant' | 'en'
export interface Label {
  'zh-Hans': string
  en: string
  'zh-Hant'?: string
}
export interface Ref {
  id: string
  label: string
}
export interface FileRef {
  id: string
  name: string
  bytes: number
}
export interface Sealed {
  sealed: true
}
export type Value = string | number | boolean | null | undefined | Ref | FileRef | Sealed

export type FieldType =
  | 'text'
  | 'longtext'
  | 'integer'
  | 'decimal'
  | 'money'
  | 'date'
  | 'instant'
  | 'bool'
  | 'code'
  | 'region'
  | 'ref'
  | 'person'
  | 'file'
  | 'sealed'
export type Group = 'basic' | 'more' | 'work' | 'result' | 'review' | 'contact' | 'note'
export type Menu =
  'command' | 'people' | 'team' | 'selection' | 'congress' | 'discipline' | 'outcome'
export type Tone = 'info' | 'success' | 'warning' | 'danger' | 'neutral'

export interface FieldDef {
  name: string
  type: FieldType
  label: Label
  required?: boolean
  unique?: boolean
  default?: string
  list?: boolean
  search?: boolean
  index?: boolean
  group?: Group
  alias?: string[]
  help?: Label
  unit?: Label
  min?: number
  max?: number
  scale?: number
  precision?: 'month' | 'day'
  codes?: string
  to?: string
  format?: 'id_number' | 'phone' | 'email'
  mask?: 'name' | 'phone' | 'all'
  seal?: string
  lookup?: boolean
  /** Written by its feature alone. */
  kept?: boolean
}
export interface StateDef {
  name: string
  label: Label
  tone: Tone
}
export interface ActDef {
  name: string
  label: Label
  from: string[]
  to: string
  roles?: string[]
  requires?: string[]
  reason?: boolean
  sign?: boolean
  stamp?: string
  kept?: boolean
}
export interface FigureDef {
  name: string
  label: Label
  by?: string
  sum?: string
  where?: Record<string, string | string[]>
  wall?: number
}
export interface May {
  write: boolean
  export: boolean
  acts: string[]
  unseal: string[]
}
export interface Ledger {
  name: string
  label: Label
  hint?: Label
  menu: Menu
  order?: number
  title: string
  sort?: string
  region?: { label: Label }
  fields: FieldDef[]
  states?: StateDef[]
  acts?: ActDef[]
  deadline?: { field: string; until: string[] }
  figures?: FigureDef[]
  may: May
  site?: boolean
}
export interface CodeItem {
  code: string
  label: Label
}
export interface CodeTable {
  label: Label
  items: CodeItem[]
}
export type Codes = Record<string, CodeTable>

export type RecordRole =
  | 'office'
  | 'cadre'
  | 'inspector'
  | 'reviewer'
  | 'discipline'
  | 'congress'
  | 'teller'
  | 'scrutineer'
  | 'registrar'
  | 'leader'
export type AdminRole = 'system' | 'security' | 'audit'
export type Role = RecordRole | AdminRole
export interface Grant {
  role: Role
  region: Ref
}
export interface Session {
  account: { id: string; name: string; title: string; locale: Lang | null }
  grants: Grant[]
  must_change: boolean
  totp: boolean
  site: { name: string; region: RegionPath; demo: boolean; version: string }
  idle_seconds: number
  home: Ref
}
export interface Health {
  ok: boolean
  version: string
  demo: boolean
  database: string
  writer: string
  disk: string
}

export interface Region extends Ref {
  level: number
  children: boolean
}
export interface RegionPath extends Ref {
  level?: number
  path: Ref[]
}
export interface RegionHit extends Ref {
  path: string
}

export type Row = {
  id: string
  ver: number
  region: Ref
  state?: string
  created_at: string
  updated_at: string
} & { [field: string]: Value }
export interface RowPage {
  rows: Row[]
  next: string | null
}
export interface Count {
  count: number
  exact: boolean
}
export interface Written {
  id: string
  ver: number
  state?: string
}
export type Fields = Record<string, Value>
export interface Change {
  seq: number | string
  at: string
  who: string
  act: string
  batch?: string
  reason?: string
  fields: { field: string; before: Value; after: Value }[]
}
export interface View {
  at: string
  who: string
  field: string
  purpose: string
  ledger?: string
  ledger_label?: string
  field_label?: string
  row?: string
}
export interface RemovedRow {
  id: string
  region: Ref
  title: string
  at: string
  who: string
  reason: string
}
export interface Hit {
  ledger: string
  id: string
  title: string
  region: Ref
  detail: string
}

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

export type ImportState =
  | 'uploaded'
  | 'checking'
  | 'checked'
  | 'running'
  | 'done'
  | 'undoing'
  | 'undone'
  | 'cancelled'
  | 'failed'
export interface ImportColumn {
  heading: string
  samples: string[]
  field: string | null
}
export interface ImportError {
  row: number
  column: string
  heading: string
  field: string
  value: string
  code: string
  message: string
  hint: string
}
/** An import as the list of imports names it; rows: those written. */
export interface ImportLine {
  id: string
  ledger: string
  name: string
  who: string
  at: string
  state: ImportState
  region: Ref | null
  rows: number
}
export interface Import {
  id: string
  ledger: string
  name: string
  who: string
  at: string
  state: ImportState
  /** Old books: rows keep the states they name. */
  old: boolean
  columns: ImportColumn[]
  region: Ref | null
  done: number
  total: number
  rows: number
  good: number
  bad: number
  errors: ImportError[]
  more_errors: boolean
  preview: string[][]
  message?: string
}

export interface FigureValue {
  key: string
  label: string | Label
  value: number | string
}
export interface Figure {
  key?: string
  ledger: string
  name: string
  label: Label
  unit?: Label | string
  by?: string
  total?: number | string
  values?: FigureValue[]
}
export type Cells = Record<string, number | string>
export interface Wall {
  region: RegionPath
  children: (Ref & { cells: Cells })[]
  totals: Cells
  figures: Figure[]
  at: string
}
export interface GroupRow {
  count: number
  sum?: string
  [field: string]: Value
}

export interface Account {
  id: string
  name: string
  title: string
  state: 'active' | 'disabled' | 'locked'
  grants: Grant[]
  last_seen: string | null
  totp: boolean
}
export interface TraceLine {
  seq?: number | string
  at: string
  who: string
  act: string
  from: string
  act_label?: string
  ledger?: string
  ledger_label?: string
  row?: string
  region?: Ref | string
  target?: string
}
export interface TracePage {
  changes: TraceLine[]
  next: string | null
}
export interface ViewPage {
  views: View[]
  next?: string | null
}
export interface Job {
  state: 'running' | 'done' | 'failed'
  done: number
  total: number
  result?: Record<string, unknown>
}
export interface Backup {
  name: string
  bytes: number
  at: string
  tested: boolean
}
