import type { Room } from '../../shared/room'
import type own from './texts.json'

declare module '../../i18n' {
  interface RoomTexts {
    hall: typeof own
  }
}

export default {
  routes: [
    {
      path: '/hall/:id',
      component: () => import('./HallPage.vue'),
      meta: { bare: true, offline: true, title: 'hall.title' },
    },
  ],
} satisfies Room
