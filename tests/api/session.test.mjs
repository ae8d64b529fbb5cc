// Signing in and out, passwords, one-time codes, powers and their withdrawal.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { Browser, cleanUp, COUNTY, demoSite, PASSWORD, serve, signIn, signInAll, TOWN } from './server.mjs'

let server, as, count = 0

before(async () => {
  server = await serve(demoSite('session'), '--proxy')
  as = await signInAll(server, ['system', 'security', 'audit'])
})
after(cleanUp)

const NEW = 'Xin-mima-2026'

/** A new account with a password of its own and these grants: {name, id}. */
const account = async (...grants) => {
  const name = `tester${++count}`
  const added = await as.system.post('/api/accounts', { name, title: '测试员', no_person: '测试用' })
  assert.equal(added.status, 201, added.text)
  const browser = await signIn(server, name, added.body.password)
  assert.equal((await browser.post('/api/account/password', { old: added.body.password, new: NEW })).status, 204)
  const given = await as.security.post(`/api/accounts/${added.body.id}/grants`, { grants })
  assert.equal(given.status, 204, given.text)
  return { name, id: added.body.id, browser: await signIn(server, name, NEW) }
}
const OFFICE = { role: 'office', region: COUNTY }

const refused = (answer, status, code) => {
  assert.equal(answer.status, status, answer.text)
  assert.equal(answer.body.error.code, code)
  assert.ok(answer.body.error.message.length > 3)
}

describe('signing in', () => {
  test('wrong names and passwords get the same answer', async () => {
    const browser = new Browser(server)
    const answers = [
      await browser.login('nobody-at-all', PASSWORD), await browser.login('reviewer', 'wrong'),
      await browser.login('reviewer', ''), await browser.login('', ''), await browser.login('reviewer', 'x'.repeat(900)),
    ]
    for (const answer of answers) {
      refused(answer, 401, 'login.wrong')
      assert.equal(answer.body.error.message, answers[0].body.error.message)
      assert.equal(answer.headers.get('set-cookie'), null)
    }
    refused(await browser.post('/api/session', { account: 'office', password: 'x', more: 1 }), 400, 'json.key')
  })

  test('the cookie is HttpOnly and SameSite=Strict, the answer is never stored', async () => {
    const answer = await new Browser(server).login('office')
    const cookie = answer.headers.get('set-cookie')
    assert.match(cookie, /^huanjie=[A-Za-z0-9_-]{43};/)
    assert.match(cookie, /HttpOnly/)
    assert.match(cookie, /SameSite=Strict/)
    assert.equal(answer.headers.get('cache-control'), 'no-store')
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
    assert.deepEqual(answer.body.grants, [{ role: 'office', region: { id: COUNTY, label: answer.body.grants[0].region.label } }])
    assert.equal(answer.body.must_change, false)
    assert.equal(answer.body.site.demo, true)
    assert.equal(answer.body.home.id, COUNTY)
  })

  test('five wrong passwords lock the account, and the security administrator unlocks it', async () => {
    const { name, id } = await account(OFFICE)
    const browser = new Browser(server)
    for (let i = 0; i < 5; i++) refused(await browser.login(name, 'wrong'), 401, 'login.wrong')
    refused(await browser.login(name, NEW), 401, 'login.locked')
    const seen = (await as.security.get('/api/accounts')).body.accounts.find((a) => a.id === id)
    assert.equal(seen.state, 'locked')
    assert.equal((await as.system.post(`/api/accounts/${id}/unlock`)).status, 403)
    assert.equal((await as.security.post(`/api/accounts/${id}/unlock`)).status, 204)
    assert.equal((await browser.login(name, NEW)).status, 200)
  })

  test('a stranger elsewhere closes nobody’s account, and a name that nobody has is locked like one that somebody has', async () => {
    const { name } = await account(OFFICE)
    const from = (address) => new Browser(server, { 'X-Real-IP': address })
    for (const who of [name, 'nobody-has-this']) {
      for (let i = 0; i < 5; i++) refused(await from('192.0.2.66').login(who, 'wrong'), 401, 'login.wrong')
      refused(await from('192.0.2.66').login(who, who === name ? NEW : 'wrong'), 401, 'login.locked')
      refused(await from('192.0.2.7').login(who, 'wrong'), 401, 'login.wrong')
    }
    assert.equal((await from('192.0.2.7').login(name, NEW)).status, 200)
    refused(await from('192.0.2.66').login(name, NEW), 401, 'login.locked') // signing in elsewhere opens nothing here
    // of IPv6 a network counts as one
    for (let i = 0; i < 5; i++) refused(await from(`2001:db8::${i + 1}`).login(name, 'wrong'), 401, 'login.wrong')
    refused(await from('2001:db8::99').login(name, NEW), 401, 'login.locked')
    assert.equal((await from('2001:db8:0:1::99').login(name, NEW)).status, 200)
    const events = (await as.audit.get('/api/trace?kind=events')).body.changes
    const unknown = events.filter((e) => e.act === 'login.unknown' && e.from.startsWith('192.0.2.'))
    assert.equal(unknown.length, 6)
    assert.ok(unknown.every((e) => e.who === '' && e.target === ''), 'what was typed may have been a password')
  })

  test('many guesses at the same time do not escape the count', async () => {
    const { name } = await account(OFFICE)
    await Promise.all(Array.from({ length: 12 }, () => new Browser(server).login(name, 'wrong')))
    refused(await new Browser(server).login(name, NEW), 401, 'login.locked')
  })

  test('a right password forgets the wrong ones before it', async () => {
    const { name } = await account(OFFICE)
    const browser = new Browser(server)
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 4; i++) await browser.login(name, 'wrong')
      assert.equal((await browser.login(name, NEW)).status, 200)
    }
  })

  test('wrong passwords in the session count too: unlock, change, codes', async () => {
    const { name, browser } = await account(OFFICE)
    refused(await browser.post('/api/session/unlock', { password: 'wrong' }), 422, 'password.wrong')
    refused(await browser.post('/api/account/password', { old: 'wrong', new: 'Andere-mima-1' }), 422, 'password.wrong')
    refused(await browser.post('/api/account/totp/new', { password: 'wrong' }), 422, 'password.wrong')
    refused(await browser.post('/api/account/totp/off', { password: 'wrong' }), 422, 'password.wrong')
    refused(await browser.post('/api/session/unlock', { password: 'wrong' }), 422, 'password.wrong')
    refused(await browser.post('/api/session/unlock', { password: NEW }), 422, 'login.locked')
    refused(await new Browser(server).login(name, NEW), 401, 'login.locked')
  })

  test('tokens: none, made up, of another form', async () => {
    const browser = new Browser(server)
    for (const cookie of ['', 'huanjie=', 'huanjie=abc', `huanjie=${'A'.repeat(43)}`, `huanjie=${'A'.repeat(4000)}`, 'other=1']) {
      browser.cookie = cookie
      refused(await browser.get('/api/session'), 401, 'session.none')
    }
  })

  test('signing out ends the token at once, and only that one', async () => {
    const one = await signIn(server, 'office')
    const two = await signIn(server, 'office')
    const { cookie } = one
    const out = await one.post('/api/session/end')
    assert.equal(out.status, 204)
    assert.match(out.headers.get('set-cookie'), /Max-Age=0/)
    one.cookie = cookie
    refused(await one.get('/api/session'), 401, 'session.none')
    assert.equal((await two.get('/api/session')).status, 200)
  })

  test('sessions outlive a restart of the server', async () => {
    const browser = await signIn(server, 'cadre')
    const gone = await signIn(server, 'cadre')
    const { cookie } = gone
    await gone.post('/api/session/end')
    const { data } = server
    assert.deepEqual(await server.stop(), { code: 0, signal: null })
    server = await serve(data)
    for (const one of [browser, gone, ...Object.values(as)]) one.url = server.url
    gone.cookie = cookie
    assert.equal((await browser.get('/api/session')).body.account.name, 'cadre')
    assert.equal((await gone.get('/api/session')).status, 401)
  })
})

describe('passwords', () => {
  test('a new account must change its password before anything else', async () => {
    const { body: added } = await as.system.post('/api/accounts', { name: 'fresh', title: '新人', no_person: '测试用' })
    await as.security.post(`/api/accounts/${added.id}/grants`, { grants: [OFFICE] })
    const browser = await signIn(server, 'fresh', added.password)
    assert.equal((await browser.get('/api/session')).body.must_change, true)
    refused(await browser.get('/api/rows/task'), 403, 'password.must_change')
    refused(await browser.post('/api/rows/task', {}), 403, 'password.must_change')
    assert.equal((await browser.post('/api/account/password', { old: added.password, new: NEW })).status, 204)
    assert.equal((await browser.get('/api/session')).body.must_change, false)
    assert.equal((await browser.get('/api/rows/task')).status, 200)
    refused(await new Browser(server).login('fresh', added.password), 401, 'login.wrong')
  })

  test('rules: ten characters, three kinds, not the old one', async () => {
    const { browser } = await account(OFFICE)
    const change = (fresh) => browser.post('/api/account/password', { old: NEW, new: fresh })
    refused(await change('Ab-456789'), 422, 'password.short')
    refused(await change(`Ab-4${'x'.repeat(125)}`), 422, 'password.short')
    refused(await change('abcdefghijkl'), 422, 'password.kinds')
    refused(await change('abcdefgh1234'), 422, 'password.kinds')
    refused(await change(NEW), 422, 'password.same')
    assert.equal((await change('abcdEFGH12')).status, 204)
  })

  test('a reset password ends all sessions for good and must be changed', async () => {
    const { name, id, browser } = await account(OFFICE)
    const reset = await as.system.post(`/api/accounts/${id}/reset`, { second: { name: 'audit', password: PASSWORD } })
    assert.equal(reset.status, 200)
    assert.equal((await browser.get('/api/session')).status, 401)
    refused(await new Browser(server).login(name, NEW), 401, 'login.wrong')
    const again = await signIn(server, name, reset.body.password)
    assert.equal((await again.get('/api/session')).body.must_change, true)
    assert.equal((await again.post('/api/account/password', { old: reset.body.password, new: 'Nochmal-neu-3' })).status, 204)
    assert.equal((await browser.get('/api/session')).status, 401, 'the old session is back')
  })
})

describe('one-time codes', () => {
  const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const unbase32 = (text) => {
    const bits = [...text].map((c) => LETTERS.indexOf(c).toString(2).padStart(5, '0')).join('')
    return Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)))
  }
  const codeAt = (secret, step) => {
    const message = Buffer.alloc(8)
    message.writeBigInt64BE(BigInt(step))
    const mac = createHmac('sha1', unbase32(secret)).update(message).digest()
    return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1000000).padStart(6, '0')
  }
  const stepNow = () => Math.floor(Date.now() / 30000)

  test('RFC 6238, appendix B', () => {
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
    assert.equal(codeAt(secret, Math.floor(59 / 30)), '287082')
    assert.equal(codeAt(secret, Math.floor(1111111109 / 30)), '081804')
  })

  test('set up, sign in, no code twice, off', async () => {
    const { name, browser } = await account(OFFICE)
    const { body: made } = await browser.post('/api/account/totp/new', { password: NEW })
    assert.match(made.secret, /^[A-Z2-7]{32}$/)
    assert.ok(made.uri.startsWith('otpauth://totp/huanjie:') && made.uri.includes(made.secret))
    assert.equal((await new Browser(server).login(name, NEW)).status, 200, 'not yet in force')

    const first = codeAt(made.secret, stepNow() - 1)
    const wrong = first === '000000' ? '000001' : '000000'
    refused(await browser.post('/api/account/totp/on', { code: wrong }), 422, 'login.code_wrong')
    assert.equal((await browser.post('/api/account/totp/on', { code: first })).status, 204)
    assert.equal((await browser.get('/api/session')).body.totp, true)

    const other = new Browser(server)
    refused(await other.login(name, NEW), 401, 'login.code_needed')
    refused(await other.login(name, NEW, wrong), 401, 'login.code_wrong')
    refused(await other.login(name, NEW, first), 401, 'login.code_wrong') // the one that turned it on
    for (const odd of ['12345', '1234567', 'abcdef', '+12345', '１２３４５６'])
      assert.equal((await other.login(name, 'wrong', odd)).status, 401)
    refused(await new Browser(server).login(name, NEW, wrong), 401, 'login.locked') // seven failures by now
    await as.security.post(`/api/accounts/${(await browser.get('/api/session')).body.account.id}/unlock`)

    const now = codeAt(made.secret, stepNow())
    assert.equal((await other.login(name, NEW, now)).status, 200)
    refused(await new Browser(server).login(name, NEW, now), 401, 'login.code_wrong')
    const both = codeAt(made.secret, stepNow() + 1)
    const answers = await Promise.all([1, 2, 3, 4].map(() => new Browser(server).login(name, NEW, both)))
    assert.equal(answers.filter((a) => a.status === 200).length, 1, 'a code served twice at the same moment')

    assert.equal((await browser.post('/api/account/totp/off', { password: NEW })).status, 204)
    assert.equal((await new Browser(server).login(name, NEW)).status, 200)
  })
})

describe('powers', () => {
  test('an administrator holds no other role', async () => {
    const { id } = await account(OFFICE)
    for (const role of ['system', 'security', 'audit'])
      refused(await as.security.post(`/api/accounts/${id}/grants`, { grants: [OFFICE, { role, region: COUNTY }] }), 422, 'grant.admin_alone')
    refused(await as.security.post(`/api/accounts/${id}/grants`, {
      grants: [{ role: 'system', region: COUNTY }, { role: 'audit', region: COUNTY }] }), 422, 'grant.admin_alone')
  })

  test('an administrator is of the whole site: one of a town would rule over the accounts of the county', async () => {
    const { id } = await account(OFFICE)
    for (const role of ['system', 'security', 'audit']) {
      refused(await as.security.post(`/api/accounts/${id}/grants`, { grants: [{ role, region: TOWN }] }), 422, 'grant.admin_site')
      assert.equal((await as.security.post(`/api/accounts/${id}/grants`, { grants: [{ role, region: COUNTY }] })).status, 204)
    }
  })

  test('nobody changes, disables or enables oneself; nobody but security grants', async () => {
    const own = (await as.security.get('/api/session')).body.account.id
    refused(await as.security.post(`/api/accounts/${own}/grants`, { grants: [OFFICE] }), 422, 'grant.own')
    refused(await as.security.post(`/api/accounts/${own}/disable`), 422, 'grant.own')
    const { id } = await account(OFFICE)
    for (const who of ['system', 'audit']) assert.equal((await as[who].post(`/api/accounts/${id}/grants`, { grants: [] })).status, 403)
    refused(await as.security.post(`/api/accounts/${id}/grants`, { grants: [{ role: 'emperor', region: COUNTY }] }), 400, 'shape.word')
    for (const region of ['44', '430211', '0', '999999', 'x'])
      assert.equal((await as.security.post(`/api/accounts/${id}/grants`, { grants: [{ role: 'office', region }] })).status, 400, region)
    assert.equal((await as.security.post('/api/accounts/1/grants', { grants: [] })).status, 404)
  })

  test('revoked and changed powers hold at once in open sessions', async () => {
    const { id, browser } = await account(OFFICE)
    const grants = (list) => as.security.post(`/api/accounts/${id}/grants`, { grants: list })
    assert.equal((await browser.get('/api/rows/task')).status, 200)
    await grants([])
    assert.equal((await browser.get('/api/rows/task')).status, 404)
    assert.deepEqual((await browser.get('/api/session')).body.grants, [])
    await grants([{ role: 'office', region: TOWN }])
    assert.equal((await browser.get('/api/rows/task')).status, 200)
    assert.equal((await browser.get('/api/rows/task', { region: COUNTY })).status, 403)
    assert.equal((await browser.get('/api/session')).body.home.id, TOWN)
    await grants([{ role: 'leader', region: COUNTY }])
    assert.equal((await browser.get('/api/rows/task', { region: COUNTY })).status, 200)
    assert.equal((await browser.post('/api/rows/task', { fields: { title: 'x' } })).status, 403)
  })

  test('a disabled account loses its sessions for good', async () => {
    const { name, id, browser } = await account(OFFICE)
    assert.equal((await as.system.post(`/api/accounts/${id}/disable`)).status, 403)
    assert.equal((await as.security.post(`/api/accounts/${id}/disable`)).status, 204)
    assert.equal((await browser.get('/api/session')).status, 401)
    refused(await new Browser(server).login(name, NEW), 401, 'login.disabled')
    refused(await new Browser(server).login(name, 'wrong'), 401, 'login.wrong')
    assert.equal((await as.security.post(`/api/accounts/${id}/enable`)).status, 204)
    assert.equal((await browser.get('/api/session')).status, 401, 'the old session is back')
    assert.equal((await browser.login(name, NEW)).status, 200)
  })

  test('accounts: names, doubles, unknown ids; the auditor sees what was done', async () => {
    refused(await as.system.post('/api/accounts', { name: 'office', title: '又一个' }), 409, 'account.taken')
    for (const name of ['', 'x', 'Großes', 'a b', 'a/b', 'x'.repeat(41)])
      refused(await as.system.post('/api/accounts', { name, title: '名' }), 400, 'account.name')
    refused(await as.system.post('/api/accounts', { name: 'good.name', title: '' }), 400, 'account.name')
    for (const path of ['reset', 'disable'].map((p) => `/api/accounts/12345678901234567/${p}`))
      assert.equal((await as[path.endsWith('reset') ? 'system' : 'security'].post(path)).status, 404)
    const events = (await as.audit.get('/api/trace', { kind: 'events' })).body.changes
    for (const act of ['account.add', 'grant', 'account.disable', 'account.reset', 'login', 'login.failed', 'totp.on'])
      assert.ok(events.some((e) => e.act === act), act)
    assert.ok(!(await as.audit.get('/api/trace', { kind: 'events' })).text.includes(NEW))
  })

  test('languages: of the account, of the browser, unknown ones', async () => {
    const { browser } = await account(OFFICE)
    assert.equal((await browser.post('/api/account/locale', { locale: 'en' })).status, 204)
    assert.equal((await browser.get('/api/session')).body.account.locale, 'en')
    assert.equal((await browser.post('/api/account/locale', { locale: 'tlh' })).status, 400)
    const messages = new Set()
    for (const language of ['zh-Hans', 'zh-Hant', 'en'])
      messages.add((await new Browser(server, { 'accept-language': language }).get('/api/session')).body.error.message)
    assert.equal(messages.size, 3)
  })
})
