import type { Room } from '../../shared/room'
import type own from './texts.json'

declare module '../../i18n' {
  interface RoomTexts {
    home: typeof own
  }
}

export default {
  routes: [{ path: '/', component: () => import('./HomePage.vue'), meta: { title: 'nav.home' } }],
} satisfies Room
