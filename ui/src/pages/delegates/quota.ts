/* Quotas as they are edited: whether they are numbers and whether they come out. Pure. */
export interface Line {
  id: string
  minimum: number
  text: string
}

const read = (text: string): number | null =>
  /^\d{1,5}$/.test(text.trim()) ? Number(text.trim()) : null

export interface Standing {
  given: number
  missing: number
  strange: string[]
  under: string[]
  fits: boolean
}

/** missing < 0: too many were given. */
export function standing(lines: Line[], total: number | null): Standing {
  const given = lines.reduce((n, l) => n + (read(l.text) ?? 0), 0)
  const strange = lines.filter((l) => read(l.text) === null).map((l) => l.id)
  const under = lines
    .filter((l) => {
      const n = read(l.text)
      return n !== null && n < l.minimum
    })
    .map((l) => l.id)
  const missing = (total ?? 0) - given
  return {
    given,
    missing,
    strange,
    under,
    fits: total !== null && missing === 0 && !strange.length && !under.length,
  }
}
