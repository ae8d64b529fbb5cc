/* Which column of a file fills which field. Pure. */
import type { FieldDef, Import, Ledger } from '../../api/types'

export type Mapping = (string | null)[]

export function firstMapping(job: Import): Mapping {
  return job.columns.map((c) => c.field)
}

/** Fields that more than one column wants. */
export function twice(mapping: Mapping): string[] {
  const seen = new Set<string>()
  const out = new Set<string>()
  for (const m of mapping) if (m !== null) (seen.has(m) ? out : seen).add(m)
  return [...out]
}

/** Required fields that no column fills and that have no default; rows named by their id keep what they have. */
export function unfilled(ledger: Ledger, mapping: Mapping): FieldDef[] {
  if (mapping.includes('id')) return []
  return ledger.fields.filter(
    (f) => f.required && f.default === undefined && !mapping.includes(f.name),
  )
}

export function importable(ledger: Ledger): FieldDef[] {
  return ledger.fields.filter((f) => f.type !== 'file')
}

export type Step = 0 | 1 | 2 | 3

/** Where in the wizard an import stands: file, columns, check, result. */
export function stepOf(job: Import | null): Step {
  if (!job) return 0
  if (job.state === 'uploaded') return 1
  return job.state === 'checking' || job.state === 'checked' ? 2 : 3
}

export function moving(job: Import | null): boolean {
  return job !== null && ['checking', 'running', 'undoing'].includes(job.state)
}

export function percent(job: Import): number {
  return job.total > 0 ? Math.min(100, Math.floor((job.done * 100) / job.total)) : 0
}
