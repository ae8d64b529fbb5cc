import { call } from './call'
import type { Happened, Health, Lang, Session } from './types'

export const health = () => call<Health>('GET', 'health')
export const read = () => call<Session>('GET', 'session')
export const begin = (account: string, password: string, code?: string) =>
  call<Session>('POST', 'session', { body: { account, password, ...(code ? { code } : {}) } })
export const end = () => call<void>('POST', 'session/end')
export const unlock = (password: string) =>
  call<void>('POST', 'session/unlock', { body: { password } })
export const password = (old: string, next: string) =>
  call<void>('POST', 'account/password', { body: { old, new: next } })
export const happened = () => call<{ events: Happened[] }>('GET', 'account/events')
export const locale = (lang: Lang) =>
  call<void>('POST', 'account/locale', { body: { locale: lang } })
export const totpNew = (secret: string) =>
  call<{ secret: string; uri: string }>('POST', 'account/totp/new', { body: { password: secret } })
export const totpOn = (code: string) => call<void>('POST', 'account/totp/on', { body: { code } })
export const totpOff = (secret: string) =>
  call<void>('POST', 'account/totp/off', { body: { password: secret } })
