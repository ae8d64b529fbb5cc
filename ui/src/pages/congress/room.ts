import type { Room } from '../../shared/room'
import type own from './texts.json'

declare module '../../i18n' {
  interface RoomTexts {
    congress: typeof own
  }
}

export default {
  routes: [
    {
      path: '/congress',
      component: () => import('./CongressList.vue'),
      meta: { title: 'nav.congress' },
    },
    {
      path: '/congress/:id',
      component: () => import('./CongressPage.vue'),
      meta: { title: 'nav.congress' },
    },
    {
      path: '/script/:id',
      component: () => import('./ScriptPage.vue'),
      meta: { title: 'script.title' },
    },
  ],
  menu: [{ group: 'congress', place: 10, to: '/congress', title: 'nav.congress' }],
} satisfies Room
