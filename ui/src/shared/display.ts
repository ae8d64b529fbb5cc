/* How a value reads. Pure. */
import type {
  CodeItem,
  Codes,
  FieldDef,
  FileRef,
  Label,
  Lang,
  Ledger,
  Ref,
  Row,
  Value,
} from '../api/types'
import { passed, showInstant } from './dates'

export interface Tongue {
  lang: Lang
  codes: Codes
  yes: string
  no: string
  sealed: string
  yuan: string
}

export function labelIn(label: Label | undefined, lang: Lang): string {
  return label ? (label[lang] ?? label['zh-Hans']) : ''
}

export function isRef(v: Value): v is Ref {
  return typeof v === 'object' && v !== null && 'label' in v
}
export function isFile(v: Value): v is FileRef {
  return typeof v === 'object' && v !== null && 'bytes' in v
}
export function isBlank(v: Value): boolean {
  return v === null || v === undefined || v === ''
}

/** 1234567.5 → 1,234,567.5 */
export function thousands(n: number | string): string {
  const [whole = '', part] = String(n).split('.')
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (part === undefined ? '' : '.' + part)
}

export function bytes(n: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  let size = n
  let i = 0
  while (size >= 1024 && i < units.length - 1) {
    size /= 1024
    i++
  }
  return `${i === 0 ? size : size.toFixed(1)} ${units[i]}`
}

function codeLabel(items: CodeItem[] | undefined, code: string, lang: Lang): string {
  return labelIn(items?.find((i) => i.code === code)?.label, lang) || code
}

/** The value of a field as people read it, without unit; '' when empty. */
export function display(field: Pick<FieldDef, 'type' | 'codes'>, v: Value, tongue: Tongue): string {
  if (isBlank(v)) return ''
  if (typeof v === 'object' && v !== null) {
    if ('sealed' in v) return tongue.sealed
    return isFile(v) ? v.name : isRef(v) ? v.label : ''
  }
  switch (field.type) {
    case 'code':
      return codeLabel(tongue.codes[field.codes ?? '']?.items, String(v), tongue.lang)
    case 'bool':
      return v === true || v === 'true' ? tongue.yes : tongue.no
    case 'instant':
      return showInstant(String(v))
    case 'money':
    case 'decimal':
    case 'integer':
      return thousands(v as string | number)
    default:
      return String(v)
  }
}

/** Unit of a number field, money in yuan; '' for none. */
export function unitOf(field: FieldDef, tongue: Pick<Tongue, 'lang' | 'yuan'>): string {
  return labelIn(field.unit, tongue.lang) || (field.type === 'money' ? tongue.yuan : '')
}

export function isNumber(field: Pick<FieldDef, 'type'>): boolean {
  return field.type === 'integer' || field.type === 'decimal' || field.type === 'money'
}

/** Late: the deadline has passed and the state does not stop it. */
export function isLate(ledger: Pick<Ledger, 'deadline'>, row: Row, day: string): boolean {
  const due = ledger.deadline ? row[ledger.deadline.field] : null
  if (typeof due !== 'string' || due === '') return false
  return !ledger.deadline?.until.includes(row.state ?? '') && passed(due, day)
}

/** What names a row: its title field. */
export function titleOf(ledger: Pick<Ledger, 'title'>, row: Row): string {
  const v = row[ledger.title]
  return isBlank(v) ? row.id : isRef(v) ? v.label : String(v)
}

/** The value as POST wants it: references and files by id. */
export function wire(v: Value): Value {
  if (isRef(v) || isFile(v)) return v.id
  return v === '' || v === undefined ? null : v
}

/** What was changed in a form, ready to send. */
export function changed(
  fields: FieldDef[],
  before: Record<string, Value>,
  after: Record<string, Value>,
): Record<string, Value> {
  const out: Record<string, Value> = {}
  for (const f of fields) {
    const next = wire(after[f.name])
    const kept =
      typeof after[f.name] === 'object' &&
      after[f.name] !== null &&
      'sealed' in (after[f.name] as object)
    if (!kept && next !== wire(before[f.name])) out[f.name] = next
  }
  return out
}
