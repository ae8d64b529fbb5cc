/* What the wall shows, from the cells and figures the server gives. Pure. */
import type {
  Cells,
  Figure,
  FigureDef,
  GroupRow,
  Ledger,
  Ref,
  StateDef,
  Value,
  Wall,
} from '../../api/types'
import { behind, type Filters } from '../../shared/filters'

export interface Cell {
  key: string
  ledger: Ledger
  name: string
  figure?: FigureDef
  late: boolean
}

/** "task.late" → its ledger and figure; null when the account does not know it. */
export function cellOf(key: string, ledgers: Ledger[]): Cell | null {
  const dot = key.indexOf('.')
  const ledger = ledgers.find((x) => x.name === key.slice(0, dot))
  if (!ledger) return null
  const name = key.slice(dot + 1)
  const figure = ledger.figures?.find((f) => f.name === name)
  const late = name === 'late'
  return figure || late ? { key, ledger, name, figure, late } : null
}

/** Cells in the order of the wall, lateness right behind its ledger. */
export function cellsOf(wall: Wall, ledgers: Ledger[]): Cell[] {
  const keys = new Set([
    ...Object.keys(wall.totals),
    ...wall.children.flatMap((c) => Object.keys(c.cells)),
  ])
  const rank = (c: Cell): number => {
    const walls = (c.ledger.figures ?? [])
      .map((f) => f.wall)
      .filter((w): w is number => w !== undefined)
    return c.figure?.wall ?? (walls.length ? Math.min(...walls) + 0.5 : 999)
  }
  return [...keys]
    .map((k) => cellOf(k, ledgers))
    .filter((c): c is Cell => c !== null)
    .sort((a, b) => rank(a) - rank(b))
}

/** Filters of the list behind a cell. */
export function cellFilters(cell: Cell): Filters {
  return cell.late ? { late: '1' } : behind(cell.ledger, cell.figure)
}

export function amount(v: number | string | undefined): number {
  const n = Number(v ?? 0)
  return Number.isFinite(n) ? n : 0
}

/** Depth of colour 0 (nothing) to 4 (the most) of a value among its like. */
export function depth(value: number, most: number): number {
  if (value <= 0 || most <= 0) return 0
  return Math.max(1, Math.min(4, Math.ceil((value / most) * 4)))
}

export type Kind = 'states' | 'dates' | 'bars'
export function kindOf(figure: Figure, ledger: Ledger | undefined): Kind {
  if (figure.by === 'state') return 'states'
  return ledger?.fields.find((f) => f.name === figure.by)?.type === 'date' ? 'dates' : 'bars'
}

export interface Point {
  key: string
  label: string
  value: number
}

/** Months in order; years when there are too many months to read. */
export function timeline(points: Point[], most = 30): Point[] {
  const dated = points.filter((p) => p.key !== '').sort((a, b) => (a.key < b.key ? -1 : 1))
  if (dated.length <= most) return dated
  const years = new Map<string, number>()
  for (const p of dated) years.set(p.key.slice(0, 4), (years.get(p.key.slice(0, 4)) ?? 0) + p.value)
  return [...years].map(([key, value]) => ({ key, label: key, value }))
}

export interface Stack {
  children: Ref[]
  states: StateDef[]
  values: number[][]
}

const keyOf = (v: Value): string =>
  typeof v === 'object' && v !== null && 'id' in v ? v.id : String(v ?? '')

/** Counts by region and state, gathered under the children of the wall; null when there is nothing. */
export function stackOf(ledger: Ledger, children: Ref[], rows: GroupRow[]): Stack | null {
  const states = ledger.states ?? []
  const values = states.map((s) =>
    children.map((c) =>
      rows
        .filter((r) => keyOf(r.state) === s.name && keyOf(r.region).startsWith(c.id))
        .reduce((sum, r) => sum + r.count, 0),
    ),
  )
  const any = values.some((line) => line.some((n) => n > 0))
  return any ? { children, states, values } : null
}

export interface Progress {
  total: number
  done: number
  late: number
}

/** Of all tasks: how many, how many done, how many late. */
export function progressOf(ledger: Ledger, wall: Wall): Progress | null {
  const by = wall.figures.find((f) => f.ledger === ledger.name && f.by === 'state')
  const ends = new Set(ledger.deadline?.until ?? [])
  const values = by?.values ?? []
  if (!values.length) return null
  const success = new Set(
    (ledger.states ?? [])
      .filter((s) => s.tone === 'success' && ends.has(s.name))
      .map((s) => s.name),
  )
  const sum = (keep: (key: string) => boolean): number =>
    values.filter((v) => keep(v.key)).reduce((n, v) => n + amount(v.value), 0)
  return {
    total: sum(() => true),
    done: sum((k) => success.has(k)),
    late: amount((wall.totals as Cells)[`${ledger.name}.late`]),
  }
}
