import type { Room } from '../../shared/room'
import type own from './texts.json'

declare module '../../i18n' {
  interface RoomTexts {
    nominations: typeof own
  }
}

export default {
  routes: [
    {
      path: '/nominations',
      component: () => import('./NominationsPage.vue'),
      meta: { title: 'nav.nominations' },
    },
  ],
  menu: [{ group: 'congress', place: 40, to: '/nominations', title: 'nav.nominations' }],
} satisfies Room
