import {
  createRouter,
  createWebHashHistory,
  type RouteLocationNormalized,
  type Router,
  type RouteRecordRaw,
} from 'vue-router'
import { mayLeave } from '../shared/dirty'
import { countsOnly, cut, records, resume, session } from '../shared/session'
import { openTab } from '../shared/tabs'

declare module 'vue-router' {
  /** offline: shows what this machine keeps when the server cannot be reached. */
  interface RouteMeta {
    open?: boolean
    bare?: boolean
    offline?: boolean
    title?: string
  }
}

function tabbed(to: RouteLocationNormalized): boolean {
  return !to.meta.bare && to.path !== '/' && to.meta.title !== 'nav.lost'
}

/** The router of the frame; which pages there are is told by routes.ts. */
export function routerOf(routes: RouteRecordRaw[]): Router {
  const router = createRouter({ history: createWebHashHistory(), routes })
  let tried = false

  router.beforeEach(async (to, from) => {
    const leaves = to.path !== from.path || to.query.row !== from.query.row
    if (leaves && !(await mayLeave())) return false
    if (!session.value && (!tried || cut.value)) {
      tried = true
      await resume()
    }
    if (!session.value && cut.value && to.meta.offline) return true
    if (to.meta.open) return session.value && !session.value.must_change ? '/' : true
    if (!session.value || session.value.must_change)
      return { path: '/login', query: to.path === '/' ? {} : { to: to.fullPath } }
    if (to.path === '/' && records.value) return countsOnly.value ? '/count' : '/wall'
    return true
  })

  router.afterEach((to) => {
    if (tabbed(to)) openTab(to.path, to.fullPath)
  })
  return router
}
