import type { RouteRecordRaw } from 'vue-router'
import type { Menu, Role } from '../api/types'
import type { Key } from '../i18n'
import type { paths } from './icons'

/** A line of the menu at the head of a group of ledgers; lower places stand first. */
export interface MenuLine {
  group: Menu
  place: number
  to: string
  title: Key
  /** Who sees it; left out: everybody who sees the group. */
  roles?: Role[]
}

/** A page of the administrators. */
export interface AdminLine {
  place: number
  to: string
  title: Key
  icon: keyof typeof paths
  roles: Role[]
}

/** What a folder of pages says of itself in its room.ts: found there, written nowhere else. */
export interface Room {
  routes: RouteRecordRaw[]
  menu?: MenuLine[]
  admin?: AdminLine[]
}

let menu: MenuLine[] = []
let admin: AdminLine[] = []

const byPlace = (a: { place: number }, b: { place: number }): number => a.place - b.place

/** Once, before the frame is there. */
export function setRooms(rooms: Room[]): void {
  menu = rooms.flatMap((r) => r.menu ?? []).sort(byPlace)
  admin = rooms.flatMap((r) => r.admin ?? []).sort(byPlace)
}

export const menuOf = (group: Menu | undefined): MenuLine[] => menu.filter((m) => m.group === group)
export const adminOf = (roles: Role[]): AdminLine[] =>
  admin.filter((p) => p.roles.some((r) => roles.includes(r)))
