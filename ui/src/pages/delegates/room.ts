import type { Room } from '../../shared/room'
import type own from './texts.json'

declare module '../../i18n' {
  interface RoomTexts {
    delegates: typeof own
  }
}

export default {
  routes: [
    {
      path: '/delegates',
      component: () => import('./DelegatesPage.vue'),
      meta: { title: 'nav.delegates' },
    },
  ],
  menu: [{ group: 'congress', place: 20, to: '/delegates', title: 'nav.delegates' }],
} satisfies Room
