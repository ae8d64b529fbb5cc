// Who is in charge and who signed: fields that point to a person or an account, never typed names.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ok, refused } from './congress.mjs'
import { importing } from './importing.mjs'
import { field, label } from './sample.mjs'
import { ACCOUNTS, Browser, cleanUp, COUNTY, demoSite, PASSWORD, serve, signInAll, TOWN } from './server.mjs'
import { makeCsv } from './sheet.mjs'

let server, as, accounts
const LEDGER = {
  name: 'errand', label: label('差事'), menu: 'command', title: 'title',
  fields: [field('title', 'text', { required: true, list: true }), field('clerk', 'account', { list: true, index: true }),
    field('done_by', 'account', { kept: true }), field('head', 'person', { named: true, list: true })],
  states: [{ name: 'open', label: label('待办') }, { name: 'done', label: label('已办') }],
  acts: [{ name: 'finish', label: label('办结'), from: ['open'], to: 'done', by: 'done_by' }],
  roles: { read: ['office', 'congress', 'discipline'], write: ['office', 'congress', 'discipline'] },
  figures: [{ name: 'by_clerk', label: label('按经办'), by: 'clerk' }],
}
const { check, settled } = importing(() => as)
const create = (who, fields, ledger = 'errand') => who.post(`/api/rows/${ledger}`, { region: COUNTY, fields })
const fault = (answer) => {
  assert.equal(answer.status, 400, answer.text)
  return answer.body.error.fields[0].code
}

before(async () => {
  server = await serve(demoSite('names'))
  as = await signInAll(server, ACCOUNTS)
  ok(await as.system.post('/api/ledgers', LEDGER), 201)
  accounts = Object.fromEntries(ok(await as.security.get('/api/accounts')).accounts.map((a) => [a.name, a]))
})
after(cleanUp)

describe('an account in a row', () => {
  test('is given by id, title or sign-in name, and shown by its title', async () => {
    for (const clerk of [accounts.office.id, 'office', accounts.office.title]) {
      const { id } = ok(await create(as.office, { title: '差事一', clerk }), 201)
      assert.deepEqual(ok(await as.office.get(`/api/rows/errand/${id}`)).clerk, { id: accounts.office.id, label: accounts.office.title })
    }
    assert.equal(fault(await create(as.office, { title: '差事', clerk: '没有这个人' })), 'cell.account_none')
    assert.equal(fault(await create(as.office, { title: '差事', clerk: '123456789012345678' })), 'cell.account_none')
    const { rows } = ok(await as.office.get('/api/rows/errand', { clerk: accounts.office.id, sort: 'clerk' }))
    assert.equal(rows.length, 3)
    const by = ok(await as.office.get('/api/figures/by', { ledger: 'errand', by: 'clerk', region: COUNTY }))
    assert.match(JSON.stringify(by), new RegExp(accounts.office.title))
    assert.match(JSON.stringify(ok(await as.office.get('/api/figures', { ledger: 'errand', region: COUNTY }))), new RegExp(accounts.office.title))
  })

  test('that shares its title with another is given by its sign-in name', async () => {
    const twin = ok(await as.system.post('/api/accounts', { name: 'twin', title: accounts.cadre.title, no_person: '测试用' }), 201)
    assert.equal(fault(await create(as.office, { title: '差事', clerk: accounts.cadre.title })), 'cell.account_many')
    ok(await create(as.office, { title: '差事二', clerk: 'twin' }), 201)
    ok(await as.security.post(`/api/accounts/${twin.id}/disable`), 204)
    ok(await create(as.office, { title: '差事三', clerk: accounts.cadre.title }), 201)
  })

  test('that is disabled gets nothing new, and keeps what it has', async () => {
    const { id: clerk } = ok(await as.system.post('/api/accounts', { name: 'leaving', title: '将离任', no_person: '测试用' }), 201)
    const { id, ver } = ok(await create(as.office, { title: '差事四', clerk }), 201)
    ok(await as.security.post(`/api/accounts/${clerk}/disable`), 204)
    assert.equal(fault(await create(as.office, { title: '差事五', clerk })), 'cell.account_disabled')
    ok(await as.office.post(`/api/rows/errand/${id}`, { ver: ver ?? 1, fields: { title: '差事四改' } }))
    assert.equal(ok(await as.office.get(`/api/rows/errand/${id}`)).clerk.label, '将离任')
  })

  test('is written by the act itself where it says who did it', async () => {
    assert.equal(fault(await create(as.office, { title: '差事', done_by: 'leader' })), 'cell.kept')
    const { id } = ok(await create(as.office, { title: '差事六' }), 201)
    ok(await as.congress.post(`/api/rows/errand/${id}/acts/finish`, { ver: 1 }))
    const row = ok(await as.office.get(`/api/rows/errand/${id}`))
    assert.equal(row.done_by.id, accounts.congress.id)
    const history = ok(await as.office.get(`/api/rows/errand/${id}/history`))
    assert.match(JSON.stringify(history.changes[0]), new RegExp(accounts.congress.title))
    const wrong = { ...LEDGER, name: 'errand_two', acts: [{ ...LEDGER.acts[0], by: 'clerk' }] }
    assert.match(refused(await as.system.post('/api/ledgers', wrong), 400, 'definition.wrong'), /kept/)
  })

  test('comes in and goes out with spreadsheets', async () => {
    const seen = await check(makeCsv([['title项', 'clerk项'], ['差事七', 'leader'], ['差事八', '查无此人']]), { who: as.office, ledger: 'errand', name: 'a.csv' })
    assert.equal(seen.bad, 1, JSON.stringify(seen.errors))
    assert.match(seen.errors[0].message, /查无此人/)
    ok(await as.office.post(`/api/imports/${seen.id}/cancel`), 202)
    const good = await check(makeCsv([['title项', 'clerk项'], ['差事七', 'leader']]), { who: as.office, ledger: 'errand', name: 'a.csv' })
    ok(await as.office.post(`/api/imports/${good.id}/run`), 202)
    assert.equal((await settled(good.id, as.office)).state, 'done')
    const csv = await as.office.get('/api/rows/errand/export', { format: 'csv' })
    assert.match(csv.text, new RegExp(`差事七.*${accounts.leader.title}`))
  })
})

describe('names to choose from', () => {
  test('accounts in use, with the unit of the person behind', async () => {
    const names = async (who, q) => ok(await who.get('/api/accounts/names', q ? { q } : {})).names
    const [one] = await names(as.discipline, 'cadre')
    assert.equal(one.label, accounts.cadre.title)
    assert.match(one.unit, /组织部/)
    assert.equal((await names(as.office, accounts.town1.title)).find((n) => n.name === 'town1').unit, null)
    assert.ok(!(await names(as.office, '')).some((n) => ['leaving', 'system', 'security', 'audit'].includes(n.name)))
    for (const who of [as.system, as.security, as.audit]) assert.equal((await who.get('/api/accounts/names')).status, 403)
  })

  test('people, also for those who do not read their records, and then in the row', async () => {
    const person = ok(await as.cadre.get('/api/rows/person', { limit: '1' })).rows[0]
    assert.equal((await as.discipline.get('/api/rows/person')).status, 404)
    const { names } = ok(await as.discipline.get('/api/people/names', { q: person.name }))
    const found = names.find((n) => n.id === person.id)
    assert.deepEqual(Object.keys(found).sort(), ['id', 'label', 'name', 'unit'])
    const { id } = ok(await create(as.discipline, { title: '差事九', head: person.id }), 201)
    assert.equal(ok(await as.discipline.get(`/api/rows/errand/${id}`)).head.label, person.name)
    assert.equal((await as.system.get('/api/people/names', { q: person.name })).status, 403)
  })
})

describe('signatures', () => {
  const report = { title: '县委工作报告（送审）', kind: 'party', level: 'county', round: '1' }
  const CHAIN = [['office', 'sign_secretary'], ['leader', 'sign_contact'], ['minister', 'sign_department'], ['secretary', 'sign_county']]
  let id, ver = 1
  const read = async () => ok(await as.office.get(`/api/rows/report_review/${id}`))
  const doAct = async (who, name, more = { password: PASSWORD }) => {
    const answer = await as[who].post(`/api/rows/report_review/${id}/acts/${name}`, { ver, ...more })
    if (answer.status === 200) ver++
    return answer
  }
  const change = (fields) => as.office.post(`/api/rows/report_review/${id}`, { ver, fields })

  test('of a report are the accounts that signed, never typed names', async () => {
    assert.equal(fault(await create(as.office, { ...report, county_secretary: 'leader' }, 'report_review')), 'cell.kept')
    id = ok(await create(as.office, report, 'report_review'), 201).id
    for (const [who, act] of CHAIN) ok(await doAct(who, act))
    const row = await read()
    assert.deepEqual([row.secretary.id, row.contact_leader.id, row.department_head.id, row.county_secretary.id],
      CHAIN.map(([name]) => accounts[name].id))
  })

  test('hold what they stand under: it neither changes, nor moves, nor goes, but for what came after', async () => {
    for (const fields of [{ title: '另一份报告' }, { kind: 'discipline' }, { secretary_on: '2021-01-01' }, { region: TOWN }])
      refused(await change(fields), 422, 'signed.for_good')
    refused(await as.office.post(`/api/rows/report_review/${id}/remove`, { ver, reason: '重复登记' }), 422, 'signed.stays')
    ok(await change({ comments: '已按会议意见修改' }))
    ver++
  })

  test('are taken back by an act, out of the row with their dates, and the text may be mended', async () => {
    ok(await create(as.office, { ...report, title: '第二份' }, 'report_review'), 201)
    id = ok(await as.office.get('/api/rows/report_review', { q: '第二份' })).rows[0].id
    ver = 1
    ok(await doAct('office', 'sign_secretary'))
    ok(await doAct('leader', 'sign_contact'))
    ok(await doAct('cadre', 'return', { reason: '第三部分重写' }))
    const row = await read()
    assert.deepEqual([row.secretary, row.secretary_on, row.contact_leader, row.contact_on], [null, null, null, null])
    ok(await change({ title: '第二份（改）' }))
    ver++
  })

  test('are each another person’s, and a person’s who is known', async () => {
    ok(await doAct('office', 'resubmit', {}))
    const granted = (who, posts) =>
      as.security.post(`/api/accounts/${accounts[who].id}/grants`, { grants: [{ role: 'leader', region: COUNTY }], posts })
    const both = ['report_owner', 'contact_leader'].map((post) => ({ post, region: COUNTY }))
    ok(await granted('leader', both), 204)
    ok(await doAct('leader', 'sign_secretary'))
    refused(await doAct('leader', 'sign_contact'), 422, 'sign.one_person')
    const { id: account, password } = ok(await as.system.post('/api/accounts', { name: 'seat', title: '值班领导', no_person: '轮流使用' }), 201)
    ok(await as.security.post(`/api/accounts/${account}/grants`, { grants: [{ role: 'leader', region: COUNTY }], posts: both }), 204)
    as.seat = new Browser(server)
    ok(await as.seat.login('seat', password))
    ok(await as.seat.post('/api/account/password', { old: password, new: PASSWORD }), 204)
    refused(await doAct('seat', 'sign_contact'), 422, 'account.of_nobody')
  })

  test('are given by whom it takes: a role does not make anybody secretary of a town', async () => {
    const { id: of } = ok(await as.office.post('/api/rows/report_review',
      { region: TOWN, fields: { ...report, level: 'township', title: '镇党委工作报告' } }), 201)
    const sign = (who, headers = {}) =>
      as[who].post(`/api/rows/report_review/${of}/acts/sign_secretary`, { ver: 1, password: PASSWORD }, { headers })
    for (const who of ['leader', 'secretary', 'minister', 'office']) refused(await sign(who), 422, 'act.post')
    assert.equal((await sign('party02')).status, 404) // another town's
    const town = accounts.party01.posts[0].region.label
    for (const [language, word] of [['zh-Hans', '签字职务'], ['zh-Hant', '簽字職務'], ['en', 'not granted that post']]) {
      const { message } = (await sign('office', { 'accept-language': language })).body.error
      assert.ok(message.includes(word) && (language !== 'zh-Hans' || message.includes(town)), message)
    }
    ok(await sign('party01'))
    assert.equal(ok(await as.office.get(`/api/rows/report_review/${of}`)).secretary.label, accounts.party01.title)
  })

  test('of posts that nobody knows, or beside an administrator’s role, are not granted', async () => {
    const grant = (who, body) => as.security.post(`/api/accounts/${accounts[who].id}/grants`, body)
    const leader = { grants: [{ role: 'leader', region: COUNTY }] }
    refused(await grant('leader', { ...leader, posts: [{ post: 'emperor', region: COUNTY }] }), 400, 'grant.post')
    refused(await grant('leader', { ...leader, posts: [{ post: 'contact_leader', region: '11' }] }), 400, 'row.region')
    refused(await grant('audit', { grants: [{ role: 'audit', region: COUNTY }], posts: [{ post: 'contact_leader', region: COUNTY }] }), 422, 'grant.admin_alone')
    ok(await grant('leader', { ...leader, posts: [{ post: 'contact_leader', region: TOWN }, { post: 'contact_leader', region: TOWN }] }), 204)
    const { accounts: now } = ok(await as.security.get('/api/accounts'))
    assert.deepEqual(now.find((a) => a.name === 'leader').posts.map((p) => [p.post, p.region.id]), [['contact_leader', TOWN]])
  })

  test('of the demo point to people and accounts', async () => {
    const [task] = ok(await as.office.get('/api/rows/task', { limit: '1' })).rows
    assert.ok(task.owner.id && task.owner.label)
    const findings = ok(await as.office.get('/api/rows/finding', { limit: '50', state: 'closed' })).rows
    assert.ok(findings.every((f) => f.checked_by?.label === accounts.discipline.title), JSON.stringify(findings[0]))
  })
})
