import type { Room } from '../../shared/room'
import type own from './texts.json'

declare module '../../i18n' {
  interface RoomTexts {
    screen: typeof own
  }
}

export default {
  routes: [
    {
      path: '/screen/:id',
      component: () => import('./ScreenPage.vue'),
      meta: { bare: true, title: 'screen.title' },
    },
  ],
} satisfies Room
