import 'element-plus/theme-chalk/base.css'
import 'element-plus/theme-chalk/dark/css-vars.css'
import './ui/theme.css'
import './ui/shell.css'
import './ui/work.css'
import { createApp } from 'vue'
import App from './app/App.vue'
import { isUnsaved } from './shared/dirty'
import { routerOf } from './app/router'
import { useLang } from './shared/session'
import { remembered } from './i18n'
import { routes } from './routes'

if (!Array.prototype.at) {
  // Chromium 81 to 91; Element Plus needs it.
  Object.defineProperty(Array.prototype, 'at', {
    configurable: true,
    writable: true,
    value<T>(this: T[], n: number): T | undefined {
      return this[n < 0 ? this.length + n : n]
    },
  })
}

// A file of an older build is gone: take the new one, unless something would be lost.
window.addEventListener('vite:preloadError', (e) => {
  e.preventDefault()
  if (!isUnsaved()) location.reload()
})

async function start(): Promise<void> {
  await useLang(remembered(), false)
  createApp(App).use(routerOf(routes)).mount('#app')
  document.documentElement.dataset.ready = '1'
  document.getElementById('boot')?.remove()
}

void start()
