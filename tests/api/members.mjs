// Accounts of people that a test makes for itself.
import { ok } from './congress.mjs'
import { Browser, COUNTY } from './server.mjs'

export const MEMBERS_PASSWORD = 'Another-2026'
let count = 0

/** A signed-in account of the person named `name` with `role` in each of `regions`; `id` is the account's. */
export const memberOf = async (server, as, name, { role, regions = [COUNTY], posts = [] }) => {
  const account = `member${++count}`
  const added = ok(await as.system.post('/api/accounts', { name: account, title: `${name}${role}`, person: { name } }), 201)
  ok(await as.security.post(`/api/accounts/${added.id}/grants`, { grants: regions.map((region) => ({ role, region })), posts }), 204)
  const browser = new Browser(server)
  ok(await browser.login(account, added.password))
  ok(await browser.post('/api/account/password', { old: added.password, new: MEMBERS_PASSWORD }), 204)
  browser.id = added.id
  return browser
}
