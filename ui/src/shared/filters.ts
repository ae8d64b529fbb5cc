/* Filters of a list: the keys of the API are the model, the address bar and the request alike. Pure. */
import type { FieldDef, FigureDef, Ledger } from '../api/types'

export type Filters = Record<string, string>

const SYSTEM = new Set(['q', 'state', 'late', 'region'])
const ENDINGS = new Set(['from', 'to', 'has', 'empty', 'shared'])

/** Field and ending of a filter key: "born.from" → ["born", "from"]. */
export function split(key: string): [string, string] {
  const dot = key.lastIndexOf('.')
  return dot < 0 ? [key, ''] : [key.slice(0, dot), key.slice(dot + 1)]
}

/** Keeps of a query string only what this ledger can filter by. */
export function readFilters(
  ledger: Pick<Ledger, 'fields'>,
  query: Record<string, unknown>,
): Filters {
  const names = new Set(ledger.fields.map((f) => f.name))
  const out: Filters = {}
  for (const [key, v] of Object.entries(query)) {
    if (typeof v !== 'string' || v === '') continue
    const [name, ending] = split(key)
    if (SYSTEM.has(key) || (names.has(name) && (ending === '' || ENDINGS.has(ending)))) out[key] = v
  }
  return out
}

export function withFilter(filters: Filters, key: string, value: string): Filters {
  const { [key]: _, ...rest } = filters
  return value === '' ? rest : { ...rest, [key]: value }
}

function month(key: string): [string, string] {
  const [y = '', m = ''] = key.split('-')
  const last = new Date(Date.UTC(Number(y), Number(m), 0)).getUTCDate()
  return [`${key}-01`, `${key}-${last}`]
}

function one(field: FieldDef | undefined, name: string, value: string): Filters {
  if (value === '') return { [`${name}.empty`]: '1' }
  if (field?.type === 'date' && /^\d{4}-\d{2}$/.test(value)) {
    const [from, to] = month(value)
    return { [`${name}.from`]: from, [`${name}.to`]: to }
  }
  return { [name]: value }
}

/** The rows behind a figure, or behind one of its values. */
export function behind(
  ledger: Pick<Ledger, 'fields'>,
  figure: Pick<FigureDef, 'by' | 'where'> | undefined,
  key?: string,
): Filters {
  const field = (name: string): FieldDef | undefined => ledger.fields.find((f) => f.name === name)
  let out: Filters = {}
  for (const [name, v] of Object.entries(figure?.where ?? {})) {
    const only = v.length === 1 ? v[0] : undefined
    if (only === '*') out[`${name}.empty`] = '0'
    else out = { ...out, ...(only ? one(field(name), name, only) : { [name]: v.join(',') }) }
  }
  return figure?.by && key !== undefined
    ? { ...out, ...one(field(figure.by), figure.by, key) }
    : out
}

/** Fields that may be asked for: a sealed one by those who may unseal it alone. */
export function asked(ledger: Pick<Ledger, 'fields' | 'may'>): FieldDef[] {
  const mayOpen = (f: FieldDef): boolean => !f.seal || ledger.may.unseal.includes(f.seal)
  return ledger.fields.filter((f) => widget(f) !== null && mayOpen(f))
}

/** Which query widget a field gets; null when it cannot be asked for. */
export function widget(
  field: FieldDef,
): 'codes' | 'range' | 'dates' | 'bool' | 'ref' | 'text' | null {
  switch (field.type) {
    case 'code':
      return 'codes'
    case 'integer':
    case 'decimal':
    case 'money':
      return 'range'
    case 'date':
    case 'instant':
      return 'dates'
    case 'bool':
      return 'bool'
    case 'ref':
    case 'person':
    case 'account':
      return 'ref'
    case 'text':
    case 'longtext':
      return 'text'
    case 'sealed':
      return field.lookup ? 'text' : null
    default:
      return null
  }
}

/** The key that a text widget of this field sets. */
export function textKey(field: FieldDef): string {
  return field.type === 'sealed' ? field.name : `${field.name}.has`
}
