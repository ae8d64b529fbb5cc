// Whose password one administrator sets alone is his to use: of whoever holds a role it takes two.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { act, hallOf, HOLDERS, pollElsewhere } from './congress.mjs'
import { Browser, cleanUp, COUNTY, demoSite, PASSWORD, run, serve, signIn, signInAll } from './server.mjs'

let server, as, count = 0

before(async () => {
  server = await serve(demoSite('resets'))
  as = await signInAll(server, ['system', 'security', 'audit'])
})
after(cleanUp)

const NEW = 'Xin-mima-2026'
const refused = (answer, status, code) => {
  assert.equal(answer.status, status, answer.text)
  assert.equal(answer.body.error.code, code)
}
/** A new account with a password of its own and this grant; null: none. */
const account = async (grant, title = '测试员') => {
  const name = `tester${++count}`
  const added = await as.system.post('/api/accounts', { name, title, no_person: '测试用' })
  assert.equal(added.status, 201, added.text)
  const browser = await signIn(server, name, added.body.password)
  assert.equal((await browser.post('/api/account/password', { old: added.body.password, new: NEW })).status, 204)
  if (grant) assert.equal((await as.security.post(`/api/accounts/${added.body.id}/grants`, { grants: [grant] })).status, 204)
  return { id: added.body.id, browser: await signIn(server, name, NEW) }
}

const ROLES = ['office', 'cadre', 'inspector', 'reviewer', 'discipline', 'congress', 'teller', 'scrutineer', 'leader', 'registrar',
  'security', 'audit', 'system']

describe('a reset of whoever holds a role', () => {
  test('takes another of the three administrators, or whoever resets becomes him', async () => {
    for (const role of ROLES) {
      const { id, browser } = await account({ role, region: COUNTY })
      const reset = (second) => as.system.post(`/api/accounts/${id}/reset`, second ? { second } : {})
      refused(await reset(), 422, 'second.needed')
      refused(await reset({ name: 'system', password: PASSWORD }), 422, 'second.self')
      if (role === 'teller') refused(await reset({ name: 'leader', password: PASSWORD }), 422, 'second.wrong')
      if (role === 'teller') refused(await reset({ name: 'audit', password: 'wrong' }), 422, 'second.wrong')
      assert.equal((await browser.get('/api/session')).status, 200, 'nothing was reset')
      assert.equal((await reset({ name: 'audit', password: PASSWORD })).status, 200)
      assert.equal((await browser.get('/api/session')).status, 401)
    }
    const { id } = await account(null)
    assert.equal((await as.system.post(`/api/accounts/${id}/reset`)).status, 200, 'he may do nothing')
  })
})

describe('who set a password', () => {
  const resets = async (browser) => (await browser.get('/api/account/events')).body.events.filter((e) => e.act === 'account.reset').map((e) => e.by)

  test('its owner hears of it at the next sign-in, also after somebody else used it first, and finds it among what happened', async () => {
    const { id, browser } = await account({ role: 'teller', region: COUNTY })
    assert.equal((await browser.get('/api/session')).body.reset, undefined, 'a first password is no reset')
    const again = await as.system.post(`/api/accounts/${id}/reset`, { second: { name: 'audit', password: PASSWORD } })
    const used = await signIn(server, `tester${count}`, again.body.password)
    const { reset } = (await used.get('/api/session')).body
    assert.deepEqual([reset.by, reset.second], ['系统管理员', '审计管理员'])
    assert.equal((await used.post('/api/account/password', { old: again.body.password, new: NEW })).status, 204)
    const owner = await signIn(server, `tester${count}`, NEW)
    assert.deepEqual((await owner.get('/api/session')).body.reset, reset, 'said again when it was his own since')
    assert.deepEqual(await resets(owner), ['系统管理员'])
    const acts = (await owner.get('/api/account/events')).body.events.map((e) => e.act)
    for (const act of ['login', 'password.change', 'grant', 'account.add']) assert.ok(acts.includes(act), act)
  })

  test('grants nothing to that account, for he could use what he grants', async () => {
    const { id, browser } = await account({ role: 'teller', region: COUNTY })
    const grant = () => as.security.post(`/api/accounts/${id}/grants`, { grants: [{ role: 'scrutineer', region: COUNTY }] })
    const { body } = await as.system.post(`/api/accounts/${id}/reset`, { second: { name: 'security', password: PASSWORD } })
    refused(await grant(), 422, 'grant.password_set')
    assert.equal((await browser.get('/api/session')).status, 401)
    const owner = await signIn(server, `tester${count}`, body.password)
    assert.equal((await owner.post('/api/account/password', { old: body.password, new: NEW })).status, 204)
    assert.equal((await grant()).status, 204, 'once its owner has a password of his own, whoever stood beside may')
    // The system administrator of yesterday is the security administrator of today.
    const made = await as.system.post('/api/accounts', { name: `tester${++count}`, title: '测试员', no_person: '测试用' })
    const first = await account({ role: 'system', region: COUNTY })
    const target = await first.browser.post('/api/accounts', { name: `tester${++count}`, title: '测试员', no_person: '测试用' })
    assert.equal((await as.security.post(`/api/accounts/${first.id}/grants`, { grants: [{ role: 'security', region: COUNTY }] })).status, 204)
    const roles = [{ role: 'teller', region: COUNTY }]
    refused(await first.browser.post(`/api/accounts/${target.body.id}/grants`, { grants: roles }), 422, 'grant.password_set')
    assert.equal((await first.browser.post(`/api/accounts/${made.body.id}/grants`, { grants: roles })).status, 204)
  })
})

test('a key holder takes two as well, until the urn is unsealed', async () => {
  const hand = await signInAll(server, ['congress', 'teller1', 'teller2', 'scrutineer'])
  const hall = await hallOf(hand, 12, 10)
  const { id } = await account(null, '保管员周正')
  const other = await account(null, '别的周二')
  const poll = await pollElsewhere(hand, hall, { cast: 27, way: 'electronic' })
  const holders = [{ name: '周正', passphrase: 'open-sesame-7' }, HOLDERS[0]]
  await act(hand.congress, poll, 'freeze', { sitting: hall.sitting })
  assert.equal((await as.system.post(`/api/accounts/${id}/reset`)).status, 200, 'he holds nothing yet')
  await act(hand.congress, poll, 'open', { holders })
  refused(await as.system.post(`/api/accounts/${id}/reset`), 422, 'second.needed')
  assert.equal((await as.system.post(`/api/accounts/${other.id}/reset`)).status, 200)
  assert.equal((await as.system.post(`/api/accounts/${id}/reset`, { second: { name: 'audit', password: PASSWORD } })).status, 200)
  await act(hand.congress, poll, 'close')
  refused(await as.system.post(`/api/accounts/${id}/reset`), 422, 'second.needed')
  await act(hand.congress, poll, 'unseal', { holders })
  assert.equal((await as.system.post(`/api/accounts/${id}/reset`)).status, 200, 'the key is destroyed')
})

test('nobody at the machine is believed to ask from elsewhere: no header escapes the count of guesses', async () => {
  await account(null)
  const from = (n) => new Browser(server, { 'X-Real-IP': `10.0.0.${n}` })
  for (let n = 1; n <= 5; n++) refused(await from(n).login(`tester${count}`, 'wrong'), 401, 'login.wrong')
  refused(await from(9).login(`tester${count}`, NEW), 401, 'login.locked')
  const froms = (await as.audit.get('/api/trace?kind=events')).body.changes.filter((e) => e.act.startsWith('login.')).map((e) => e.from)
  assert.ok(froms.length >= 5 && froms.every((f) => f === '127.0.0.1'), froms.join())
})

describe('a password set at the machine', () => {
  test('ends the sessions in the running server at once, and is told and listed', async () => {
    const { browser } = await account({ role: 'teller', region: COUNTY })
    assert.equal((await browser.get('/api/session')).status, 200)
    const done = run(['password', `tester${count}`, '--data', server.data])
    assert.equal(done.code, 0, done.err)
    refused(await browser.get('/api/session'), 401, 'session.none')
    const owner = await signIn(server, `tester${count}`, done.out.trim())
    const told = (await owner.get('/api/session')).body
    assert.deepEqual([told.must_change, told.reset.by], [true, '命令行'])
    const events = (await as.audit.get('/api/trace', { kind: 'events' })).body.changes
    assert.ok(events.some((e) => e.act === 'account.reset' && e.target.includes(`tester${count}`)))
  })

  test('is known to nobody knows whom: nobody grants to the account before its owner has changed it', async () => {
    const { id } = await account({ role: 'office', region: COUNTY })
    const grant = () => as.security.post(`/api/accounts/${id}/grants`, { grants: [{ role: 'teller', region: COUNTY }] })
    const done = run(['password', `tester${count}`, '--data', server.data])
    assert.match((await grant()).body.error.message, /服务器上重置/)
    refused(await grant(), 422, 'grant.password_set')
    const owner = await signIn(server, `tester${count}`, done.out.trim())
    assert.equal((await owner.post('/api/account/password', { old: done.out.trim(), new: NEW })).status, 204)
    assert.equal((await grant()).status, 204)
  })
})
