/*
 * One ballot at a time with one hand on the numeric pad. Pure.
 *
 *   + approve   - oppose   * abstain   / unclear     the row of the cursor, which goes on to the next
 *   7 -         the same for row 7: only exceptions need typing when the usual mark stands already
 *   0 + a name written in   0 - the ballot is void   0 * back to the ballot before   0 / start this one again
 *   Enter       row 7 when "7" was typed; else the ballot is done
 */
import type { Candidate, Ballot } from '../../api/polls'

export type Mark = 'Y' | 'N' | 'A' | '?' | ''
export interface Sheet {
  rows: { question: number; index: number; name: string }[]
  seats: number[]
}
export interface Pad {
  marks: Mark[]
  written: string[][]
  cursor: number
  digits: string
  warned: boolean
  wrong: '' | 'row' | 'unset' | 'over' | 'name'
}
export type Command = 'save' | 'write' | 'void' | 'previous' | null

const OF_KEY: Record<string, Mark> = {
  '+': 'Y',
  '=': 'Y',
  y: 'Y',
  '-': 'N',
  n: 'N',
  '*': 'A',
  a: 'A',
  '/': '?',
  u: '?',
}
const SPECIAL: Record<string, Command | 'clear'> = {
  Y: 'write',
  N: 'void',
  A: 'previous',
  '?': 'clear',
}

export function sheetOf(
  elections: { seats: number; candidates: Pick<Candidate, 'id' | 'name'>[] }[],
): Sheet {
  return {
    rows: elections.flatMap((e, question) =>
      e.candidates.map((c, index) => ({ question, index, name: c.name })),
    ),
    seats: elections.map((e) => e.seats),
  }
}

export function fresh(sheet: Sheet, usual: Mark): Pad {
  return {
    marks: sheet.rows.map(() => usual),
    written: sheet.seats.map(() => []),
    cursor: 0,
    digits: '',
    warned: false,
    wrong: '',
  }
}

/** How many names a question of this ballot chooses, written in or printed. */
export function chosen(sheet: Sheet, pad: Pad, question: number): number {
  return (
    sheet.rows.filter((r, i) => r.question === question && pad.marks[i] === 'Y').length +
    (pad.written[question]?.length ?? 0)
  )
}

/** Questions that choose more names than there are seats: the rules make them void, the teller records what stands there. */
export function overChosen(sheet: Sheet, pad: Pad): number[] {
  return sheet.seats.map((_, q) => q).filter((q) => chosen(sheet, pad, q) > (sheet.seats[q] ?? 0))
}

function done(sheet: Sheet, pad: Pad): { pad: Pad; command: Command } {
  const unset = pad.marks.indexOf('')
  if (unset >= 0) return { pad: { ...pad, cursor: unset, wrong: 'unset' }, command: null }
  if (overChosen(sheet, pad).length && !pad.warned)
    return { pad: { ...pad, warned: true, wrong: 'over' }, command: null }
  return { pad, command: 'save' }
}

function marked(sheet: Sheet, pad: Pad, mark: Mark, usual: Mark): { pad: Pad; command: Command } {
  if (pad.digits !== '' && Number(pad.digits) === 0) {
    const what = SPECIAL[mark] ?? null
    if (what === 'clear') return { pad: fresh(sheet, usual), command: null }
    return { pad: { ...pad, digits: '' }, command: what }
  }
  const row = pad.digits === '' ? pad.cursor : Number(pad.digits) - 1
  if (row >= sheet.rows.length) return { pad: { ...pad, digits: '', wrong: 'row' }, command: null }
  const marks = pad.marks.map((m, i) => (i === row ? mark : m))
  return {
    pad: {
      ...pad,
      marks,
      cursor: Math.min(row + 1, sheet.rows.length - 1),
      digits: '',
      warned: false,
    },
    command: null,
  }
}

/** What a key does; a key that means nothing changes nothing. */
export function press(
  sheet: Sheet,
  before: Pad,
  key: string,
  usual: Mark,
): { pad: Pad; command: Command } {
  const pad: Pad = { ...before, wrong: '' }
  const last = sheet.rows.length - 1
  const mark = OF_KEY[key.length === 1 ? key.toLowerCase() : key]
  if (/^\d$/.test(key))
    return { pad: { ...pad, digits: (pad.digits + key).slice(-3) }, command: null }
  if (mark) return marked(sheet, pad, mark, usual)
  switch (key) {
    case 'Enter': {
      if (pad.digits === '') return done(sheet, pad)
      const row = Number(pad.digits) - 1
      if (row < 0 || row > last) return { pad: { ...pad, digits: '', wrong: 'row' }, command: null }
      return { pad: { ...pad, cursor: row, digits: '' }, command: null }
    }
    case 'ArrowDown':
      return { pad: { ...pad, cursor: Math.min(last, pad.cursor + 1) }, command: null }
    case 'ArrowUp':
      return { pad: { ...pad, cursor: Math.max(0, pad.cursor - 1) }, command: null }
    case 'Backspace':
      return {
        pad: pad.digits
          ? { ...pad, digits: pad.digits.slice(0, -1) }
          : { ...pad, cursor: Math.max(0, pad.cursor - 1) },
        command: null,
      }
    case 'Delete':
    case '.':
      return {
        pad: {
          ...pad,
          marks: pad.marks.map((m, i) => (i === pad.cursor ? usual : m)),
          warned: false,
        },
        command: null,
      }
    case 'Escape':
      return { pad: fresh(sheet, usual), command: null }
    default:
      return { pad: before, command: null }
  }
}

export function ballotOf(sheet: Sheet, pad: Pad): Ballot {
  return {
    answers: sheet.seats.map((_, q) => ({
      marks: sheet.rows.map((r, i) => (r.question === q ? (pad.marks[i] ?? '') : '')).join(''),
      ...(pad.written[q]?.length ? { write_in: pad.written[q] } : {}),
    })),
  }
}

/** A kept ballot on the pad again, to be mended; a void one starts afresh. */
export function padOf(sheet: Sheet, ballot: Ballot, usual: Mark): Pad {
  const pad = fresh(sheet, usual)
  if ('void' in ballot) return pad
  return {
    ...pad,
    marks: sheet.rows.map((r) => (ballot.answers[r.question]?.marks[r.index] ?? usual) as Mark),
    written: sheet.seats.map((_, q) => [...(ballot.answers[q]?.write_in ?? [])]),
  }
}
