import type { Room } from '../../shared/room'
import type own from './texts.json'

declare module '../../i18n' {
  interface RoomTexts {
    polls: typeof own
  }
}

export default {
  routes: [
    { path: '/polls/new', component: () => import('./PollNew.vue'), meta: { title: 'poll.new' } },
    { path: '/polls/:id', component: () => import('./PollPage.vue'), meta: { title: 'poll.one' } },
  ],
} satisfies Room
