import { onBeforeUnmount, onMounted, ref, shallowRef, type Ref } from 'vue'
import { attempt, details } from './say'

/** Does something to what a page shows; true when it was done. Why it was refused stands in `wrong`, of a dialog; else a note says it. */
export type Act = (what: () => Promise<unknown>, wrong?: Ref<string>) => Promise<boolean>

async function told(what: () => Promise<unknown>, wrong: Ref<string>): Promise<boolean> {
  wrong.value = ''
  try {
    await what()
    return true
  } catch (error) {
    wrong.value = details(error)
    return false
  }
}

/** What a page shows: asked for when it opens, again after every act, and every few seconds when told so. */
export function useLoad<T>(read: () => Promise<T>, every = 0) {
  const data = shallowRef<T | null>(null)
  const failed = shallowRef<unknown>(null)
  const busy = ref(false)
  let timer = 0
  let turn = 0

  async function load(): Promise<void> {
    const mine = ++turn
    try {
      const next = await read()
      if (mine !== turn) return
      data.value = next
      failed.value = null
    } catch (error) {
      if (mine === turn) failed.value = error
    }
  }
  /** Runs an act, says what went wrong, and shows the state that follows. True when it was done. */
  const act: Act = async (what, wrong) => {
    if (busy.value) return false
    busy.value = true
    const done = await (wrong ? told(what, wrong) : attempt(() => what().then(() => true)))
    await load()
    busy.value = false
    return done === true
  }
  onMounted(() => {
    void load()
    if (every)
      timer = window.setInterval(() => {
        if (!document.hidden && !busy.value) void load()
      }, every)
  })
  onBeforeUnmount(() => {
    turn = -1
    window.clearInterval(timer)
  })
  return { data, failed, busy, load, act }
}
