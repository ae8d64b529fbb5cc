import { onBeforeUnmount, ref, shallowRef } from 'vue'
import * as api from '../api/admin'
import type { Job } from '../api/types'
import { attempt } from './say'

/** Starts a job on the server and follows it to its end. */
export function useJob(begin: () => Promise<string>, finished: () => void = () => undefined) {
  const job = shallowRef<Job | null>(null)
  const busy = ref(false)
  let timer = 0
  onBeforeUnmount(() => window.clearTimeout(timer))

  async function follow(id: string): Promise<void> {
    const now = await attempt(() => api.job(id))
    if (now) job.value = now
    if (now?.state === 'running') {
      timer = window.setTimeout(() => void follow(id), 500)
      return
    }
    busy.value = false
    finished()
  }
  async function start(): Promise<void> {
    busy.value = true
    job.value = null
    const id = await attempt(begin)
    if (id) await follow(id)
    else busy.value = false
  }
  return { job, busy, start }
}
