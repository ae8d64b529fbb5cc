import { shallowRef } from 'vue'
import * as api from '../api/site'
import type { RegionPath, Session } from '../api/types'

const KEY = 'huanjie.region'

/** The region that scopes what is shown. */
export const here = shallowRef<RegionPath>({ id: '', label: '', level: 0, path: [] })

export async function choose(id: string): Promise<void> {
  here.value = await api.region(id)
  sessionStorage.setItem(KEY, id)
}

export function forgetRegion(): void {
  sessionStorage.removeItem(KEY)
}

/** Back to where this account starts, or where this tab was. */
export async function resetRegion(session: Session): Promise<void> {
  here.value = { ...session.home, level: 0, path: [session.home] }
  try {
    await choose(sessionStorage.getItem(KEY) ?? session.home.id)
  } catch {
    sessionStorage.removeItem(KEY)
    await choose(session.home.id).catch(() => undefined)
  }
}
