/* Which columns a list shows. Pure. */
import type { FieldDef, Ledger } from '../../api/types'

export interface Column {
  name: string
  field?: FieldDef
}

const SYSTEM = ['state', 'region', 'updated_at']

/** Every column a list of this ledger may have, title first. */
export function possible(ledger: Ledger): Column[] {
  const fields = ledger.fields
    .filter((f) => f.type !== 'sealed')
    .map((f) => ({ name: f.name, field: f }))
  const first = fields.filter((c) => c.name === ledger.title)
  const rest = fields.filter((c) => c.name !== ledger.title)
  const system = SYSTEM.filter((n) => n !== 'state' || (ledger.states?.length ?? 0) > 0).map(
    (name) => ({ name }),
  )
  return [...first, ...system.slice(0, -1), ...rest, ...system.slice(-1)]
}

export function standard(ledger: Ledger): string[] {
  const listed = ledger.fields.filter((f) => f.list && f.name !== ledger.title).map((f) => f.name)
  return [ledger.title, ...(ledger.states?.length ? ['state'] : []), 'region', ...listed]
}

/** The columns in their order; unknown names are dropped, the title always stays. */
export function chosen(ledger: Ledger, names: string[] | null): Column[] {
  const wanted = new Set(names ?? standard(ledger))
  wanted.add(ledger.title)
  return possible(ledger).filter((c) => wanted.has(c.name))
}

export function sortable(column: Column): boolean {
  return !['file', 'longtext', 'ref', 'person', 'account', 'region'].includes(
    column.field?.type ?? 'text',
  )
}

/** '' → ascending → descending → '' */
export function nextSort(sort: string, name: string): string {
  if (sort === name) return `-${name}`
  return sort === `-${name}` ? '' : name
}
