/* From the steps of a congress to places in this application. Pure. */
import type { PathStep } from '../../api/hall'
import type { Station } from '../../ui/StepPath.vue'

const TABS = ['sittings', 'roster', 'officers', 'polls', 'motions', 'discussions']

/** A tab of the congress page may be named alone; anything else must be a place here. */
export function placeOf(to: string, congress: string): string | undefined {
  if (TABS.includes(to)) return `/congress/${congress}?tab=${to}`
  if (to.startsWith('?')) return `/congress/${congress}${to}`
  if (to.startsWith('/#/')) return to.slice(2)
  if (to.startsWith('#/')) return to.slice(1)
  return to.startsWith('/') ? to : undefined
}

export function stationsOf(steps: PathStep[], congress: string): Station[] {
  return steps.map((s) => ({
    key: s.step,
    label: s.label,
    ok: s.ok,
    message: s.message,
    to: placeOf(s.to ?? '', congress),
  }))
}
