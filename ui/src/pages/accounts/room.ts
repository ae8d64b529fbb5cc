import type { Room } from '../../shared/room'
import type own from './texts.json'

declare module '../../i18n' {
  interface RoomTexts {
    accounts: typeof own
  }
}

export default {
  routes: [
    {
      path: '/accounts',
      component: () => import('./AccountsPage.vue'),
      meta: { title: 'nav.accounts' },
    },
  ],
  admin: [
    {
      place: 10,
      to: '/accounts',
      title: 'nav.accounts',
      icon: 'people',
      roles: ['system', 'security'],
    },
  ],
} satisfies Room
