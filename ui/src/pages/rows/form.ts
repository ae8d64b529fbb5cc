/* What a form holds and how it is laid out. Pure. */
import type { ErrorBody, FieldDef, FieldError, Group, Ledger, Row, Value } from '../../api/types'
import { isBlank } from '../../shared/display'

const GROUPS: Group[] = ['basic', 'work', 'more', 'contact', 'result', 'review', 'note']

export type Draft = Record<string, Value>

export function grouped(fields: FieldDef[]): { name: Group; fields: FieldDef[] }[] {
  return GROUPS.map((name) => ({
    name,
    fields: fields.filter((f) => (f.group ?? 'basic') === name),
  })).filter((g) => g.fields.length > 0)
}

/** A default stands as in a cell; only what needs no lookup is taken up here, the server sets the rest. */
function initial(field: FieldDef): Value {
  if (field.default === undefined) return null
  if (field.type === 'bool') return ['是', 'yes', 'true', '1', '√'].includes(field.default)
  return field.type === 'integer' ? Number(field.default) : field.default
}

export function draftOf(ledger: Ledger, row: Row | null): Draft {
  return Object.fromEntries(
    ledger.fields.map((f) => [f.name, row ? (row[f.name] ?? null) : initial(f)]),
  )
}

/** Required fields that are still empty. */
export function missing(fields: FieldDef[], draft: Draft): string[] {
  return fields.filter((f) => f.required && !f.kept && isBlank(draft[f.name])).map((f) => f.name)
}

/** The server's messages by field; what belongs to no field of the form comes back in rest. */
export function byField(
  error: ErrorBody,
  known: string[],
): { at: Record<string, string>; rest: string } {
  const at: Record<string, string> = {}
  const rest: string[] = []
  for (const e of (error.fields ?? []) as FieldError[]) {
    if (!e.message) continue
    if (known.includes(e.field))
      at[e.field] = at[e.field] ? `${at[e.field]} ${e.message}` : e.message
    else rest.push(e.message)
  }
  return {
    at,
    rest: rest.length || Object.keys(at).length === 0 ? [error.message, ...rest].join(' ') : '',
  }
}

export function wide(field: FieldDef): boolean {
  return (
    field.type === 'longtext' ||
    field.type === 'file' ||
    (field.type === 'sealed' && field.seal !== 'identity') ||
    (field.type === 'text' && Number(field.max ?? 0) > 100)
  )
}
