// Members of the consultative conference: by sectors, proposed, consulted on, before the chairmen, decided on by the
// standing committee; never mixed with the Party's delegates.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { nameOf, ok, qualifiedOf, refused } from './congress.mjs'
import { importing } from './importing.mjs'
import { allRows, cleanUp, COUNTY, demoSite, serve, signInAll, TOWN } from './server.mjs'
import { makeCsv } from './sheet.mjs'

let server, as, sectors
const at = { region: COUNTY, level: 'county', body: 'conference' }
const party = { region: COUNTY, level: 'county' }
const get = async (what, where = at) => ok(await as.congress.get(`/api/delegates/${what}`, where))
const row = async (ledger, id) => ok(await as.congress.get(`/api/rows/${ledger}/${id}`))
const post = (ledger, fields, more = {}) => as.congress.post(`/api/rows/${ledger}`, { region: COUNTY, fields, ...more })
const doAct = async (id, what, body = {}, ledger = 'delegate') =>
  as.congress.post(`/api/rows/${ledger}/${id}/acts/${what}`, { ver: (await row(ledger, id)).ver, ...body })
const member = (name, more = {}) => ({ name, level: 'county', body_kind: 'conference', sex: '1', birth: '1980-05', political: '13', electoral_unit: sectors[0].id, ...more })
const bulk = async (state, body) => {
  const rows = (await allRows(as.congress, 'delegate', { body_kind: 'conference', state })).map(({ id, ver }) => ({ id, ver }))
  const done = ok(await as.congress.post('/api/rows/delegate/bulk', { rows, ...body }))
  return [rows.length, done]
}
const take = (step, more = {}, who = as.congress) => who.post(`/api/delegates/steps/${step}`, { ...at, on: '2021-07-01', ...more })
const now = async () => (await get('steps')).steps.map((s) => s.state)
const { check, runImport } = importing(() => as)

before(async () => {
  server = await serve(demoSite('conference'))
  as = await signInAll(server, ['congress', 'leader', 'inspector', 'office'])
})
after(cleanUp)

describe('the demo', () => {
  test('law 2.2: its members came out of sectors with seats, decided on before they were called', async () => {
    const { steps } = await get('steps')
    assert.deepEqual(steps.map((s) => [s.step, s.state]), ['allot', 'nominate', 'consult', 'consider', 'decide'].map((s) => [s, 'done']))
    assert.ok(steps.every((s, i) => !i || s.done_on > steps[i - 1].done_on), 'in their order')
    assert.deepEqual([steps[4].committee, steps[4].approve, steps[0].committee], [27, 26, undefined])
    const { units, total, targets } = await get('structure')
    assert.deepEqual([total, units.every((u) => u.decided === u.quota), units.reduce((n, u) => n + u.decided, 0)], [180, true, 180])
    assert.deepEqual(targets.map((t) => [t.kind, t.met]).sort(), [['non_party', true], ['women', true]])
    const k = await get('credentials')
    assert.deepEqual([k.seats, k.qualified, k.vacancies, k.complete, k.at], [180, 180, 0, true, steps[4].done_on])
    const rows = await allRows(as.congress, 'delegate', { body_kind: 'conference' })
    assert.equal(k.structure.non_party, rows.filter((r) => !['01', '02'].includes(r.political)).length)
    const [congress] = ok(await as.congress.get('/api/congresses', { region: COUNTY })).congresses.filter((c) => c.kind === 'conference')
    const called = await allRows(as.congress, 'attendee', { congress: congress.id })
    assert.deepEqual([...new Set(called.map((a) => a.source))], ['delegates'])
    assert.deepEqual(called.map((a) => a.delegate.id).sort(), rows.map((r) => r.id).sort())
    assert.ok(steps[4].done_on < congress.opens_on)
  })
})

describe('bodies do not mix', () => {
  before(async () => {
    sectors = await allRows(as.congress, 'electoral_unit', { body_kind: 'conference' })
  })

  test('law 2.2: the acts of delegates are refused for members of the conference and the other way round, at every door, in three languages', async () => {
    const { id } = ok(await post('delegate', member('欧阳政协')), 201)
    const delegate = ok(await post('delegate', { name: '欧阳党代', level: 'county', kind: 'leader', sex: '1' }), 201).id
    assert.match(refused(await doAct(id, 'review'), 422, 'sectors.state'), /已考察审查.*党代表.*协商.*常委会/)
    assert.match(refused(await doAct(delegate, 'consult', { fields: { consult_note: '同意', electoral_unit: sectors[0].id } }), 422, 'delegates.state'), /已协商.*政协委员/)
    const { ver } = await row('delegate', id)
    for (const [language, word] of [['zh-Hans', '政协委员不办理'], ['zh-Hant', '政協委員不辦理'], ['en', 'not to members of the conference']])
      assert.match(refused(await as.congress.post(`/api/rows/delegate/${id}/acts/review`, { ver }, { headers: { 'Accept-Language': language } }), 422, 'sectors.state'), new RegExp(word))
    // a form, and a state that is named
    for (const state of ['reviewed', 'elected', 'qualified']) assert.match((await post('delegate', member('欧阳甲'), { state })).text, /sectors\.state/, state)
    for (const state of ['consulted', 'considered'])
      assert.match((await post('delegate', { name: '欧阳乙', level: 'county', kind: 'leader', sex: '1', consult_note: '同意' }, { state })).text, /delegates\.state/, state)
    assert.match((await post('delegate', member('欧阳丙', { consult_note: '同意' }), { state: 'member' })).text, /state\.kept/, 'the standing committee alone makes members')
    // in bulk: nothing of it
    const both = await as.congress.post('/api/rows/delegate/bulk', { rows: [{ id, ver }], act: 'review' })
    assert.match(both.text, /sectors\.state/)
    assert.equal((await row('delegate', id)).state, 'proposed')
    // from a file
    const file = await check(makeCsv([['姓名', '层级', '代表类别', '性别', '政治面貌', '状态'], ['柳成荫', '县级', '政协委员', '男', '群众', '资格有效']]), { who: as.congress, ledger: 'delegate', name: 'd.csv' })
    assert.deepEqual([file.bad, file.errors[0].code], [1, 'sectors.state'], JSON.stringify(file.errors))
    // a body is not changed under a name that has gone its way
    ok(await doAct(delegate, 'review'))
    const change = async (fields) => (await as.congress.post(`/api/rows/delegate/${delegate}`, { ver: (await row('delegate', delegate)).ver, fields })).text
    assert.match(await change({ body_kind: 'conference', political: '13' }), /sectors\.state/)
    // deputies of the people's congress are no members of the conference either
    assert.equal((await row('delegate', await qualifiedOf(as, { name: '欧阳人大', body_kind: 'congress' }))).state, 'qualified')
    for (const one of [id, delegate]) ok(await doAct(one, 'replace', { reason: '试验完毕' }))
  })

  test('law 2.2: a name stands in a unit of its own body, a sector elects nobody, a township has no conference', async () => {
    const [unit] = await allRows(as.congress, 'electoral_unit', { level: 'county', body_kind: 'party' })
    assert.match((await post('delegate', member('欧阳甲', { electoral_unit: unit.id }))).text, /delegates\.unit_body/)
    assert.match((await post('delegate', { name: '欧阳乙', level: 'county', kind: 'leader', sex: '1', electoral_unit: sectors[0].id })).text, /delegates\.unit_body/)
    assert.match((await post('delegate', { name: '欧阳乙', level: 'county', sex: '1' })).text, /cell\.required/, 'delegates have a category')
    refused(await doAct(sectors[0].id, 'elect', { fields: { elected: 3 } }, 'electoral_unit'), 422, 'sectors.no_election')
    refused(await as.congress.post(`/api/delegates/units/${sectors[0].id}/elect`, { poll: sectors[0].id }), 422, 'sectors.no_election')
    const change = async (fields) => (await as.congress.post(`/api/rows/electoral_unit/${sectors[0].id}`, { ver: (await row('electoral_unit', sectors[0].id)).ver, fields })).text
    assert.match(await change({ body_kind: 'party' }), /delegates\.unit_names/)
    const town = await as.congress.post('/api/rows/electoral_unit', { region: TOWN, fields: { title: '教育界', level: 'township', body_kind: 'conference', quota: 2 } })
    assert.match(town.text, /sectors\.no_township/)
    refused(await as.congress.get('/api/delegates/steps', { region: TOWN, level: 'township', body: 'conference' }), 400, 'sectors.no_township')
    refused(await as.congress.get('/api/delegates/steps', { ...party, body: 'government' }), 400, 'delegates.body')
  })

  test('law 2.2: members of the Party are proposed by the organisation department, others by the united front department', async () => {
    const by = async (political, proposed_by) => {
      const answer = await post('delegate', member(`欧阳${political}${proposed_by ?? ''}`, { political, ...(proposed_by ? { proposed_by } : {}) }))
      if (answer.status !== 201) return answer.text.match(/sectors\.\w+/)?.[0]
      const made = await row('delegate', answer.body.id)
      ok(await doAct(answer.body.id, 'replace', { reason: '试验完毕' }))
      return made.proposed_by
    }
    const got = []
    for (const args of [['01'], ['02'], ['13'], ['05'], ['01', 'united_front'], ['12', 'organisation'], ['12', 'united_front'], [undefined]]) got.push(await by(...args))
    assert.deepEqual(got, ['organisation', 'organisation', 'united_front', 'united_front', 'sectors.proposer', 'sectors.proposer', 'united_front', 'sectors.political'])
  })
})

describe('the way of the conference', () => {
  let before_, names
  before(async () => {
    before_ = { quotas: await get('quotas', party), structure: await get('structure', party), credentials: await get('credentials', party), steps: await get('steps', party) }
    await bulk('member', { act: 'lapse', reason: '届满' }) // the demo's
    for (const { id, ver } of await allRows(as.congress, 'delegate_step', { body_kind: 'conference' }))
      assert.equal((await as.congress.post(`/api/rows/delegate_step/${id}/remove`, { ver, reason: '新一届' })).status, 204)
    sectors = await allRows(as.congress, 'electoral_unit', { body_kind: 'conference' })
  })

  test('law 2.2: seats are dealt to sectors by hand, names proposed for each, and no step comes before its turn', async () => {
    assert.deepEqual(await now(), ['now', 'waiting', 'waiting', 'waiting', 'waiting'])
    refused(await take('review'), 404, 'row.none')
    refused(await take('nominate'), 422, 'delegates.order')
    const { units } = await get('quotas', { ...at, total: '40' })
    assert.deepEqual(units.map((u) => u.quota), units.map((u) => u.was), 'nothing is reckoned for sectors')
    const given = units.map(({ id, ver }, i) => ({ id, ver, quota: i ? 1 : 2 }))
    const total = units.length + 1
    refused(await as.congress.post('/api/delegates/quotas', { ...at, total: total + 1, minimum: 1, units: given }), 422, 'delegates.quota_sum')
    assert.deepEqual(ok(await as.congress.post('/api/delegates/quotas', { ...at, total, minimum: 1, units: given })), { done: units.length })
    const [step] = await allRows(as.congress, 'delegate_step', { body_kind: 'conference' })
    assert.deepEqual([(await row('delegate_step', step.id)).total, (await row('delegate_step', step.id)).method ?? null], [total, null])
    refused(await take('allot', {}, as.leader), 403, 'denied')
    ok(await take('allot'))
    assert.match(refused(await take('nominate'), 422, 'sectors.names'), new RegExp(`${units.length} 个界别`))

    // a list of members as the united front department sends it
    names = units.flatMap((u, i) => (i ? [[u.title, 1]] : [[u.title, 1], [u.title, 2]])).map(([title, n], i) => [nameOf(6000 + i), '县级', '政协委员', title, i % 3 ? '男' : '女', '1979-03', i % 4 ? '群众' : '中共党员', n])
    const head = ['姓名', '层级', '代表类别', '界别', '性别', '出生年月', '党派', '备注']
    const checked = await check(makeCsv([head, ...names]), { who: as.congress, ledger: 'delegate', name: 'd.csv' })
    assert.equal(checked.bad, 0, JSON.stringify(checked.errors))
    assert.equal((await runImport(checked.id, as.congress)).state, 'done')
    const rows = await allRows(as.congress, 'delegate', { body_kind: 'conference', state: 'proposed' })
    assert.equal(rows.length, total)
    for (const r of rows) assert.equal((await row('delegate', r.id)).proposed_by, r.political === '01' ? 'organisation' : 'united_front')
    const loose = ok(await post('delegate', member('欧阳无界', { electoral_unit: null })), 201).id
    refused(await take('nominate', { decision: '不分界别' }), 422, 'sectors.unsorted')
    ok(await doAct(loose, 'replace', { reason: '没有界别' }))
    ok(await take('nominate'))
    const s = await get('structure')
    assert.deepEqual([s.total, s.units.map((u) => [u.quota, u.proposed])], [total, units.map((_, i) => (i ? [1, 1] : [2, 2]))])
  })

  test('law 2.2: nobody unconsulted, nobody past the chairmen, and the standing committee decides by more than half of all its members', async () => {
    refused(await take('consult'), 422, 'sectors.unconsulted')
    const [first] = await allRows(as.congress, 'delegate', { body_kind: 'conference', state: 'proposed' })
    assert.match((await doAct(first.id, 'consult')).text, /consult_note/, 'with its result')
    const [many] = await bulk('proposed', { act: 'consult', fields: { consult_note: '与界别和所在单位协商，同意' } })
    assert.equal(many, names.length)
    assert.ok((await row('delegate', first.id)).consulted_on)
    ok(await take('consult'))
    refused(await take('consider', { decision: '略过' }), 422, 'sectors.unconsidered')
    await bulk('consulted', { act: 'consider' })
    ok(await take('consider'))
    refused(await doAct(first.id, 'decide'), 422, 'act.kept')
    const votes = (committee, approve, more) => take('decide', { committee, approve, ...more })
    refused(await votes(0, 0), 422, 'sectors.votes')
    refused(await votes(27, 28), 422, 'sectors.votes')
    assert.match(refused(await votes(26, 13), 422, 'sectors.not_passed'), /13.*26.*14/)
    refused(await votes(27, 13), 422, 'sectors.not_passed')
    assert.equal((await row('delegate', first.id)).state, 'considered', 'nothing was decided')
    // one more than the sector's seats
    const extra = ok(await post('delegate', member('欧阳多一', { electoral_unit: first.electoral_unit.id, consult_note: '同意' }), { state: 'considered' }), 201).id
    refused(await votes(27, 20, { decision: '照单通过' }), 422, 'sectors.over')
    ok(await doAct(extra, 'replace', { reason: '超过名额' }))
    // one fewer: by decision on record
    ok(await doAct(first.id, 'replace', { reason: '本人请辞' }))
    refused(await votes(27, 14), 422, 'sectors.short')
    const { steps } = ok(await votes(27, 14, { on: '2021-07-15', decision: '县政协十二届常委会第二十五次会议，预留一名' }))
    assert.deepEqual([steps[4].state, steps[4].done_on, steps[4].committee, steps[4].approve], ['done', '2021-07-15', 27, 14])
    const rows = await allRows(as.congress, 'delegate', { body_kind: 'conference', state: 'member' })
    assert.equal(rows.length, names.length - 1)
    const one = await row('delegate', rows[0].id)
    assert.equal(one.decided_on, '2021-07-15')
    const held = await as.congress.post(`/api/rows/delegate/${one.id}`, { ver: one.ver, fields: { name: '换人' } })
    assert.match(held.text, /held\.kept/)
    const k = await get('credentials')
    assert.deepEqual([k.seats, k.qualified, k.vacancies, k.complete], [names.length, names.length - 1, 1, true])
  })

  test('a member lapses without a by-election, and who comes later wants another decision', async () => {
    const [one] = await allRows(as.congress, 'delegate', { body_kind: 'conference', state: 'member' })
    const lapse = (by_election) => as.congress.post('/api/delegates/vacancy', { delegate: one.id, ver: one.ver, reason: '调离本县', by_election })
    refused(await lapse(true), 422, 'sectors.no_by_election')
    ok(await lapse(false))
    ok(await post('delegate', member('欧阳增补', { electoral_unit: one.electoral_unit.id, consult_note: '同意' }), { state: 'considered' }), 201)
    assert.equal((await now())[4], 'now', 'the list has changed')
    ok(await take('decide', { on: '2021-11-01', committee: 27, approve: 25, decision: '增补一名，预留一名' }))
    assert.equal((await now())[4], 'done')
    const [added] = await allRows(as.congress, 'delegate', { body_kind: 'conference', state: 'member', name: '欧阳增补' })
    assert.equal((await row('delegate', added.id)).decided_on, '2021-11-01')
    refused(await take('decide', { on: '2021-11-02', committee: 27, approve: 25 }), 422, 'delegates.done')
  })

  test('law 2.2: each body is called by itself, and counted by itself', async () => {
    const after_ = { quotas: await get('quotas', party), structure: await get('structure', party), credentials: await get('credentials', party), steps: await get('steps', party) }
    assert.deepEqual(after_, before_, "the Party's numbers never moved")
    await qualifiedOf(as, { name: '欧阳人大', body_kind: 'congress', birth: '1980-01' })
    await qualifiedOf(as, { name: '欧阳党代', birth: '1980-01' })
    assert.notDeepEqual(await get('structure', party), before_.structure)
    const called = async (kind, rules) => {
      const { id } = ok(await post('congress', { title: `各归各的${kind}`, kind, level: 'county', rules, term: kind === 'conference' ? 13 : 14, session: 9 }), 201)
      ok(await as.congress.post(`/api/congresses/${id}/roster`, { from: 'delegates' }))
      return allRows(as.congress, 'attendee', { congress: id })
    }
    const ours = (rows) => [...new Set(rows.filter((a) => ['欧阳人大', '欧阳党代', '欧阳增补'].includes(a.name)).map((a) => `${a.name} ${a.kind}`))]
    assert.deepEqual(ours(await called('party', 'county-party-2020')), ['欧阳党代 delegate'])
    assert.deepEqual(ours(await called('people', 'organic-2022')), ['欧阳人大 deputy'])
    const conference = await called('conference', 'cppcc')
    assert.deepEqual([conference.length, ours(conference)], [names.length - 1, ['欧阳增补 conference']])
  })
})
