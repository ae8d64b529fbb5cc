import type { Room } from '../../shared/room'
import type own from './texts.json'

declare module '../../i18n' {
  interface RoomTexts {
    account: typeof own
  }
}

export default {
  routes: [
    { path: '/me', component: () => import('./AccountPage.vue'), meta: { title: 'nav.me' } },
  ],
} satisfies Room
