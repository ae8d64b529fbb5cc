// Role × route × region: for every route, every role at its county, at the town that the request is about, at another
// town, and nobody.  Who may is computed from the table of permissions and observed at the server.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ledgers, may, mayAct, routes, words } from './matrix.mjs'
import { makeRecords, SAMPLES } from './roles.mjs'
import { ADMINS, Browser, cleanUp, COUNTY, demoSite, PASSWORD, RECORD_ROLES, serve, signIn, signInAll, TOWN } from './server.mjs'

const ELSEWHERE = '990124101'
const ROLES = [...RECORD_ROLES, 'teller', 'scrutineer']
const LETTER = { read: 'r', write: 'w', export: 'e' }

let server, as, records
const callers = [{ name: 'nobody' }, ...ADMINS.map((role) => ({ name: role, role, region: COUNTY }))]

const account = async (role, region) => {
  const name = `${role}_${region}`
  const { body } = await as.system.post('/api/accounts', { name, title: name, no_person: '测试账号' })
  assert.equal((await as.security.post(`/api/accounts/${body.id}/grants`, { grants: [{ role, region }] })).status, 204)
  const first = await signIn(server, name, body.password)
  assert.equal((await first.post('/api/account/password', { old: body.password, new: PASSWORD })).status, 204)
  return { name, role, region, browser: await signIn(server, name) }
}

before(async () => {
  server = await serve(demoSite('roles'))
  as = await signInAll(server, [...RECORD_ROLES, ...ADMINS])
  records = await makeRecords(as)
  for (const role of ROLES) for (const region of [COUNTY, TOWN, ELSEWHERE]) callers.push(await account(role, region))
  for (const caller of callers) caller.browser ??= caller.role ? as[caller.name] : new Browser(server)
})
after(cleanUp)

/** Does the role have this right, as the table of ledgers says? */
const has = (ledger, role, right, act) => {
  if (ledger === '*') return ledgers.some((one) => has(one.name, role, right))
  const one = ledgers.find(({ name }) => name === ledger)
  if (ADMINS.includes(role)) return false
  return act ? mayAct(one, role, act) : may(one, role, LETTER[right])
}

/** As the table says. */
const allowed = ({ right, roles }, sample, { role, region }) => {
  if (right === 'everybody') return true
  if (!role) return false
  if (right === 'oneself' || (right === 'every account' && !sample.ledger)) return true
  const about = sample.site ? COUNTY : TOWN
  const atRegion = sample.anywhere || (right === 'role' && !sample.at) || about.startsWith(region)
  if (sample.ledger) {
    const rights = sample.rights ?? words(right.split(': ')[1]).filter((word) => word !== 'or')
    return atRegion && rights.some((one) => has(sample.ledger, role, one, sample.act))
  }
  return atRegion && words(roles).includes(role)
}

/** A refusal for want of permission, be it said or hidden. */
const denied = ({ status, body }, sample) => {
  const code = body?.error?.code
  if (status === 401) return code !== 'login.wrong'
  if (status === 404) return code !== sample.hidden
  return status === 403
}

describe('every route', () => {
  test('has a sample request, and every sample a route', () => {
    assert.deepEqual(Object.keys(SAMPLES).sort(), routes.map(({ method, path }) => `${method} ${path}`).sort())
  })

  for (const route of routes) {
    const name = `${route.method} ${route.path}`
    test(name, async () => {
      const sample = SAMPLES[name], wrong = []
      for (const caller of callers) {
        const [target, body] = await sample.ask(records, as, caller.role && caller.browser, caller)
        const answer = await caller.browser.ask(route.method, target, body?.bytes ? body : { body })
        const should = allowed(route, sample, caller)
        if (denied(answer, sample) === should || answer.status >= 500)
          wrong.push(`${caller.name}: ${should ? 'may' : 'may not'}: ${answer.status} ${answer.text.slice(0, 120)}`)
      }
      assert.deepEqual(wrong, [])
    })
  }
})
