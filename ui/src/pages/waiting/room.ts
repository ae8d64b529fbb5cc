import type { Room } from '../../shared/room'
import type own from './texts.json'

declare module '../../i18n' {
  interface RoomTexts {
    waiting: typeof own
  }
}

export default {
  routes: [
    {
      path: '/waiting',
      component: () => import('./WaitingPage.vue'),
      meta: { title: 'waiting.title' },
    },
  ],
  menu: [{ group: 'command', place: 1, to: '/waiting', title: 'waiting.title' }],
} satisfies Room
