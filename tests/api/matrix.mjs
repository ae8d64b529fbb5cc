// What `huanjie permissions` prints: every route with the right it asks for, every ledger with what each role may.
import { run } from './server.mjs'

export const permissions = run(['permissions']).out.split('\n')
const cells = (line) => line.split('|').slice(1, -1).map((cell) => cell.trim())
export const routes = permissions
  .filter((line) => /^\| (GET|POST) /.test(line))
  .map(cells)
  .map(([method, path, right, roles, besides]) => ({ method, path: path.replaceAll('`', ''), right, roles, besides }))
const heading = cells(permissions.find((line) => line.startsWith('| ledger')))
export const ledgers = permissions
  .slice(permissions.findIndex((line) => line.startsWith('| ledger')) + 2)
  .filter((line) => line.startsWith('|'))
  .map(cells)
  .map(([name, ...roles]) => ({
    name,
    roles: Object.fromEntries(roles.map((text, i) => [heading[i + 1], text])),
  }))

export const words = (text) => text.split(' ').filter(Boolean)
export const may = (ledger, role, letter) => {
  const first = words(ledger.roles[role])[0] ?? ''
  return /^[rwe]+$/.test(first) && first.includes(letter)
}
export const mayAct = (ledger, role, act) => words(ledger.roles[role]).slice(1).includes(act)
