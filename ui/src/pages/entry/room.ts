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
      path: '/entry/:id/:group/:side',
      component: () => import('./EntryPage.vue'),
      meta: { bare: true, title: 'entry.title' },
    },
  ],
} satisfies Room
