/* Candidates as columns of a table: name, sex, birth, ethnicity, post …, with a line of headings or without. Pure. */
import type { NewCandidate } from '../../api/polls'
import type { CodeItem } from '../../api/types'
import { readDate } from '../../shared/dates'
import { readNames, tidy } from './names'

type Column = keyof NewCandidate
export interface Tables {
  sex: CodeItem[]
  ethnicity: CodeItem[]
  education: CodeItem[]
}
/** What is shown and edited as columns, in this order. */
export const COLUMNS = ['name', 'sex', 'birth', 'post'] as const

const HEADINGS: [RegExp, Column][] = [
  [/^(姓\s*名|候选人(姓名)?|name)$/i, 'name'],
  [/^(性\s*别|sex|gender)$/i, 'sex'],
  [/^(出生.*|born|birth.*|date of birth)$/i, 'birth'],
  [/^(民\s*族|ethnic.*)$/i, 'ethnicity'],
  [/^(学\s*历|文化程度|education)$/i, 'education'],
  [/^(入党(时间|年月|日期)|joined.*)$/i, 'party_joined'],
  [/^(.*职务.*|工作单位.*|现任.*|post|unit and post)$/i, 'post'],
]

function headingsOf(cells: string[]): (Column | null)[] | null {
  const found = cells.map((c) => HEADINGS.find(([p]) => p.test(c.trim()))?.[1] ?? null)
  return found.includes('name') ? found : null
}

function codeOf(items: CodeItem[], text: string): string | undefined {
  const word = text.trim().toLowerCase()
  return items.find(
    (i) => i.code === word || Object.values(i.label).some((l) => l.toLowerCase() === word),
  )?.code
}

/** One cell into its place; false when it cannot be read there. */
function put(who: NewCandidate, column: Column, text: string, tables: Tables): boolean {
  if (!text) return true
  if (column === 'sex' || column === 'ethnicity' || column === 'education') {
    const code = codeOf(tables[column], text)
    if (code) who[column] = code
    return code !== undefined
  }
  if (column === 'birth' || column === 'party_joined') {
    const day = readDate(text)
    if (day) who[column] = day
    return day !== null
  }
  who[column] = column === 'name' ? tidy(text) : text
  return true
}

/** A cell without a heading tells by itself what it is; what is nothing else is the post. */
function guess(who: NewCandidate, text: string, tables: Tables): void {
  if (!who.name) {
    if (!/^\d+[.、]?$/.test(text)) who.name = tidy(text)
    return
  }
  if (!who.sex && /\D/.test(text) && put(who, 'sex', text, tables)) return
  if (!who.birth && readDate(text)) {
    put(who, 'birth', text, tables)
    return
  }
  if (!who.ethnicity && put(who, 'ethnicity', text, tables)) return
  who.post = who.post ? `${who.post} ${text}` : text
}

export interface People {
  list: NewCandidate[]
  unread: string[]
}

/** Lines with tabs are rows of a table; all others are names alone. */
export function readPeople(text: string, tables: Tables): People {
  const out: People = { list: [], unread: [] }
  let headings: (Column | null)[] | null = null
  for (const line of text.split(/\r?\n/)) {
    if (!line.includes('\t')) {
      out.list.push(...readNames(line).map((name) => ({ name })))
      continue
    }
    const cells = line.split('\t').map((c) => c.trim())
    const heads: (Column | null)[] | null = headingsOf(cells)
    if (heads) {
      headings = heads
      continue
    }
    const who: NewCandidate = { name: '' }
    for (const [i, cell] of cells.entries()) {
      const column: Column | null = headings?.[i] ?? null
      if (!headings) {
        if (cell) guess(who, cell, tables)
      } else if (column && !put(who, column, cell, tables)) out.unread.push(cell)
    }
    if (who.name) out.list.push(who)
  }
  return out
}

const label = (
  items: CodeItem[],
  code: string | undefined,
  lang: 'zh-Hans' | 'en' | 'zh-Hant',
): string => {
  const found = items.find((i) => i.code === code)?.label
  return found ? (found[lang] ?? found['zh-Hans']) : ''
}

/** What a column says of a person, as it is read again. */
export function cellOf(
  who: NewCandidate,
  column: (typeof COLUMNS)[number],
  tables: Tables,
  lang: 'zh-Hans' | 'en' | 'zh-Hant',
): string {
  return column === 'sex' ? label(tables.sex, who.sex, lang) : (who[column] ?? '')
}

/** The people as text: names alone, or a table with headings as soon as more is known of anybody. */
export function peopleText(
  list: NewCandidate[],
  tables: Tables,
  lang: 'zh-Hans' | 'en' | 'zh-Hant',
  headings: string[],
): string {
  if (!list.some((p) => p.sex ?? p.birth ?? p.post)) return list.map((p) => p.name).join('\n')
  return [
    headings.join('\t'),
    ...list.map((p) =>
      COLUMNS.map((c) => cellOf(p, c, tables, lang))
        .join('\t')
        .replace(/\t+$/, '\t'),
    ),
  ].join('\n')
}

/** Facts that the text does not show are kept from what was known of the same name. */
export function withKnown(list: NewCandidate[], known: NewCandidate[]): NewCandidate[] {
  return list.map((p) => {
    const before = known.find((k) => k.name === p.name)
    if (!before) return p
    const { sex: _sex, birth: _birth, post: _post, ...hidden } = before
    return { ...hidden, ...p }
  })
}
