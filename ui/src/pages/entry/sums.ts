/* Totals of a counting group that tallied on paper: every row and every column must come out. Pure. */
import type { Candidate, SumsBallot } from '../../api/polls'

export interface SumsDraft {
  returned: string
  void: string
  cells: string[][][]
  written: { name: string; approve: string }[][]
}

export function emptySums(
  elections: { candidates: Pick<Candidate, 'id' | 'name'>[] }[],
): SumsDraft {
  return {
    returned: '',
    void: '',
    cells: elections.map((e) => e.candidates.map(() => ['', '', '', ''])),
    written: elections.map(() => []),
  }
}

const read = (text: string): number | null =>
  /^\d{1,7}$/.test(text.trim()) ? Number(text.trim()) : null

/** Ballots returned; null until a number is typed. */
export const returnedOf = (d: SumsDraft): number | null => read(d.returned)

/** Ballots that count for every row: returned less void; null until both are typed. */
export function validOf(d: SumsDraft): number | null {
  const [returned, spoilt] = [read(d.returned), read(d.void)]
  return returned === null || spoilt === null || spoilt > returned ? null : returned - spoilt
}

/** Sum of a row; null while a cell is empty or no number. */
export function rowSum(cells: string[]): number | null {
  return cells.reduce<number | null>((sum, c) => {
    const n = read(c)
    return sum === null || n === null ? null : sum + n
  }, 0)
}

export function columnSum(rows: string[][], column: number): number {
  return rows.reduce((sum, r) => sum + (read(r[column] ?? '') ?? 0), 0)
}

/** Most approvals that a question can hold: valid ballots times seats. */
export function approvals(d: SumsDraft, question: number): number {
  return (
    columnSum(d.cells[question] ?? [], 0) +
    (d.written[question] ?? []).reduce((n, w) => n + (read(w.approve) ?? 0), 0)
  )
}

export type Trouble =
  | { kind: 'books' }
  | { kind: 'row'; question: number; row: number }
  | { kind: 'seats'; question: number }
  | { kind: 'written'; question: number }

/** The first thing that does not come out; null when all does. */
export function trouble(d: SumsDraft, seats: number[]): Trouble | null {
  const valid = validOf(d)
  if (valid === null) return { kind: 'books' }
  for (const [question, rows] of d.cells.entries()) {
    const row = rows.findIndex((r) => rowSum(r) !== valid)
    if (row >= 0) return { kind: 'row', question, row }
    if ((d.written[question] ?? []).some((w) => !w.name.trim() || read(w.approve) === null))
      return { kind: 'written', question }
    if (approvals(d, question) > valid * (seats[question] ?? 0)) return { kind: 'seats', question }
  }
  return null
}

export function sumsOf(d: SumsDraft): SumsBallot {
  return {
    returned: read(d.returned) ?? 0,
    void: read(d.void) ?? 0,
    answers: d.cells.map((rows, q) => ({
      marks: rows.map(
        (r) => [0, 1, 2, 3].map((i) => read(r[i] ?? '') ?? 0) as [number, number, number, number],
      ),
      write_in: (d.written[q] ?? []).map((w) => ({
        name: w.name.trim(),
        approve: read(w.approve) ?? 0,
      })),
    })),
  }
}

export function draftOf(b: SumsBallot): SumsDraft {
  return {
    returned: String(b.returned),
    void: String(b.void),
    cells: b.answers.map((a) => a.marks.map((m) => m.map(String))),
    written: b.answers.map((a) =>
      (a.write_in ?? []).map((w) => ({ name: w.name, approve: String(w.approve) })),
    ),
  }
}
