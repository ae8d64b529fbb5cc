import type { RouteRecordRaw } from 'vue-router'
import { setRooms, type Room } from './shared/room'

// Every folder of pages says in its room.ts which addresses, menu lines and texts are its own.
const found = import.meta.glob<Room>('./pages/*/room.ts', { eager: true, import: 'default' })
const rooms = Object.values(found)
setRooms(rooms)

export const routes: RouteRecordRaw[] = [
  ...rooms.flatMap((r) => r.routes),
  {
    path: '/:rest(.*)*',
    component: () => import('./pages/home/LostPage.vue'),
    meta: { title: 'nav.lost' },
  },
]
