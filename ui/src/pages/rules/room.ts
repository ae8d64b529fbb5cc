import type { Room } from '../../shared/room'
import type own from './texts.json'

declare module '../../i18n' {
  interface RoomTexts {
    rules: typeof own
  }
}

export default {
  routes: [
    { path: '/rules', component: () => import('./RulesPage.vue'), meta: { title: 'nav.rules' } },
    {
      path: '/rules/:name',
      component: () => import('./RuleSetPage.vue'),
      meta: { title: 'nav.rules' },
    },
  ],
  menu: [{ group: 'congress', place: 50, to: '/rules', title: 'nav.rules' }],
} satisfies Room
