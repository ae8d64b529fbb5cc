/* Two entries of one ballot side by side. Pure. */
import type { Candidate, Ballot, SumsBallot } from '../../api/polls'

export type Any = Ballot | SumsBallot | null
export interface Line {
  question: number
  label: string
  first: string
  second: string
  differs: boolean
}

const isVoid = (b: Any): b is { void: string } =>
  b !== null && 'void' in b && typeof b.void === 'string'
const isSums = (b: Any): b is SumsBallot => b !== null && 'returned' in b

function cell(b: Any, q: number, i: number): string {
  if (b === null || isVoid(b)) return ''
  const answer = b.answers[q]
  const mark = answer?.marks[i]
  return Array.isArray(mark) ? mark.join(' / ') : (mark ?? '')
}
function written(b: Any, q: number): string {
  if (b === null || isVoid(b)) return ''
  const list = (b.answers[q]?.write_in ?? []) as (string | { name: string; approve: number })[]
  return list
    .map((w) => (typeof w === 'string' ? w : `${w.name} ${w.approve}`))
    .sort()
    .join('、')
}

/** One line for each thing that can differ; `words` for the lines that are no candidates. */
export function compare(
  first: Any,
  second: Any,
  elections: { candidates: Pick<Candidate, 'id' | 'name'>[] }[],
  words: { whole: string; write_in: string; missing: string; books: string },
): Line[] {
  const whole = (b: Any): string => (b === null ? words.missing : isVoid(b) ? b.void : '')
  const out: Line[] = []
  const add = (question: number, label: string, a: string, b: string): void => {
    out.push({ question, label, first: a, second: b, differs: a !== b })
  }
  if (whole(first) || whole(second)) add(-1, words.whole, whole(first), whole(second))
  if (isSums(first) || isSums(second)) {
    const books = (b: Any): string => (isSums(b) ? `${b.returned} / ${b.void}` : '')
    add(-1, words.books, books(first), books(second))
  }
  elections.forEach((e, q) => {
    e.candidates.forEach((c, i) => add(q, c.name, cell(first, q, i), cell(second, q, i)))
    if (written(first, q) || written(second, q))
      add(q, words.write_in, written(first, q), written(second, q))
  })
  return out
}
