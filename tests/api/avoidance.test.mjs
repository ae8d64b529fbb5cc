// Who must stay out: himself, his kin, his own unit; whatever the act, one engine is asked.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ok, refused } from './congress.mjs'
import { importing } from './importing.mjs'
import { memberOf, MEMBERS_PASSWORD as NEW } from './members.mjs'
import { ACCOUNTS, cleanUp, COUNTY, demoSite, PASSWORD, serve, signInAll } from './server.mjs'
import { makeCsv } from './sheet.mjs'

let server, as, units, reviewer, chief, count = 0
const people = {}
const create = (who, ledger, fields) => who.post(`/api/rows/${ledger}`, { region: COUNTY, fields })
const fault = (answer) => {
  assert.equal(answer.status, 400, answer.text)
  return answer.body.error.fields.map((f) => f.code).join(' ')
}

const member = (name, role, post) => memberOf(server, as, name, { role, posts: post ? [{ post, region: COUNTY }] : [] })

before(async () => {
  server = await serve(demoSite('avoidance'))
  as = await signInAll(server, ACCOUNTS)
  units = ok(await as.cadre.get('/api/rows/unit', { limit: '2' })).rows
  const add = async (name, unit) =>
    (people[name] = ok(await create(as.cadre, 'person', { name, sex: '1', birth: '1978.04', unit, native_place: '广东和平' }), 201).id)
  await add('闻人铁心', units[0].id)
  await add('闻人铁林', units[1].id)
  await add('宇文同事', units[0].id)
  await add('宇文旁人', units[1].id)
  ok(await create(as.cadre, 'family', { person: people['闻人铁心'], relation: '73', name: '闻人铁林', relative_person: people['闻人铁林'] }), 201)
  ok(await create(as.cadre, 'family', { person: people['闻人铁心'], relation: '12', name: '端木秀兰' }), 201)
  reviewer = await member('闻人铁心', 'reviewer', 'unit_secretary')
  chief = await member('闻人铁心', 'discipline', 'unit_discipline')
})
after(cleanUp)

describe('opinions', () => {
  let usual // kind, department and verdict of an opinion of the demo

  before(async () => {
    const [row] = ok(await as.cadre.get('/api/rows/vetting_opinion', { limit: '1', state: 'confirmed' })).rows
    usual = { kind: row.kind, department: row.department, verdict: row.verdict }
  })
  const made = async (name, more) => ok(await create(as.cadre, 'vetting_opinion', { name, kind: usual.kind, department: usual.department, ...more }), 201).id
  const returned = (who, id, more) => who.post(`/api/rows/vetting_opinion/${id}/acts/return`, { ver: 1, fields: { verdict: usual.verdict } }, more)

  test('about himself, or his kin on either side, are another’s to give', async () => {
    for (const name of ['闻人铁心', '闻人铁林']) {
      const id = await made(name, { person: people[name] })
      assert.equal(fault(await returned(reviewer, id)), 'avoidance.barred')
      const { text } = await returned(reviewer, id)
      assert.ok(!/弟|亲属/.test(text), text)
      ok(await returned(as.reviewer, id))
    }
    assert.equal(fault(await returned(reviewer, await made('端木秀兰'))), 'avoidance.barred')
    ok(await returned(reviewer, await made('宇文旁人', { person: people['宇文旁人'] })))
    ok(await returned(reviewer, await made('宇文同事', { person: people['宇文同事'] })))
  })

  test('are not renamed or removed by the one concerned', async () => {
    const id = await made('闻人铁心', { person: people['闻人铁心'] })
    refused(await reviewer.post(`/api/rows/vetting_opinion/${id}/acts/return`, { ver: 1, fields: { verdict: usual.verdict, name: '宇文旁人', person: null } }), 422, 'avoidance.barred')
    refused(await reviewer.post(`/api/rows/vetting_opinion/${id}/remove`, { ver: 1, reason: '重复登记' }), 422, 'avoidance.barred')
  })

  test('name the relation and the article to those who read families', async () => {
    const cadre = await member('闻人铁林', 'cadre')
    const id = await made('闻人铁心', { person: people['闻人铁心'] })
    const answer = await returned(cadre, id)
    assert.equal(fault(answer), 'avoidance.kin')
    assert.match(answer.body.error.fields[0].message, /弟.*公务员法（2018）第七十六条/)
    for (const [language, word] of [['zh-Hant', /迴避|回避/], ['en', /kin/]])
      assert.match((await returned(cadre, id, { headers: { 'accept-language': language } })).body.error.fields[0].message, word)
  })

  test('are signed by two people, and anew when they are asked again', async () => {
    const id = await made('宇文旁人二', {})
    ok(await returned(as.reviewer, id))
    const sign = (who, act, ver, password) => who.post(`/api/rows/vetting_opinion/${id}/acts/${act}`, { ver, password })
    ok(await sign(reviewer, 'sign_secretary', 2, NEW))
    refused(await sign(chief, 'sign_discipline', 3, NEW), 422, 'sign.one_person')
    ok(await sign(as.discipline, 'sign_discipline', 3, PASSWORD))
    let row = ok(await as.cadre.get(`/api/rows/vetting_opinion/${id}`))
    assert.equal(row.signed_by.id, reviewer.id)
    assert.ok(row.countersigned_by.id)
    ok(await as.cadre.post(`/api/rows/vetting_opinion/${id}/acts/ask`, { ver: row.ver, reason: '补充材料' }))
    row = ok(await as.cadre.get(`/api/rows/vetting_opinion/${id}`))
    assert.deepEqual([row.signed_by, row.countersigned_by], [null, null])
  })
})

describe('a conclusion on integrity', () => {
  test('counts when both have signed, and stands as they signed it', async () => {
    const { department, verdict } = ok(await as.cadre.get('/api/rows/vetting_opinion', { limit: '1', state: 'confirmed' })).rows[0]
    const { id } = ok(await create(as.cadre, 'vetting_opinion', { name: '宇文旁人三', kind: 'integrity', department }), 201)
    const doAct = (who, act, ver, more) => who.post(`/api/rows/vetting_opinion/${id}/acts/${act}`, { ver, ...more })
    ok(await doAct(as.reviewer, 'return', 1, { fields: { verdict, conclusion: '同意' } }))
    refused(await doAct(as.cadre, 'confirm', 2, { password: PASSWORD }), 422, 'vetting.unsigned')
    ok(await doAct(reviewer, 'sign_secretary', 2, { password: NEW }))
    refused(await doAct(as.cadre, 'confirm', 3, { password: PASSWORD }), 422, 'vetting.unsigned')
    refused(await as.reviewer.post(`/api/rows/vetting_opinion/${id}`, { ver: 3, fields: { conclusion: '不同意' } }), 422, 'signed.kept')
    ok(await doAct(as.discipline, 'sign_discipline', 3, { password: PASSWORD }))
    ok(await doAct(as.cadre, 'confirm', 4, { password: PASSWORD }))
  })
})

describe('objections', () => {
  test('are not opened, settled or turned to another by the one objected to or his kin', async () => {
    const nominee = async (name) => ok(await create(as.cadre, 'nominee', { name, person: people[name], round: '1', seat: 'member' }), 201).id
    const reporter = '某村民'
    for (const name of ['闻人铁心', '闻人铁林']) {
      const { id } = ok(await create(as.cadre, 'objection', {
        title: '公示异议', nominee: await nominee(name), received_on: '2021-06-01', reporter, content: '有异议' }), 201)
      const at = `/api/rows/objection/${id}`
      refused(await chief.post(`${at}/unseal`, { field: 'reporter', purpose: '查办' }), 422, 'avoidance.barred')
      refused(await chief.post(at, { ver: 1, fields: { nominee: null } }), 422, 'avoidance.barred')
      refused(await chief.post(`${at}/remove`, { ver: 1, reason: '重复登记' }), 422, 'avoidance.barred')
      const asked = { withdraw_by: 'putters', withdraw_paper: '撤回书（2021年6月2日）' }
      refused(await chief.post(`${at}/acts/withdraw`, { ver: 1, reason: '本人撤回', fields: asked }), 422, 'avoidance.barred')
      // who objected withdraws it in writing; one enters that, another confirms it
      refused(await as.discipline.post(`${at}/acts/withdraw`, { ver: 1, reason: '本人撤回', fields: { ...asked, withdraw_by: 'nominee' } }), 422, 'withdrawal.putters')
      refused(await as.discipline.post(`${at}/acts/withdraw`, { ver: 1, reason: '本人撤回', fields: asked }), 422, 'withdrawal.unentered')
      const { ver } = ok(await as.discipline.post(at, { ver: 1, fields: asked }))
      refused(await as.discipline.post(`${at}/acts/withdraw`, { ver, reason: '本人撤回' }), 422, 'withdrawal.same')
      assert.equal(ok(await as.cadre.post(`${at}/acts/withdraw`, { ver, reason: '本人撤回' })).state, 'withdrawn')
      assert.equal(ok(await as.discipline.post(`${at}/unseal`, { field: 'reporter', purpose: '查办' })).value, reporter)
    }
  })
})

describe('complaints and cases', () => {
  const complaint = async (accused) => ok(await create(as.discipline, 'complaint', {
    number: `回避${++count}`, received_on: '2021-06-01', channel: 'phone', anonymous: true, content: '反映问题', accused }), 201).id
  test('and do not become another’s by the hand of the one accused', async () => {
    const id = await complaint('闻人铁心')
    refused(await chief.post(`/api/rows/complaint/${id}`, { ver: 1, fields: { accused: '宇文旁人' } }), 422, 'avoidance.barred')
    refused(await chief.post(`/api/rows/complaint/${id}/acts/accept`, { ver: 1, fields: { accused: null } }), 422, 'avoidance.barred')
    ok(await as.discipline.post(`/api/rows/complaint/${id}`, { ver: 1, fields: { accused: '宇文旁人' } }))
  })

  const acts = (who, id) => [
    who.post(`/api/rows/complaint/${id}/unseal`, { field: 'accused', purpose: '查办' }),
    who.post(`/api/rows/complaint/${id}/unseal`, { field: 'content', purpose: '查办' }),
    who.post(`/api/rows/complaint/${id}/remove`, { ver: 1, reason: '重复登记' }),
  ]

  test('are not seen, handled or removed by the one accused or his kin', async () => {
    for (const accused of ['闻人铁心（某镇镇长）', '某局 闻人铁林', '端木秀兰', '聞人鐵心', '闻人　铁 心']) {
      const id = await complaint(accused)
      for (const answer of await Promise.all(acts(chief, id))) refused(answer, 422, 'avoidance.barred')
      assert.equal(fault(await chief.post(`/api/rows/complaint/${id}/acts/accept`, { ver: 1 })), 'avoidance.barred')
      assert.equal(ok(await as.discipline.post(`/api/rows/complaint/${id}/unseal`, { field: 'accused', purpose: '查办' })).value, accused)
    }
    const other = await complaint('宇文旁人')
    assert.equal(ok(await chief.post(`/api/rows/complaint/${other}/unseal`, { field: 'accused', purpose: '查办' })).value, '宇文旁人')
    ok(await chief.post(`/api/rows/complaint/${other}/acts/accept`, { ver: 1 }))
  })
})

describe('what concerns somebody', () => {
  test('is not shown to him: no row, no history, no line of a list, a search or an export', async () => {
    const id = await ok(await create(as.discipline, 'complaint', {
      number: `不示${++count}`, received_on: '2021-06-01', channel: 'phone', anonymous: true, content: '反映问题', accused: '闻人铁心' }), 201).id
    const at = `/api/rows/complaint/${id}`
    const seen = async (who) => {
      const list = ok(await who.get('/api/rows/complaint', { limit: '100', sort: '-received_on' })).rows
      const hits = ok(await who.get('/api/search', { q: `不示${count}` }))
      const file = await who.get('/api/rows/complaint/export', { format: 'csv' })
      return [(await who.get(at)).status, (await who.get(`${at}/history`)).status, list.some((r) => r.id === id),
        JSON.stringify(hits).includes(id), file.text.includes(`不示${count}`)]
    }
    assert.deepEqual(await seen(as.discipline), [200, 200, true, true, true])
    assert.deepEqual(await seen(chief), [404, 404, false, false, false])
  })
})

describe('a file that is imported', () => {
  const { check } = importing(() => as)
  const HEADS = { complaint: ['记录号', '编号', '收到日期', '匿名'], vetting_opinion: ['记录号', '姓名', '结论性意见'] }
  const checked = (who, ledger, ...rows) => check(makeCsv([HEADS[ledger], ...rows]), { who, ledger, name: 'a.csv' })
  const wrong = (seen) => seen.errors.map((e) => [e.row, e.field, e.code])

  test('does not find what concerns the one who brings it, not even when he knows its number', async () => {
    const { id } = ok(await create(as.discipline, 'complaint', {
      number: '导入不见', received_on: '2021-06-01', channel: 'phone', anonymous: true, content: '反映问题', accused: '闻人铁心' }), 201)
    const row = [id, '导入不见', '2021-06-02', '是']
    assert.deepEqual(wrong(await checked(chief, 'complaint', row)), [[2, 'id', 'cell.id']])
    assert.deepEqual(wrong(await checked(as.discipline, 'complaint', row)), [])
  })

  test('changes nothing that is signed, and says so when it is checked', async () => {
    const { department, verdict } = ok(await as.cadre.get('/api/rows/vetting_opinion', { limit: '1', state: 'confirmed' })).rows[0]
    const { id } = ok(await create(as.cadre, 'vetting_opinion', { name: '宇文旁人四', kind: 'integrity', department }), 201)
    ok(await as.reviewer.post(`/api/rows/vetting_opinion/${id}/acts/return`, { ver: 1, fields: { verdict, conclusion: '同意' } }))
    assert.deepEqual(wrong(await checked(as.reviewer, 'vetting_opinion', [id, '宇文旁人四', '不同意'])), [])
    ok(await reviewer.post(`/api/rows/vetting_opinion/${id}/acts/sign_secretary`, { ver: 2, password: NEW }))
    assert.deepEqual(wrong(await checked(as.reviewer, 'vetting_opinion', [id, '宇文旁人四', '不同意'])), [[2, 'id', 'signed.kept']])
  })
})

describe('the records that keep somebody out', () => {
  test('are not his own to write: his name, his unit, his family', async () => {
    const cadre = await member('闻人铁林', 'cadre')
    const edit = async (ledger, id, fields) => {
      const { ver } = ok(await as.cadre.get(`/api/rows/${ledger}/${id}`))
      return cadre.post(`/api/rows/${ledger}/${id}`, { ver, fields })
    }
    for (const fields of [{ name: '另一个人' }, { unit: units[0].id }, { native_place: '广东广州' }])
      assert.equal(fault(await edit('person', people['闻人铁林'], fields)), 'avoidance.own_record')
    ok(await edit('person', people['闻人铁林'], { phone: '19900001234' }))
    const [row] = ok(await as.cadre.get('/api/rows/family', { person: people['闻人铁心'], name: '闻人铁林' })).rows
    assert.equal(fault(await edit('family', row.id, { relative_person: null })), 'avoidance.own_record')
    refused(await cadre.post(`/api/rows/family/${row.id}/remove`, { ver: row.ver, reason: '登记有误' }), 422, 'avoidance.own_record')
    assert.equal(fault(await create(cadre, 'family', { person: people['闻人铁林'], relation: '12', name: '某人' })), 'avoidance.own_record')
  })
})

describe('what concerns somebody is not found out in other ways', () => {
  let id, file
  const count = (who, query = {}) => who.get('/api/rows/vetting_opinion/count', { name: '闻人铁心', ...query }).then((a) => ok(a).count)

  before(async () => {
    const [usual] = ok(await as.cadre.get('/api/rows/vetting_opinion', { limit: '1', state: 'confirmed' })).rows
    file = ok(await as.cadre.upload('/api/files', Buffer.from('证明材料'), { name: '证明.txt' }), 201)
    const fields = { name: '闻人铁心', kind: usual.kind, department: usual.department, verdict: usual.verdict, reason: '有具体问题', evidence: file.id }
    id = ok(await create(as.cadre, 'vetting_opinion', fields), 201).id
  })

  test('by counting, grouping or the cursor of a page', async () => {
    assert.ok(await count(as.cadre, { 'reason.has': '有具体问题' }) >= 1)
    assert.equal(await count(reviewer), 0)
    assert.equal(await count(reviewer, { 'reason.has': '有具体问题' }), 0)
    const by = (who) => who.get('/api/figures/by', { ledger: 'vetting_opinion', by: 'reason', name: '闻人铁心', region: COUNTY })
    assert.match(ok(await by(as.cadre)) && (await by(as.cadre)).text, /有具体问题/)
    assert.doesNotMatch((await by(reviewer)).text, /有具体问题/)
    let next
    for (let pages = 0; pages < 3; pages++) {
      const page = ok(await reviewer.get('/api/rows/vetting_opinion', { name: '闻人铁心', limit: '1', ...(next ? { after: next } : {}) }))
      assert.deepEqual([page.rows, page.next], [[], null])
      if (!(next = page.next)) break
    }
  })

  test('by a change that comes too late: the newer row is not the answer', async () => {
    ok(await as.cadre.post(`/api/rows/vetting_opinion/${id}`, { ver: 1, fields: { conclusion: '不同意' } }))
    const late = await reviewer.post(`/api/rows/vetting_opinion/${id}`, { ver: 1, fields: { conclusion: '同意' } })
    assert.doesNotMatch(late.text, /不同意|有具体问题/)
    refused(late, 422, 'avoidance.barred')
  })

  test('by its files', async () => {
    assert.equal((await as.cadre.get(`/api/files/${file.id}`)).status, 200)
    assert.equal((await reviewer.get(`/api/files/${file.id}`)).status, 404)
  })

  test('when it was removed', async () => {
    const { ver } = ok(await as.cadre.get(`/api/rows/vetting_opinion/${id}`))
    ok(await as.cadre.post(`/api/rows/vetting_opinion/${id}/remove`, { ver, reason: '重复登记' }), 204)
    const removed = async (who) => (await who.get('/api/rows/vetting_opinion/removed', { region: COUNTY })).text.includes(id)
    assert.deepEqual([await removed(as.cadre), await removed(reviewer)], [true, false])
    assert.equal((await reviewer.get(`/api/rows/vetting_opinion/${id}/history`)).status, 404)
    assert.equal((await as.cadre.get(`/api/rows/vetting_opinion/${id}/history`)).status, 200)
  })

  test('nor of a complaint, whose accused is sealed', async () => {
    const made = ok(await create(as.discipline, 'complaint', {
      number: '不数一', received_on: '2021-06-09', channel: 'phone', anonymous: true, content: '反映问题', accused: '闻人铁心' }), 201).id
    const counted = (who) => who.get('/api/rows/complaint/count', { number: '不数一' }).then((a) => ok(a).count)
    assert.deepEqual([await counted(as.discipline), await counted(chief)], [1, 0])
    ok(await as.discipline.post(`/api/rows/complaint/${made}/remove`, { ver: 1, reason: '重复登记' }), 204)
    assert.equal((await chief.get(`/api/rows/complaint/${made}/history`)).status, 404)
    assert.ok(!(await chief.get('/api/rows/complaint/removed', { region: COUNTY })).text.includes(made))
  })
})

describe('a case', () => {
  test('of a complaint accuses whom the complaint accuses, whatever its own field says', async () => {
    const of = async (accused) => ok(await create(as.discipline, 'complaint', {
      number: `来源${++count}`, received_on: '2021-06-01', channel: 'phone', anonymous: true, content: '反映问题', accused }), 201).id
    const opened = (id) => create(chief, 'case_', { number: `案${++count}`, source: 'complaint', complaint: id, opened_on: '2021-06-02' })
    assert.equal(fault(await opened(await of('闻人铁心'))), 'avoidance.barred')
    ok(await opened(await of('宇文旁人')), 201)
  })
})

describe('inspections', () => {
  test('of a unit are not led by one of its own', async () => {
    const group = async (leader) => ok(await create(as.cadre, 'appraisal_group', {
      title: `回避考察组${++count}`, leader, leader_person: people[leader] }), 201).id
    const fields = (appraisal_group, unit) => ({ title: `考察${++count}`, unit, appraisal_group })
    const own = await create(as.cadre, 'appraisal', fields(await group('宇文同事'), units[0].id))
    assert.equal(fault(own), 'avoidance.unit')
    assert.match(own.body.error.fields[0].message, /外单位/)
    const led = await group('宇文旁人')
    ok(await create(as.cadre, 'appraisal', fields(led, units[0].id)), 201)
    const lead = (leader) => as.cadre.post(`/api/rows/appraisal_group/${led}`, { ver: 1, fields: { leader_person: people[leader] } })
    assert.equal(fault(await lead('宇文同事')), 'avoidance.unit')
    ok(await lead('闻人铁林'))
  })
})
