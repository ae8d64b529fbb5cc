import type { Room } from '../../shared/room'
import type own from './texts.json'

declare module '../../i18n' {
  interface RoomTexts {
    wall: typeof own
  }
}

export default {
  routes: [
    { path: '/wall', component: () => import('./WallPage.vue'), meta: { title: 'nav.wall' } },
  ],
} satisfies Room
