/* The books of the ballot papers, checked while they are typed; the server checks them again. Pure. */
import type { IssueField } from '../../api/polls'

export type Typed = Record<IssueField, string>
export type Numbers = Partial<Record<IssueField, number>>
export interface Check {
  rule: 'printed' | 'present' | 'taking_part' | 'cut' | 'returned'
  ok: boolean
  slots: Record<string, number>
}

/** What is typed as numbers; what is empty or no number is left out. */
export function numbersOf(typed: Typed): Numbers {
  const out: Numbers = {}
  for (const [key, text] of Object.entries(typed) as [IssueField, string][]) {
    if (/^\d{1,8}$/.test(text.trim())) out[key] = Number(text.trim())
  }
  return out
}

/** Fields whose text is no number. */
export function unread(typed: Typed): IssueField[] {
  return (Object.entries(typed) as [IssueField, string][])
    .filter(([, v]) => v.trim() !== '' && !/^\d{1,8}$/.test(v.trim()))
    .map(([k]) => k)
}

/** Only sums whose numbers are all there are judged; of a district those present are those who take part. */
export function checks(
  n: Numbers,
  present: number | null,
  rule: 'present' | 'taking_part' = 'present',
): Check[] {
  const out: Check[] = []
  if (n.printed !== undefined && n.issued !== undefined && n.unused !== undefined) {
    out.push({
      rule: 'printed',
      ok: n.issued + n.unused === n.printed,
      slots: { issued: n.issued, unused: n.unused, printed: n.printed },
    })
  }
  if (n.issued !== undefined && present !== null)
    out.push({ rule, ok: n.issued <= present, slots: { issued: n.issued, present } })
  if (n.cut !== undefined && n.unused !== undefined)
    out.push({ rule: 'cut', ok: n.cut <= n.unused, slots: { cut: n.cut, unused: n.unused } })
  if (n.returned !== undefined && n.issued !== undefined)
    out.push({
      rule: 'returned',
      ok: n.returned <= n.issued,
      slots: { returned: n.returned, issued: n.issued },
    })
  return out
}

/** More ballots back than went out: no sum is wrong and nothing refuses it, but the count will find the election void. */
export function overIssued(
  returned: number | null | undefined,
  issued: number | null | undefined,
): { returned: number; issued: number } | null {
  return typeof returned === 'number' && typeof issued === 'number' && returned > issued
    ? { returned, issued }
    : null
}

/**
 * What is wrong in the books as they stand and what nothing refuses, because there is nothing left to mend: the count
 * finds such an election void. `judged` are the sums that the server has found wrong itself.
 */
export function voids(stored: Check[], judged: string[]): Check[] {
  return stored.filter(
    (c) =>
      !c.ok &&
      (c.rule === 'returned' ||
        ((c.rule === 'present' || c.rule === 'taking_part') && !judged.includes('issued'))),
  )
}
