import type { Room } from '../../shared/room'
import type own from './texts.json'

declare module '../../i18n' {
  interface RoomTexts {
    rows: typeof own
  }
}

export default {
  routes: [{ path: '/l/:ledger', component: () => import('./RowsPage.vue') }],
} satisfies Room
