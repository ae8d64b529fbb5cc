/* A ledger may hold people of two bodies who go different ways: of its acts a row has those of its own. Pure. */
import type { ActDef, Row } from '../../api/types'

interface Ways {
  /** The field that says whose the row is; empty is the first way. */
  by: string
  /** Acts that belong to one way alone, by the code of that field. */
  acts: Record<string, string[]>
}

const WAYS: Record<string, Ways> = {
  delegate: {
    by: 'body_kind',
    acts: {
      party: ['review', 'elect', 'qualify'],
      conference: ['consult', 'consider', 'decide'],
    },
  },
}

/** Is this act one of the row's own way? The server refuses the others. */
export function isOwn(ledger: string, row: Row, act: ActDef): boolean {
  const ways = WAYS[ledger]
  if (!ways) return true
  const value = row[ways.by]
  const mine = typeof value === 'string' && value ? value : (Object.keys(ways.acts)[0] ?? '')
  return Object.entries(ways.acts).every(([way, acts]) => way === mine || !acts.includes(act.name))
}
