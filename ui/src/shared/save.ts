import { ref, type Ref } from 'vue'
import { details } from './say'

interface Save {
  /** An act is under way: the button turns, a second click does nothing. */
  busy: Ref<boolean>
  /** Why the last act failed, for the reader; '' when it did not. */
  wrong: Ref<string>
  /** Do it; true when it succeeded. What failed stands in `wrong` and is not thrown on. */
  run: (act: () => Promise<unknown>) => Promise<boolean>
}

/** The state of a form that sends one thing: sending, or why it was refused. */
export function useSave(): Save {
  const busy = ref(false)
  const wrong = ref('')

  async function run(act: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    wrong.value = ''
    try {
      await act()
      return true
    } catch (error) {
      wrong.value = details(error)
      return false
    } finally {
      busy.value = false
    }
  }
  return { busy, wrong, run }
}
