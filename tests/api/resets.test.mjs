// Whose password one administrator sets alone is his to use: whoever counts, watches or administers takes two.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { cleanUp, COUNTY, demoSite, PASSWORD, serve, signIn, signInAll } from './server.mjs'

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
/** A new account with a password of its own and this grant. */
const account = async (grant) => {
  const name = `tester${++count}`
  const added = await as.system.post('/api/accounts', { name, title: '测试员', no_person: '测试用' })
  assert.equal(added.status, 201, added.text)
  const browser = await signIn(server, name, added.body.password)
  assert.equal((await browser.post('/api/account/password', { old: added.body.password, new: NEW })).status, 204)
  assert.equal((await as.security.post(`/api/accounts/${added.body.id}/grants`, { grants: [grant] })).status, 204)
  return { id: added.body.id, browser: await signIn(server, name, NEW) }
}

describe('a reset of whoever counts, watches or administers', () => {
  test('takes another of the three administrators, or whoever resets becomes him', async () => {
    for (const role of ['teller', 'scrutineer', 'security', 'audit', 'system']) {
      const { id, browser } = await account({ role, region: COUNTY })
      const reset = (second) => as.system.post(`/api/accounts/${id}/reset`, second ? { second } : {})
      refused(await reset(), 422, 'second.needed')
      refused(await reset({ name: 'system', password: PASSWORD }), 422, 'second.self')
      refused(await reset({ name: 'leader', password: PASSWORD }), 422, 'second.wrong')
      if (role === 'teller') refused(await reset({ name: 'audit', password: 'wrong' }), 422, 'second.wrong')
      assert.equal((await browser.get('/api/session')).status, 200, 'nothing was reset')
      assert.equal((await reset({ name: 'audit', password: PASSWORD })).status, 200)
      assert.equal((await browser.get('/api/session')).status, 401)
    }
    const { id } = await account({ role: 'office', region: COUNTY })
    assert.equal((await as.system.post(`/api/accounts/${id}/reset`)).status, 200, 'of others as before')
  })
})
