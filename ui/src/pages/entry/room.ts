import type { Room } from '../../shared/room'
import type own from './texts.json'

declare module '../../i18n' {
  interface RoomTexts {
    entry: typeof own
  }
}

export default {
  routes: [
    {
      path: '/count',
      component: () => import('./CountPage.vue'),
      meta: { title: 'count.title' },
    },
    {
      path: '/entry/:id/:group/:side',
      component: () => import('./EntryPage.vue'),
      meta: { bare: true, title: 'entry.title' },
    },
  ],
  menu: [
    {
      group: 'congress',
      place: 12,
      to: '/count',
      title: 'count.title',
      roles: ['teller', 'scrutineer'],
    },
  ],
} satisfies Room
