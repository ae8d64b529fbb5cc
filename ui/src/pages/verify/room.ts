import type { Room } from '../../shared/room'
import type own from './texts.json'

declare module '../../i18n' {
  interface RoomTexts {
    verify: typeof own
  }
}

export default {
  routes: [
    { path: '/verify', component: () => import('./VerifyPage.vue'), meta: { title: 'nav.verify' } },
  ],
  admin: [{ place: 60, to: '/verify', title: 'nav.verify', icon: 'tick', roles: ['audit'] }],
} satisfies Room
