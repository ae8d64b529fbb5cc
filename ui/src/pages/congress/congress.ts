/* How the records of a congress read. */
import type { Row } from '../../api/types'
import { titleOf } from '../../shared/display'
import { ledgerOf, show } from '../../shared/site'

/** Title of a row of a ledger that may not be readable. */
export function nameOf(ledger: string, row: Row): string {
  const def = ledgerOf(ledger)
  return def ? titleOf(def, row) : row.id
}

export const codeText = (codes: string, value: unknown): string =>
  typeof value === 'string' && value ? show({ type: 'code', codes }, value) : ''

/** A vote by hands on the agenda of a meeting that may pass officers: held with success, or still to be held. */
export interface HandsVote {
  item: Row
  sitting: Row
  passed: boolean
}
export const handsVotes = (sittings: (Row & { agenda: Row[] })[]): HandsVote[] =>
  sittings
    .filter((s) => s.kind !== 'delegation')
    .flatMap((sitting) =>
      sitting.agenda
        // one that names its matter decides that, and passes nobody
        .filter(
          (a) => a.kind === 'hands' && !a.matter && (a.state === 'passed' || a.state === 'planned'),
        )
        .map((item) => ({ item, sitting, passed: item.state === 'passed' })),
    )

/** Or does he preside? A ballot in hand rests on him too: he is withdrawn by two. */
export const upholds = (officer: Row): boolean =>
  watches([officer]) || /^(presidium|secretary_general)$/.test(String(officer.duty))

const WATCHES = /^(chief_|deputy_chief_)?(scrutineer|teller)$/
/** Does one of them count or watch? Once a poll is frozen that is changed by two people. */
export const watches = (officers: Row[]): boolean =>
  officers.some((o) => WATCHES.test(String(o.duty)))
