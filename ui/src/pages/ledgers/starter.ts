/* What a new ledger or field starts from. Pure. */

export const LEDGER = {
  name: 'visit',
  label: { 'zh-Hans': '走访记录', en: 'Visits' },
  hint: { 'zh-Hans': '登记每次走访。', en: 'One line for each visit.' },
  menu: 'command',
  order: 200,
  title: 'subject',
  sort: '-held_on',
  fields: [
    {
      name: 'subject',
      type: 'text',
      label: { 'zh-Hans': '主题', en: 'Subject' },
      required: true,
      list: true,
      search: true,
    },
    { name: 'held_on', type: 'date', label: { 'zh-Hans': '日期', en: 'Date' }, list: true },
    {
      name: 'people',
      type: 'integer',
      label: { 'zh-Hans': '人数', en: 'People' },
      unit: { 'zh-Hans': '人', en: 'people' },
      list: true,
    },
  ],
  roles: { read: ['office', 'leader'], write: ['office'] },
  figures: [{ name: 'total', label: { 'zh-Hans': '走访次数', en: 'Visits' } }],
}

export interface FieldDraft {
  name: string
  type: string
  hans: string
  en: string
  required: boolean
  list: boolean
  search: boolean
  codes: string
  to: string
}

export function fieldFrom(d: FieldDraft): Record<string, unknown> {
  const out: Record<string, unknown> = {
    name: d.name.trim(),
    type: d.type,
    label: { 'zh-Hans': d.hans.trim(), en: d.en.trim() },
  }
  if (d.required) out.required = true
  if (d.list) out.list = true
  if (d.search && (d.type === 'text' || d.type === 'longtext')) out.search = true
  if (d.type === 'code') out.codes = d.codes.trim()
  if (d.type === 'ref') out.to = d.to.trim()
  return out
}

/** The line that a complaint of the server names, in any language; 0 when it names none. */
export function lineOf(complaint: string): number {
  const at = complaint.match(/第 ?(\d+) ?行|\bline (\d+)/i)
  return at ? Number(at[1] ?? at[2]) : 0
}
