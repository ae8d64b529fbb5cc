import { ref } from 'vue'

export interface Tab {
  key: string
  path: string
}

const MOST = 12
export const tabs = ref<Tab[]>([])
const closers: ((key: string) => void)[] = []

/** Tells when a tab is closed, so that what it kept can be dropped. */
export function onClose(closer: (key: string) => void): void {
  closers.push(closer)
}

/** Titles of pages that are named by what they show. */
export const titles = ref<Record<string, string>>({})
export function nameTab(key: string, title: string): void {
  titles.value = { ...titles.value, [key]: title }
}

export function openTab(key: string, path: string): void {
  const tab = tabs.value.find((x) => x.key === key)
  if (tab) {
    tab.path = path
    return
  }
  tabs.value.push({ key, path })
  if (tabs.value.length > MOST) closeTab(tabs.value[0]!.key)
}

/** Closes a tab; gives the path of the tab to show instead. */
export function closeTab(key: string): string | null {
  const at = tabs.value.findIndex((x) => x.key === key)
  if (at < 0) return null
  tabs.value.splice(at, 1)
  closers.forEach((c) => c(key))
  return (tabs.value[at] ?? tabs.value[at - 1])?.path ?? null
}

export function closeOthers(key: string | null): void {
  for (const tab of [...tabs.value]) if (tab.key !== key) closeTab(tab.key)
}
