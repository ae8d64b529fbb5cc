/* What a teller has entered: kept in this browser first, then sent; nothing is lost with a closed page. */
import { computed, onBeforeUnmount, ref, shallowRef } from 'vue'
import { ApiError } from '../../api/call'
import * as api from '../../api/polls'
import { reason } from '../../shared/say'
import { shelve, shelved, unshelve } from '../../shared/shelf'
import { later, merged, type Change } from './merge'

export function useTray<B>(poll: string, group: number, side: 1 | 2) {
  const key = `entry.${poll}.${group}.${side}`
  const kept = shallowRef<api.GroupSide<B> | null>(null)
  const waiting = shallowRef<Change<B>[]>([])
  const failed = shallowRef<unknown>(null)
  const wrong = ref('')
  let sending = false
  let timer = 0

  const entries = computed(() => merged(kept.value?.entries ?? [], waiting.value))

  async function load(): Promise<void> {
    try {
      waiting.value = (await shelved<Change<B>[]>(key)) ?? []
      kept.value = await api.side<B>(poll, group, side)
      failed.value = null
      void send()
    } catch (error) {
      failed.value = error
    }
  }
  async function send(): Promise<void> {
    if (sending || !waiting.value.length) return
    sending = true
    const part = waiting.value
    try {
      await api.entries<B>(poll, group, side, part)
      if (kept.value) kept.value = { ...kept.value, entries: merged(kept.value.entries, part) }
      waiting.value = later(waiting.value, part)
      if (waiting.value.length) await shelve(key, waiting.value)
      else await unshelve(key)
      wrong.value = ''
    } catch (error) {
      wrong.value = reason(error)
      window.clearTimeout(timer)
      if (error instanceof ApiError && (error.status === 0 || error.status >= 500))
        timer = window.setTimeout(() => void send(), 3000)
    } finally {
      sending = false
    }
    if (waiting.value.length && !wrong.value) void send()
  }
  async function put(pos: number, ballot: B | null): Promise<void> {
    waiting.value = [...waiting.value, { pos, ballot }]
    await shelve(key, waiting.value)
    void send()
  }
  onBeforeUnmount(() => window.clearTimeout(timer))
  return { kept, entries, waiting, failed, wrong, load, put, send }
}
