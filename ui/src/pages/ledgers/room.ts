import type { Room } from '../../shared/room'
import type own from './texts.json'

declare module '../../i18n' {
  interface RoomTexts {
    ledgers: typeof own
  }
}

export default {
  routes: [
    {
      path: '/ledgers',
      component: () => import('./LedgersPage.vue'),
      meta: { title: 'nav.ledgers' },
    },
  ],
  admin: [{ place: 20, to: '/ledgers', title: 'nav.ledgers', icon: 'columns', roles: ['system'] }],
} satisfies Room
