import type { Role } from '../api/types'
import { roles } from './session'

/** What buttons are offered; the server decides. */
export const mayRun = (): boolean => roles.value.includes('congress')
export const holdsRole = (role: Role): boolean => roles.value.includes(role)
