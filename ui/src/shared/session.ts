import { computed, ref, shallowRef } from 'vue'
import { ApiError, configure } from '../api/call'
import * as api from '../api/session'
import type { AdminRole, Lang, Role, Session } from '../api/types'
import { lang, speak } from '../i18n'
import { choose, forgetRegion, here, resetRegion } from './region'
import { sweep } from './shelf'
import { clearSite, loadSite } from './site'
import { closeOthers } from './tabs'

const LOCK = 'huanjie.locked'
const ADMIN: Role[] = ['system', 'security', 'audit']

export const session = shallowRef<Session | null>(null)
export const locked = ref(sessionStorage.getItem(LOCK) === '1')
/** The language that the pages shown were asked for in: what the server wrote is asked for again with another. */
export const spoken = ref<Lang | null>(null)
/** True once the server has said that nobody is signed in. */
export const ended = ref(false)

/** True while the server could not be asked who is signed in. */
export const cut = ref(false)

export const roles = computed<Role[]>(() => session.value?.grants.map((g) => g.role) ?? [])
export const records = computed(() => roles.value.some((r) => !ADMIN.includes(r)))
/** Who only counts or watches the count begins at that work. */
export const countsOnly = computed(
  () => roles.value.length > 0 && roles.value.every((r) => r === 'teller' || r === 'scrutineer'),
)
export const holds = (role: AdminRole): boolean => roles.value.includes(role)

configure({
  signedOut: () => {
    ended.value = session.value !== null || cut.value
    cut.value = false
    leave()
  },
})

async function take(next: Session): Promise<void> {
  session.value = next
  ended.value = false
  const wanted = next.account.locale
  if (wanted && wanted !== lang()) await useLang(wanted, false)
  await resetRegion(next)
  if (!next.must_change) await loadSite()
}

/** Takes up the session that the cookie stands for; false when there is none. */
export async function resume(): Promise<boolean> {
  try {
    await take(await api.read())
    cut.value = false
    return true
  } catch (error) {
    cut.value = error instanceof ApiError && (error.status === 0 || error.status === 503)
    return session.value !== null
  }
}

export async function enter(account: string, password: string, code?: string): Promise<void> {
  lock(false)
  await take(await api.begin(account, password, code))
}

export function leave(): void {
  session.value = null
  lock(false)
  forgetRegion()
  closeOthers(null)
  clearSite()
}

export async function signOut(): Promise<void> {
  try {
    await api.end()
  } finally {
    ended.value = false
    leave()
    void sweep('roll.')
  }
}

export async function passwordChanged(): Promise<void> {
  await take(await api.read())
}

export function lock(on: boolean): void {
  locked.value = on
  document.documentElement.classList.toggle('locked', on)
  if (on) sessionStorage.setItem(LOCK, '1')
  else sessionStorage.removeItem(LOCK)
}

/** Changes the language of everything; kept on the server for the account. */
export async function useLang(next: Lang, keep = true): Promise<void> {
  await speak(next)
  configure({ lang: next })
  if (keep && session.value) {
    await api.locale(next)
    await choose(here.value.id).catch(() => undefined)
  }
  spoken.value = next
}
