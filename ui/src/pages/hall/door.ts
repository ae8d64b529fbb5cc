/* One door of one sitting: the roll, the events made here, and their way to the server. */
import { computed, onBeforeUnmount, onMounted, ref, shallowRef } from 'vue'
import { ApiError } from '../../api/call'
import * as api from '../../api/hall'
import type { Attendee, DoorEvent, EventKind, Hall, Roll, Way } from '../../api/hall'
import { reason } from '../../shared/say'
import { shelve, shelved, unshelve } from '../../shared/shelf'
import { newKey, nextMoment, numbersOf, withEvents, withoutAnswered } from './roll'

const MOST = 200 /* events in one call */

export interface Refused {
  name: string
  message: string
  at: string
}

export function useDoor(sitting: string, door: () => string) {
  const roll = shallowRef<Roll | null>(null)
  const hall = shallowRef<Hall | null>(null)
  const waiting = shallowRef<DoorEvent[]>([])
  const refused = ref<Refused[]>([])
  const failed = shallowRef<unknown>(null)
  const online = ref(true)
  let sending = false
  let last = 0
  let timer = 0
  let gone = false

  const attendees = computed<Attendee[]>(() =>
    withEvents(roll.value?.attendees ?? [], waiting.value),
  )
  const numbers = computed(() => numbersOf(attendees.value))

  /** Without an answer the network is gone; an answer that refuses is another matter. */
  function note(error: unknown): void {
    const offline = error instanceof ApiError && (error.status === 0 || error.status === 503)
    online.value = !offline
    failed.value = offline && roll.value ? null : error
  }
  async function fetchRoll(): Promise<void> {
    try {
      const [nextRoll, nextHall] = await Promise.all([api.roll(sitting), api.hall(sitting)])
      if (gone) return
      roll.value = nextRoll
      hall.value = nextHall
      online.value = true
      failed.value = null
      await shelve(`roll.${sitting}`, { roll: nextRoll, hall: nextHall })
    } catch (error) {
      note(error)
    }
  }
  const nameOf = (e: DoorEvent): string =>
    attendees.value.find((a) => a.id === e.attendee)?.name ?? e.badge ?? ''

  async function send(): Promise<void> {
    if (sending || !waiting.value.length) return
    sending = true
    const part = waiting.value.slice(0, MOST)
    try {
      const answer = await api.checkIn(sitting, door(), part)
      online.value = true
      for (const r of answer.refused) {
        const event = part.find((e) => e.key === r.key)
        if (event) refused.value.unshift({ name: nameOf(event), message: r.message, at: event.at })
      }
      const taken = part.filter((e) => !answer.refused.some((r) => r.key === e.key))
      if (roll.value)
        roll.value = { ...roll.value, attendees: withEvents(roll.value.attendees, taken) }
      waiting.value = withoutAnswered(
        waiting.value,
        [...answer.taken, ...answer.refused].map((x) => x.key),
      )
      await shelve(`events.${sitting}`, waiting.value)
    } catch (error) {
      note(error)
      if (online.value)
        refused.value.unshift({ name: '', message: reason(error), at: new Date().toISOString() })
    } finally {
      sending = false
    }
  }
  /** Kept on the shelf first, then shown, then sent. */
  async function record(who: Attendee, kind: EventKind, way: Way, why?: string): Promise<void> {
    last = nextMoment(last, Date.now())
    const event: DoorEvent = {
      key: newKey((b) => crypto.getRandomValues(b)),
      attendee: who.id,
      kind,
      at: new Date(last).toISOString(),
      way,
      ...(why ? { reason: why } : {}),
    }
    waiting.value = [...waiting.value, event]
    await shelve(`events.${sitting}`, waiting.value)
    void send()
  }
  async function round(): Promise<void> {
    if (waiting.value.length) await send()
    if (!waiting.value.length) await fetchRoll()
    if (!gone) timer = window.setTimeout(() => void round(), online.value ? 4000 : 3000)
  }
  /** Takes the roll off this machine; only when nothing waits. */
  async function clear(): Promise<void> {
    if (waiting.value.length) return
    await unshelve(`roll.${sitting}`)
    await unshelve(`events.${sitting}`)
  }
  onMounted(async () => {
    const kept = await shelved<{ roll: Roll; hall: Hall }>(`roll.${sitting}`)
    waiting.value = (await shelved<DoorEvent[]>(`events.${sitting}`)) ?? []
    if (kept) {
      roll.value = kept.roll
      hall.value = kept.hall
    }
    await round()
  })
  onBeforeUnmount(() => {
    gone = true
    window.clearTimeout(timer)
  })
  return {
    roll,
    hall,
    attendees,
    numbers,
    waiting,
    refused,
    online,
    failed,
    record,
    clear,
    fetchRoll,
  }
}
