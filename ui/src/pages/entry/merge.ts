/* Ballots on the server with what this browser has not sent yet. Pure. */
import type { Entry } from '../../api/polls'

export interface Change<B> {
  pos: number
  ballot: B | null
}

/** By position; the last change of a position stands, null takes it out. */
export function merged<B>(entries: Entry<B>[], changes: Change<B>[]): Entry<B>[] {
  const out = new Map(entries.map((e) => [e.pos, e.ballot]))
  for (const c of changes) {
    if (c.ballot === null) out.delete(c.pos)
    else out.set(c.pos, c.ballot)
  }
  return [...out].map(([pos, ballot]) => ({ pos, ballot })).sort((a, b) => a.pos - b.pos)
}

/** What came in while `sent` was under way: by identity, so that an equal ballot entered again is not lost. */
export function later<B>(all: Change<B>[], sent: Change<B>[]): Change<B>[] {
  const gone = new Set(sent)
  return all.filter((c) => !gone.has(c))
}

/** The number that the next new ballot gets. */
export function nextPos<B>(entries: Entry<B>[]): number {
  return entries.reduce((most, e) => Math.max(most, e.pos), 0) + 1
}
