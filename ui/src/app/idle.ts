import { onBeforeUnmount, onMounted } from 'vue'
import { lock, locked, session } from '../shared/session'

/** Locks the screen shortly before the session would end for want of use, and on Ctrl+Alt+L. */
export function useIdle(): void {
  let last = Date.now()
  let timer = 0
  const touch = (): void => {
    last = Date.now()
  }
  const keys = (e: KeyboardEvent): void => {
    if (e.ctrlKey && e.altKey && e.code === 'KeyL' && session.value) {
      e.preventDefault()
      lock(true)
    }
  }
  const look = (): void => {
    const limit = session.value ? Math.max(60, session.value.idle_seconds - 30) : 0
    if (limit && !locked.value && Date.now() - last > limit * 1000) lock(true)
  }
  onMounted(() => {
    for (const kind of ['pointerdown', 'keydown', 'wheel', 'touchstart'])
      window.addEventListener(kind, touch, { passive: true })
    window.addEventListener('keydown', keys)
    timer = window.setInterval(look, 5000)
  })
  onBeforeUnmount(() => {
    for (const kind of ['pointerdown', 'keydown', 'wheel', 'touchstart'])
      window.removeEventListener(kind, touch)
    window.removeEventListener('keydown', keys)
    window.clearInterval(timer)
  })
}
