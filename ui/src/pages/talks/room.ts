import type { Room } from '../../shared/room'
import type own from './texts.json'

declare module '../../i18n' {
  interface RoomTexts {
    talks: typeof own
  }
}

export default {
  routes: [
    {
      path: '/talks',
      component: () => import('./TalksPage.vue'),
      meta: { title: 'talks.title' },
    },
  ],
  menu: [
    {
      group: 'people',
      place: 10,
      to: '/talks',
      title: 'talks.title',
      roles: ['office', 'cadre', 'leader'],
    },
  ],
} satisfies Room
