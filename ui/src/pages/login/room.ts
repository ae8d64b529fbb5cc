import type { Room } from '../../shared/room'
import type own from './texts.json'

declare module '../../i18n' {
  interface RoomTexts {
    login: typeof own
  }
}

export default {
  routes: [
    {
      path: '/login',
      component: () => import('./LoginPage.vue'),
      meta: { open: true, bare: true },
    },
  ],
} satisfies Room
