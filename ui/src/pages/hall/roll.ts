/* The roll at a door: who is called, what has happened since, also without network. Pure. */
import type { Attendee, DoorEvent, EventKind, Status } from '../../api/hall'

const AFTER: Record<EventKind, Status> = {
  in: 'present',
  out: 'left',
  leave_sick: 'leave_sick',
  leave_business: 'leave_business',
  absent: 'absent',
  clear: null,
}

/** A number that no other event has, made at the door. */
export function newKey(random: (bytes: Uint8Array) => Uint8Array): string {
  return [...random(new Uint8Array(12))].map((b) => b.toString(16).padStart(2, '0')).join('')
}

/** When an event was, later than any before it at this door: two within one tick of the clock keep their order. */
export function nextMoment(last: number, now: number): number {
  return Math.max(now, last + 1)
}

/** The roll of the server with the events that it does not know yet; the latest `at` wins. */
export function withEvents(roll: Attendee[], waiting: DoorEvent[]): Attendee[] {
  if (!waiting.length) return roll
  const last = new Map<string, DoorEvent>()
  const inside = new Set(roll.filter((a) => a.came_at).map((a) => a.id))
  for (const e of [...waiting].sort((x, y) => Number(x.at > y.at) - Number(x.at < y.at))) {
    const id = e.attendee ?? ''
    if (e.kind === 'in') inside.add(id)
    if (e.kind === 'clear') inside.delete(id)
    if (e.kind === 'out' && !inside.has(id)) continue // whoever never came in has not left
    const old = last.get(id)
    if (!old || old.at <= e.at) last.set(id, e)
  }
  return roll.map((a) => {
    const e = last.get(a.id)
    if (!e) return a
    const status = AFTER[e.kind]
    const came = e.kind === 'in' ? (a.came_at ?? e.at) : e.kind === 'clear' ? null : a.came_at
    return {
      ...a,
      status,
      came_at: came,
      left_at: e.kind === 'out' ? e.at : null,
      reason: e.reason ?? null,
    }
  })
}

/** Events that were answered are no longer waiting: taken and refused alike, by their keys. */
export function withoutAnswered(waiting: DoorEvent[], answered: string[]): DoorEvent[] {
  const done = new Set(answered)
  return waiting.filter((e) => !done.has(e.key))
}

export interface Numbers {
  due: number
  present: number
  left: number
  leave: number
  absent: number
  unknown: number
}

/** Of those with a vote. */
export function numbersOf(roll: Attendee[]): Numbers {
  const out: Numbers = { due: 0, present: 0, left: 0, leave: 0, absent: 0, unknown: 0 }
  for (const a of roll) {
    if (!a.votes) continue
    out.due++
    if (a.status === 'present') out.present++
    else if (a.status === 'left') out.left++
    else if (a.status === 'leave_sick' || a.status === 'leave_business') out.leave++
    else if (a.status === 'absent') out.absent++
    else out.unknown++
  }
  return out
}

/** Leave and absence may be entered before a sitting opens; nothing after it closed. */
export function mayRecord(state: string | null | undefined, kind: EventKind): boolean {
  if (state === undefined || state === null || state === 'open') return true
  return state === 'planned' && kind !== 'in' && kind !== 'out'
}

/** Why recording it would change nothing; null: it does. */
export function changesNothing(
  a: Attendee,
  kind: EventKind,
): 'hall.again' | 'hall.never_came' | null {
  if (kind === 'in' && a.status === 'present') return 'hall.again'
  return kind === 'out' && !a.came_at ? 'hall.never_came' : null
}

const BADGE = /[2-9A-HJ-NP-TV-Z]{8}$/

/** The badge code in what a scanner typed: eight characters, alone or at the end of an address. */
export function badgeIn(text: string): string | null {
  const tight = text.trim().toUpperCase().replace(/[\s-]/g, '')
  return BADGE.exec(tight)?.[0] ?? null
}

const squeeze = (s: string): string => s.replace(/[\s·•]/g, '').toUpperCase()

/** Who may be meant: by badge, else by name, seat or delegation; best first. */
export function find(roll: Attendee[], text: string): { hits: Attendee[]; sure: boolean } {
  const code = badgeIn(text)
  const byBadge = code ? roll.find((a) => a.badge === code) : undefined
  if (byBadge) return { hits: [byBadge], sure: true }
  const q = squeeze(text)
  if (!q) return { hits: [], sure: false }
  const rank = (a: Attendee): number => {
    const name = squeeze(a.name)
    if (name === q) return 0
    if (squeeze(a.seat ?? '') === q) return 1
    if (name.startsWith(q)) return 2
    if (name.includes(q)) return 3
    return squeeze(a.delegation ?? '').includes(q) || (q.length > 3 && a.badge.startsWith(q))
      ? 4
      : 9
  }
  const hits = roll
    .map((a) => ({ a, r: rank(a) }))
    .filter((x) => x.r < 9)
    .sort((x, y) => x.r - y.r)
    .map((x) => x.a)
  const exact = hits.filter((a) => rank(a) === 0)
  return { hits, sure: exact.length === 1 || hits.length === 1 }
}

/** A scanner types faster than people: less than 40 ms a character. */
export function wayOf(length: number, ms: number, isBadge: boolean): 'qr' | 'code' | 'list' {
  if (!isBadge) return 'list'
  return ms / Math.max(1, length) < 40 ? 'qr' : 'code'
}

const MOMENT = 600 /* ms: longer than a double click, shorter than a person */

/** True unless it was true less than a moment ago. */
export function onceAMoment(): (now: number) => boolean {
  let last = -MOMENT
  return (now) => {
    if (now - last < MOMENT) return false
    last = now
    return true
  }
}
