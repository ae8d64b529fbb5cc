import type { Room } from '../../shared/room'
import type own from './texts.json'

declare module '../../i18n' {
  interface RoomTexts {
    templates: typeof own
  }
}

export default {
  routes: [
    {
      path: '/templates',
      component: () => import('./TemplatesPage.vue'),
      meta: { title: 'nav.templates' },
    },
  ],
  menu: [{ group: 'congress', place: 60, to: '/templates', title: 'nav.templates' }],
} satisfies Room
