/* A roster signed on paper, typed back: who is still missing here, by delegation. */
import type { Attendee } from '../../api/hall'

export interface PaperGroup {
  name: string
  people: Attendee[]
}

/** Those with a vote of whom nothing is known yet, in the order of the printed roster. */
export function paperGroups(all: Attendee[]): PaperGroup[] {
  const groups = new Map<string, Attendee[]>()
  for (const a of all) {
    if (!a.votes || a.status) continue
    const name = a.delegation ?? ''
    groups.set(name, [...(groups.get(name) ?? []), a])
  }
  return [...groups].map(([name, people]) => ({ name, people }))
}

/** The whole group ticked when it was not, else none of it. */
export function turnGroup(ticked: ReadonlySet<string>, group: PaperGroup): Set<string> {
  const next = new Set(ticked)
  const whole = group.people.every((a) => next.has(a.id))
  for (const a of group.people) {
    if (whole) next.delete(a.id)
    else next.add(a.id)
  }
  return next
}
