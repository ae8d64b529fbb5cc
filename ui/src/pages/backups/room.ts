import type { Room } from '../../shared/room'
import type own from './texts.json'

declare module '../../i18n' {
  interface RoomTexts {
    backups: typeof own
  }
}

export default {
  routes: [
    {
      path: '/backups',
      component: () => import('./BackupsPage.vue'),
      meta: { title: 'nav.backups' },
    },
  ],
  admin: [{ place: 30, to: '/backups', title: 'nav.backups', icon: 'disc', roles: ['system'] }],
} satisfies Room
