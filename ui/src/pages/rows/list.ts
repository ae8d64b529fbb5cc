import { reactive } from 'vue'
import * as api from '../../api/rows'
import type { Ledger, Row } from '../../api/types'
import type { Filters } from '../../shared/filters'
import { keep, kept } from '../../shared/kept'
import { onClose } from '../../shared/tabs'
import { nextSort } from './columns'

export interface List {
  ledger: string
  region: string
  filters: Filters
  sort: string
  limit: number
  /** Cursors of the pages gone through; the last is that of the page shown. */
  cursors: (string | null)[]
  rows: Row[]
  next: string | null
  count: number | null
  exact: boolean
  loading: boolean
  error: unknown
  picked: Map<string, Row>
  columns: string[] | null
  asked: boolean
  top: number
}

const lists = new Map<string, List>()
const going = new Map<string, AbortController>()
onClose((key) => lists.delete(key.replace('/l/', '')))

/** The list of a ledger with all that was set on it; kept until its tab is closed. */
export function listOf(ledger: Ledger): List {
  const had = lists.get(ledger.name)
  if (had) return had
  const fresh = reactive<List>({
    ledger: ledger.name,
    region: '',
    filters: {},
    sort: ledger.sort ?? '',
    limit: kept('limit', 50),
    cursors: [null],
    rows: [],
    next: null,
    count: null,
    exact: true,
    loading: false,
    error: null,
    picked: new Map(),
    columns: kept<string[] | null>(`columns.${ledger.name}`, null),
    asked: false,
    top: 0,
  }) as List
  lists.set(ledger.name, fresh)
  return fresh
}

export function query(list: List): Record<string, string | number | null> {
  return { region: list.region, ...list.filters, sort: list.sort || null }
}

async function load(list: List, counting: boolean): Promise<void> {
  going.get(list.ledger)?.abort()
  const mine = new AbortController()
  going.set(list.ledger, mine)
  list.loading = true
  list.error = null
  list.asked = true
  const after = list.cursors[list.cursors.length - 1]
  try {
    if (counting) {
      list.count = null
      const { sort: _, ...asked } = query(list)
      void api.count(list.ledger, asked, mine.signal).then(
        (c) => {
          list.count = c.count
          list.exact = c.exact
        },
        () => undefined,
      )
    }
    const page = await api.list(
      list.ledger,
      { ...query(list), limit: list.limit, after },
      mine.signal,
    )
    list.rows = page.rows
    list.next = page.next
  } catch (error) {
    if (!mine.signal.aborted) {
      list.error = error
      list.rows = []
      list.next = null
    }
  } finally {
    if (going.get(list.ledger) === mine) list.loading = false
  }
}

/** From the first page; what was picked is let go. */
/** Rows on a page, remembered for every list. */
export function resize(list: List, rows: number): void {
  list.limit = rows
  keep('limit', rows)
  void restart(list)
}

/** By this column; again: the other way round; again: as the ledger does. */
export function sortBy(list: List, column: string): void {
  list.sort = nextSort(list.sort, column)
  void restart(list)
}

/** Where the list stands when its tab is shown again. */
export function scrolled(list: List, top: number): void {
  list.top = top
}

export function restart(list: List): Promise<void> {
  list.cursors = [null]
  list.picked.clear()
  list.top = 0
  return load(list, true)
}

/** The same page again, without letting go of what was picked. */
export function refresh(list: List): Promise<void> {
  return load(list, true)
}

export function reload(list: List): Promise<void> {
  list.picked.clear()
  return load(list, true)
}

export function turnPage(list: List, forward: boolean): Promise<void> {
  if (forward && list.next) list.cursors.push(list.next)
  if (!forward && list.cursors.length > 1) list.cursors.pop()
  list.top = 0
  return load(list, false)
}

export function setColumns(list: List, names: string[] | null): void {
  list.columns = names
  keep(`columns.${list.ledger}`, names)
}
