import { ref } from 'vue'

export const dark = ref(document.documentElement.classList.contains('dark'))

export function turnDark(on: boolean): void {
  dark.value = on
  document.documentElement.classList.toggle('dark', on)
  localStorage.setItem('huanjie.theme', on ? 'dark' : 'light')
}
