import type { Room } from '../../shared/room'
import type own from './texts.json'

declare module '../../i18n' {
  interface RoomTexts {
    trace: typeof own
  }
}

export default {
  routes: [
    { path: '/trace', component: () => import('./TracePage.vue'), meta: { title: 'nav.trace' } },
    { path: '/views', component: () => import('./ViewsPage.vue'), meta: { title: 'nav.views' } },
  ],
  admin: [
    { place: 40, to: '/trace', title: 'nav.trace', icon: 'list', roles: ['audit'] },
    { place: 50, to: '/views', title: 'nav.views', icon: 'eye', roles: ['audit'] },
  ],
} satisfies Room
