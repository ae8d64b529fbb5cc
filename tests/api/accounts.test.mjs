// Accounts are people: whose an account is, said by words; and two people are two, with however many accounts.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { act, hallOf, marks, nameOf, ok, pollOf, refused } from './congress.mjs'
import { ACCOUNTS, Browser, cleanUp, COUNTY, demoSite, PASSWORD, serve, signInAll } from './server.mjs'

let server, as, count = 0

before(async () => {
  server = await serve(demoSite('accounts'))
  as = await signInAll(server, [...ACCOUNTS, 'scrutineer', 'teller1', 'teller2'])
})
after(cleanUp)

const NEW = 'Another-2026'
const person = async (name, birth, more) =>
  ok(await as.cadre.post('/api/rows/person', { region: COUNTY, fields: { name, sex: '1', birth, ...more } }), 201).id
const make = (more) => as.system.post('/api/accounts', { name: `somebody${++count}`, title: `某人${count}`, ...more })
const listed = async (id) => ok(await as.security.get('/api/accounts')).accounts.find((a) => a.id === id)
const link = (id, body) => as.system.post(`/api/accounts/${id}/person`, body)
const events = async () => ok(await as.audit.get('/api/trace', { kind: 'events' })).changes

/** A signed-in account of the person `name` with `role`: {id, browser, name}. */
const member = async (name, role) => {
  const added = ok(await make({ person: { name } }), 201)
  const account = (await listed(added.id)).name
  ok(await as.security.post(`/api/accounts/${added.id}/grants`, { grants: [{ role, region: COUNTY }] }), 204)
  const browser = new Browser(server)
  ok(await browser.login(account, added.password))
  ok(await browser.post('/api/account/password', { old: added.password, new: NEW }), 204)
  return { id: added.id, name: account, browser }
}

describe('whose an account is', () => {
  test('must be said: a person by words, or why it is nobody’s', async () => {
    refused(await make({}), 400, 'account.no_person')
    refused(await make({ no_person: '无' }), 400, 'account.no_person')
    refused(await make({ no_person: '值'.repeat(61) }), 400, 'account.no_person')
    refused(await make({ no_person: '值班室\u202e公用' }), 400, 'request.character')
    const { id } = ok(await make({ no_person: '值班室公用' }), 201)
    const seen = await listed(id)
    assert.equal(seen.linked, false)
    assert.equal(seen.no_person, '值班室公用')
  })

  test('namesakes are told apart by birth month or unit, and nothing of them is answered', async () => {
    const unit = ok(await as.cadre.get('/api/rows/unit', { limit: '1' })).rows[0]
    const first = await person('司马云长', '1971.03', { unit: unit.id })
    const second = await person('司马云长', '1984.11')
    refused(await make({ person: { name: '司马云长大' } }), 404, 'account.person_none')
    refused(await make({ person: { birth: '1984.11' } }), 400, 'account.person_name')
    refused(await make({ person: { name: '司马云长', born: '1984' } }), 400, 'json.key')
    const many = await make({ person: { name: '司马云长' } })
    assert.match(refused(many, 409, 'account.person_many'), /出生年月.*单位/)
    for (const answer of [many, await make({ person: { name: '司马云长', birth: '1971年3月' } }),
      await make({ person: { name: ' 司马云长 ', unit: unit.name } })])
      for (const secret of [first, second, '1971', '1984', unit.id]) assert.ok(!answer.text.includes(secret), answer.text)
    refused(await make({ person: { name: '司马云长', birth: '1971-04' } }), 404, 'account.person_none')
    const { id } = ok(await make({ person: { name: '司马云长', birth: '1984-11' } }), 201)
    assert.deepEqual([(await listed(id)).linked, (await listed(id)).no_person], [true, null])
  })

  test('is said by the system administrator alone', async () => {
    const { id } = ok(await make({ no_person: '公用' + '账号' }), 201)
    for (const who of ['security', 'audit', 'office', 'cadre', 'leader'])
      assert.equal((await as[who].post(`/api/accounts/${id}/person`, { no_person: '另一个' })).status, 403, who)
    assert.equal((await link('12345678901234567', { no_person: '另一个' })).status, 404)
  })

  test('changes with a reason or while disabled, and every try is in the audit list', async () => {
    await person('欧阳青松', '1980.05')
    const { id } = ok(await make({ no_person: '临时用' }), 201)
    const { name } = await listed(id)
    refused(await link(id, { person: { name: '欧阳青松' } }), 422, 'account.link_reason')
    refused(await link(id, { person: { name: '欧阳青柏' }, reason: '交给本人' }), 404, 'account.person_none')
    ok(await link(id, { person: { name: '欧阳青松' }, reason: '交给本人' }), 204)
    assert.equal((await listed(id)).linked, true)
    ok(await as.security.post(`/api/accounts/${id}/disable`), 204)
    ok(await link(id, { no_person: '收回' }), 204)
    const mine = (await events()).filter((e) => e.target?.startsWith(name))
    assert.deepEqual(mine.map((e) => e.act).reverse(), ['account.add', 'account.link_missed', 'account.link', 'account.disable', 'account.unlink'])
    assert.match(mine.find((e) => e.act === 'account.link').target, /交给本人/)
  })

  test('stays once the account has acted: another person never takes over what this one did', async () => {
    await person('上官明志', '1979.01')
    await person('上官明海', '1979.02')
    const { id, browser } = await member('上官明志', 'office')
    ok(await browser.post('/api/rows/task', { region: COUNTY, fields: { title: '由本人办的事', stage: 'prepare', due: '2026-12-01' } }), 201)
    const reason = '调整使用人'
    refused(await link(id, { person: { name: '上官明海' }, reason }), 422, 'account.link_acted')
    refused(await link(id, { no_person: '公用账号', reason }), 422, 'account.link_acted')
    ok(await link(id, { person: { name: '上官明志' }, reason }), 204)
  })

  test('keeps its person on record', async () => {
    const id = await person('东方明月', '1981.02')
    const account = ok(await make({ person: { name: '东方明月' } }), 201)
    const remove = () => as.cadre.post(`/api/rows/person/${id}/remove`, { ver: 1, reason: '重复登记' })
    assert.match(refused(await remove(), 422, 'account.of_person'), /某人/)
    ok(await link(account.id, { no_person: '收回公用', reason: '调离' }), 204)
    assert.ok([200, 204].includes((await remove()).status))
  })

  test('is called by title and name, and by the title alone when it is nobody’s again', async () => {
    ok(await as.cadre.post('/api/rows/person', { region: COUNTY, fields: { name: '尉迟有名', sex: '1', birth: '1980.01' } }), 201)
    const title = '组织部（干部科）'
    const { id } = ok(await as.system.post('/api/accounts', { name: 'somebody.titled', title, person: { name: '尉迟有名' } }), 201)
    const called = async () => ok(await as.system.get('/api/accounts')).accounts.find((a) => a.id === id).title
    assert.equal(await called(), `${title}（尉迟有名）`)
    ok(await link(id, { no_person: '值班公用', reason: '调离' }), 204)
    assert.equal(await called(), title)
  })

  test('is known of every account of the demo but the three administrators', async () => {
    const { accounts } = ok(await as.security.get('/api/accounts'))
    const demo = accounts.filter((a) => !a.name.startsWith('somebody') && !['system', 'security', 'audit'].includes(a.name))
    for (const a of demo) {
      assert.ok(a.linked !== Boolean(a.no_person), a.name)
      assert.equal(/（.{2,4}）$/.test(a.title), a.linked, 'whose word it is stands beside it')
    }
    const linked = demo.filter((a) => a.linked).map((a) => a.name)
    assert.deepEqual(linked.filter((name) => !/^party\d\d$/.test(name)),
      ['cadre', 'congress', 'discipline', 'inspector', 'leader', 'minister', 'office', 'reviewer', 'secretary'])
    assert.equal(linked.length, 9 + 17) // and the party secretary of each town
  })
})

describe('one person with two accounts', () => {
  let teller, watcher, registrar

  before(async () => {
    await person('诸葛安平', '1982.06')
    teller = await member('诸葛安平', 'teller')
    watcher = await member('诸葛安平', 'scrutineer')
    registrar = await member('诸葛安平', 'registrar')
  })

  test('enters one side only, does not judge the entry, and signs for one side', async () => {
    const hall = await hallOf(as, 6, 6)
    const poll = await pollOf(as, hall)
    const again = await member('诸葛安平', 'teller')
    await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
    await act(as.congress, poll, 'issue', { printed: 6, issued: 6, unused: 0, cut: 0, returned: 6 })
    await act(as.congress, poll, 'open')
    await act(as.congress, poll, 'close')
    const { number } = (await act(as.congress, poll, 'groups', { name: '第一计票组', mode: 'ballots' }, 201)).groups.at(-1)
    const at = `/api/polls/${poll.id}/groups/${number}`
    const entries = marks('YYYN', 'YYYN', 'YNNY', 'YYYN', 'YYYN', 'YYYN').map((ballot, i) => ({ pos: i + 1, ballot }))
    ok(await teller.browser.post(`${at}/entries`, { side: 1, entries }))
    refused(await again.browser.post(`${at}/entries`, { side: 2, entries }), 422, 'entry.other_side')
    ok(await teller.browser.post(`${at}/finish`, { side: 1 }))
    ok(await as.teller2.post(`${at}/entries`, { side: 2, entries }))
    ok(await as.teller2.post(`${at}/finish`, { side: 2 }))
    refused(await watcher.browser.post(`${at}/accept`, { password: NEW }), 422, 'entry.own')
    ok(await as.scrutineer.post(`${at}/accept`, { password: PASSWORD }))
    await act(as.congress, poll, 'count')
    const first = { duty: 'chief_scrutineer', name: nameOf(4000) }, second = { duty: 'chief_teller', name: nameOf(4002) }
    for (const [who, what] of [[watcher, first], [teller, second]]) // an account of his own signs in his own name
      assert.match(refused(await who.browser.post(`/api/polls/${poll.id}/sign`, { ...what, password: NEW }), 422, 'sign.own_name'), /诸葛安平/)
    await person(nameOf(4000), '1979.03')
    const chief = await member(nameOf(4000), 'scrutineer')
    await act(chief.browser, poll, 'sign', { ...first, password: NEW })
    await act(as.teller1, poll, 'sign', { ...second, password: PASSWORD })
  })

  test('approves an edition of rules once, and not what the other account wrote', async () => {
    const [first, second] = [await member('诸葛安平', 'congress'), await member('诸葛安平', 'congress')]
    const rules = JSON.parse(ok(await as.congress.get('/api/rules/county-party-2020')).text)
    rules.rules.find((x) => x.rule === 'surplus' && x.offices.includes('committee')).least = [1, 2]
    const propose = (who) => who.post('/api/rules/county-party-2020/editions', { text: JSON.stringify(rules), reason: '试行' })
    const approve = (who, id) => who.post(`/api/rules/editions/${id}/approve`, { password: NEW })
    const own = ok(await propose(first.browser), 201).id
    refused(await approve(second.browser, own), 422, 'rules.author')
    const other = ok(await propose(as.congress), 201).id
    ok(await approve(first.browser, other))
    refused(await approve(second.browser, other), 422, 'rules.twice_by_one')
  })

  test('does not vouch for what the other account brings', async () => {
    const { browser } = await member('诸葛安平', 'office')
    const lines = '报告名称,报告类别,层级,轮次,状态\n旧报告,党委工作报告,县级,第二轮,已审定\n'
    const up = ok(await browser.upload('/api/imports', Buffer.from(lines), { ledger: 'report_review', name: '旧.csv' }), 201)
    ok(await browser.post(`/api/imports/${up.id}/check`, { columns: up.columns.map((c) => c.field), region: COUNTY, old: true }), 202)
    for (let i = 0; i < 100 && ok(await browser.get(`/api/imports/${up.id}`)).state === 'checking'; i++)
      await new Promise((done) => setTimeout(done, 50))
    refused(await browser.post(`/api/imports/${up.id}/run`, { check: 1, second: { name: registrar.name, password: NEW } }), 422, 'second.self')
  })
})
