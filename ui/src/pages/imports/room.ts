import type { Room } from '../../shared/room'
import type own from './texts.json'

declare module '../../i18n' {
  interface RoomTexts {
    imports: typeof own
  }
}

export default {
  routes: [{ path: '/l/:ledger/import', component: () => import('./ImportPage.vue') }],
} satisfies Room
