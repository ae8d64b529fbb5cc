import type { Language } from 'element-plus/es/locale'
import { shallowRef } from 'vue'
import type texts from './texts.json'
import type { Label, Lang } from '../api/types'

/** Texts of single folders of pages: each adds its own in its room.ts. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface RoomTexts {}
export type Key =
  keyof typeof texts | { [R in keyof RoomTexts]: keyof RoomTexts[R] }[keyof RoomTexts]
export const LANGS: Lang[] = ['zh-Hans', 'zh-Hant', 'en']

interface Loaded {
  lang: Lang
  texts: Record<string, string>
  widgets: Language
}

const loaders: Record<
  Lang,
  () => Promise<[{ default: Record<string, string> }, { default: Language }]>
> = {
  'zh-Hans': () =>
    Promise.all([import('virtual:texts/zh-Hans'), import('element-plus/es/locale/lang/zh-cn')]),
  'zh-Hant': () =>
    Promise.all([import('virtual:texts/zh-Hant'), import('element-plus/es/locale/lang/zh-tw')]),
  en: () => Promise.all([import('virtual:texts/en'), import('element-plus/es/locale/lang/en')]),
}

export const current = shallowRef<Loaded | null>(null)

export function lang(): Lang {
  return current.value?.lang ?? 'zh-Hans'
}

export function remembered(): Lang {
  const kept = localStorage.getItem('huanjie.lang')
  return LANGS.find((l) => l === kept) ?? 'zh-Hans'
}

export async function speak(next: Lang): Promise<void> {
  const [own, widgets] = await loaders[next]()
  current.value = { lang: next, texts: own.default, widgets: widgets.default }
  document.documentElement.lang = next
  localStorage.setItem('huanjie.lang', next)
}

export function fill(text: string, slots?: Record<string, string | number>): string {
  return slots
    ? text.replace(/\{(\w+)\}/g, (whole, name: string) => String(slots[name] ?? whole))
    : text
}

/** A text of the application in the language in use. */
export function t(key: Key, slots?: Record<string, string | number>): string {
  return fill(current.value?.texts[key] ?? key, slots)
}

/** The same for a key put together at run time; '' when there is none. */
export function tt(key: string): string {
  return current.value?.texts[key] ?? ''
}

/** Several things in a row. */
export function series(items: string[]): string {
  return items.join(lang() === 'en' ? ', ' : '、')
}

/** A label of the server in the language in use. */
export function l(label: Label | string | undefined): string {
  if (!label) return ''
  if (typeof label === 'string') return label
  return label[lang()] ?? label['zh-Hans']
}
