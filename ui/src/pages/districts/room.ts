import type { Room } from '../../shared/room'
import type own from './texts.json'

declare module '../../i18n' {
  interface RoomTexts {
    districts: typeof own
  }
}

export default {
  routes: [
    {
      path: '/districts',
      component: () => import('./DistrictsPage.vue'),
      meta: { title: 'nav.districts' },
    },
    {
      path: '/districts/:id',
      component: () => import('./DistrictPage.vue'),
      meta: { title: 'district.one' },
    },
  ],
  menu: [{ group: 'congress', place: 30, to: '/districts', title: 'nav.districts' }],
} satisfies Room
