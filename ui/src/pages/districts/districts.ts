/* How a district reads: what the law wants by when, and where to do it. Pure. */
import type { District, Gate, LegalDate } from '../../api/districts'

/** end: nothing is published on that day, something ends or is held. */
export type DateState = 'in_time' | 'was_late' | 'overdue' | 'waiting' | 'end' | 'unset'
/** label is empty where the application has a name of its own for the key. */
export interface Line {
  key: string
  label: string
  latest: string | null
  on: string | null
  state: DateState
  article: string
}
export interface Place {
  path: string
  query: Record<string, string>
}

const DAY = 86_400_000

/** Whole days from one day to another; negative when it has passed. */
export function daysTo(day: string, from: string): number {
  return Math.round((Date.parse(day) - Date.parse(from)) / DAY)
}

export function stateOfDate(d: LegalDate): DateState {
  if (!d.latest) return d.on ? 'in_time' : 'unset'
  if (d.on) return d.late ? 'was_late' : 'in_time'
  return d.late ? 'overdue' : 'waiting'
}

/** Objections follow the publication of the voter list: Electoral Law art. 29. */
const OBJECTIONS = 'art. 29'

/** The days that the law counts, in their order; last the election day from which most of them are counted. */
export function calendar(view: Pick<District, 'dates' | 'objections' | 'district'>): Line[] {
  const until = view.objections.until || null
  const day = typeof view.district.election_day === 'string' ? view.district.election_day : null
  const lines: Line[] = []
  for (const d of view.dates) {
    lines.push({
      key: d.date,
      label: d.label,
      latest: d.latest,
      on: d.on,
      state: stateOfDate(d),
      article: d.article,
    })
    if (d.date === 'voter_list')
      lines.push({
        key: 'objections',
        label: '',
        latest: until,
        on: null,
        state: until ? 'end' : 'unset',
        article: OBJECTIONS,
      })
  }
  return [
    ...lines,
    { key: 'day', label: '', latest: null, on: day, state: day ? 'end' : 'unset', article: '' },
  ]
}

/** "art. 32" → "32"; null when the citation is more than a number. */
export function articleNumber(article: string): string | null {
  return /^art\. (\d+)$/.exec(article)?.[1] ?? null
}

/** The rows of a ledger that belong to this district. */
export function rowsOf(
  ledger: string,
  view: Pick<District, 'district'>,
  more: Record<string, string> = {},
): Place {
  const { id, region } = view.district
  return { path: `/l/${ledger}`, query: { district: id, ...more, region: region.id } }
}

/** Where a gate is opened elsewhere; undefined for what is recorded with the district itself. */
export function placeOf(gate: Gate, view: District, polls: { id: string }[]): Place | undefined {
  switch (gate.gate) {
    case 'voters':
      return rowsOf('voter', view)
    case 'objections':
      return rowsOf('voter_objection', view, view.objections.open ? { state: 'received' } : {})
    case 'proxies':
      return rowsOf(
        'proxy',
        view,
        view.proxies.broken || !view.proxies.asked ? {} : { state: 'asked' },
      )
    case 'candidates': {
      const only = polls.length === 1 ? polls[0] : undefined
      if (only) return { path: `/polls/${only.id}`, query: {} }
      return view.congress
        ? { path: `/congress/${view.congress.id}`, query: { tab: 'polls' } }
        : undefined
    }
    default:
      return undefined
  }
}

/** What is late, by name: days of publication, then objections not decided in time. */
export function lateOf(view: Pick<District, 'dates' | 'objections'>): {
  dates: string[]
  objections: number
} {
  return {
    dates: view.dates.filter((d) => d.late).map((d) => d.label),
    objections: view.objections.late,
  }
}
