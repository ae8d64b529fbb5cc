// Delegates: quotas, composition, steps, the election of a unit, credentials and vacancies.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { accept, act, actOn, enterGroup, hallOf, marks, ok, pollElsewhere as pollOf, refused, signBoth, unitOf } from './congress.mjs'
import { allRows, cleanUp, COUNTY, demoSite, serve, signInAll, TOWN } from './server.mjs'

let server, as
const at = { region: COUNTY, level: 'county' }
const get = async (what, where = at) => ok(await as.congress.get(`/api/delegates/${what}`, where))
const add = async (ledger, fields, region = COUNTY) =>
  ok(await as.congress.post(`/api/rows/${ledger}`, { region, fields }), 201)
const doAct = async (ledger, id, what, body = {}) => {
  const { ver } = ok(await as.congress.get(`/api/rows/${ledger}/${id}`))
  return ok(await as.congress.post(`/api/rows/${ledger}/${id}/acts/${what}`, { ver, ...body }))
}

before(async () => {
  server = await serve(demoSite('delegates'))
  as = await signInAll(server, ['congress', 'office', 'leader', 'discipline', 'inspector', 'town1', 'teller1', 'teller2', 'scrutineer'])
})
after(cleanUp)

describe('quotas', () => {
  test('what stands, and what each method reckons: sums exact, the share shown', async () => {
    const now = await get('quotas')
    assert.deepEqual([now.units.length, now.total, now.given], [18, 248, 248])
    const members = now.units.reduce((n, u) => n + u.members, 0)
    for (const method of ['largest_remainder', 'highest_average', 'sainte_lague']) {
      const q = await get('quotas', { ...at, total: '240', method })
      assert.deepEqual([q.method, q.given, q.units.reduce((n, u) => n + u.quota, 0)], [method, 240, 240])
      for (const u of q.units) {
        const exact = (240 * u.members) / members
        assert.ok(Math.abs(Number(u.exact) - exact) <= 0.005 + 1e-9, `${u.title}: ${u.exact}, ${exact}`)
        assert.match(u.exact, /^\d+\.\d\d$/)
        if (method === 'largest_remainder') assert.ok(Math.abs(u.quota - exact) < 1, `${u.title}: ${u.quota}, ${exact}`)
      }
      assert.ok(q.note.length > 20)
    }
    const both = await get('quotas', { ...at, total: '240', by: 'both', minimum: '12' })
    assert.ok(both.units.every((u) => u.quota >= 12) && both.given === 240)
    assert.match(refused(await as.congress.get('/api/delegates/quotas', { ...at, total: '20', minimum: '2' }), 422, 'apportion.minimum'), /36.*20/)
    refused(await as.congress.get('/api/delegates/quotas', { ...at, total: '9', method: 'lot' }), 400, 'delegates.method')
    refused(await as.congress.get('/api/delegates/quotas', { region: COUNTY, level: 'world' }), 400, 'delegates.level')
  })

  test('they are fixed as a whole: every unit once, the sum is the total, nobody overtaken', async () => {
    const { units } = await get('quotas', { ...at, total: '248', method: 'highest_average' })
    const given = units.map(({ id, ver, quota }) => ({ id, ver, quota }))
    const body = { ...at, total: 248, method: 'highest_average', by: 'members', minimum: 1, units: given }
    const post = (who, change) => who.post('/api/delegates/quotas', { ...body, ...change })
    refused(await post(as.leader), 403, 'denied')
    assert.match(refused(await post(as.congress, { total: 250 }), 422, 'delegates.quota_sum'), /248.*250/)
    refused(await post(as.congress, { units: given.slice(1) }), 422, 'delegates.quota_units')
    refused(await post(as.congress, { units: [...given.slice(1), given[1]] }), 422, 'delegates.quota_units')
    refused(await post(as.congress, { minimum: 12, units: given.map((u, i) => (i ? u : { ...u, quota: 3 })) }), 422, 'delegates.quota_minimum')
    refused(await post(as.congress, { units: given.map((u) => ({ ...u, ver: 99 })) }), 409, 'row.changed')
    refused(await post(as.congress, { region: COUNTY, level: 'township' }), 422, 'delegates.level_region')
    const old = await allRows(as.congress, 'electoral_unit', { level: 'county', body_kind: 'party' })
    assert.deepEqual(ok(await post(as.congress)), { done: 18 })
    const now = await get('quotas')
    assert.deepEqual([now.method, now.total, now.given], ['highest_average', 248, 248])
    assert.deepEqual(now.units.map((u) => u.quota), units.map((u) => u.quota))
    // back to what it was: the roster of the demo fills those quotas
    const back = now.units.map(({ id, ver }) => ({ id, ver, quota: old.find((u) => u.id === id).quota }))
    ok(await post(as.congress, { units: back, method: 'largest_remainder' }))
  })
})

describe('composition', () => {
  test('targets are met or not by the rows as they stand', async () => {
    const target = async (fields) => (await add('structure_target', { level: 'county', ...fields })).id
    const women = (await get('structure')).targets.find((t) => t.kind === 'women').id
    const farmers = await target({ title: '农民不超过五人', kind: 'farmer', sense: 'at_most', number: 5, percent: false, source: '测试' })
    const rows = (await allRows(as.congress, 'delegate', { level: 'county', body_kind: 'party' })).filter((r) => r.state === 'qualified')
    const s = await get('structure')
    assert.equal(s.total, 248)
    const find = (id) => s.targets.find((t) => t.id === id)
    const count = (is) => rows.filter(is).length
    assert.deepEqual([find(women).wanted, find(women).wanted_count, find(women).of], ['≥ 25%', 62, 248])
    assert.equal(find(women).got, count((r) => r.sex === '2'))
    assert.equal(find(women).met, find(women).got >= 62)
    assert.deepEqual([find(farmers).wanted, find(farmers).wanted_count, find(farmers).got, find(farmers).met],
      ['≤ 5', 5, count((r) => r.kind === 'farmer'), false])
    assert.deepEqual(s.units.map((u) => u.qualified), s.units.map((u) => rows.filter((r) => r.electoral_unit.id === u.id).length))
    assert.deepEqual(s.units.map((u) => u.women), s.units.map((u) => rows.filter((r) => r.electoral_unit.id === u.id && r.sex === '2').length))
    assert.deepEqual(s.units.map((u) => u.frontline),
      s.units.map((u) => rows.filter((r) => r.electoral_unit.id === u.id && ['worker', 'farmer', 'professional', 'frontline'].includes(r.kind)).length))
  })

  test('a target of a unit names what is missing; a share above 100 or a unit of another level is refused', async () => {
    const { units } = await get('structure')
    const unit = units[0]
    const more = unit.women + 3
    await add('structure_target', { level: 'county', title: '本单位妇女', kind: 'women', sense: 'at_least', number: more, percent: false, electoral_unit: unit.id })
    const now = (await get('structure')).units[0]
    assert.ok(now.missing.some((m) => /妇女.*3/.test(m)), now.missing.join())
    const wrong = (fields) => as.congress.post('/api/rows/structure_target', {
      region: COUNTY, fields: { level: 'county', title: '错', kind: 'ethnic', sense: 'at_least', number: 5, percent: true, ...fields } })
    assert.match((await wrong({ number: 101 })).text, /delegates\.percent/)
    const [town] = await allRows(as.congress, 'electoral_unit', { level: 'township', region: TOWN })
    assert.match((await wrong({ electoral_unit: town.id })).text, /delegates\.unit_level/)
  })
})

describe('steps', () => {
  const town = { region: TOWN, level: 'township' }
  const take = (step, more = {}) => as.congress.post(`/api/delegates/steps/${step}`, { ...town, on: '2021-05-01', ...more })

  test('in order, by their gates, and past a gate only by a recorded decision', async () => {
    for (const { id, ver } of await allRows(as.congress, 'delegate_step', { region: TOWN })) // the demo has taken them
      assert.equal((await as.congress.post(`/api/rows/delegate_step/${id}/remove`, { ver, reason: '重新登记' })).status, 204)
    const { steps } = await get('steps', town)
    assert.deepEqual(steps.map((s) => [s.step, s.state]),
      [['allot', 'now'], ['nominate', 'waiting'], ['review', 'waiting'], ['elect', 'waiting'], ['credentials', 'waiting']])
    refused(await take('nominate'), 422, 'delegates.order')
    refused(await take('allot', { on: '2199-01-01' }), 422, 'delegates.future')
    refused(await take('allot', { region: COUNTY }), 422, 'delegates.level_region')
    refused(await as.town1.post('/api/delegates/steps/allot', { region: COUNTY, level: 'county', on: '2021-05-01' }), 403, 'denied')
    const after = ok(await take('allot')).steps
    assert.deepEqual([after[0].state, after[0].done_on, after[1].state], ['done', '2021-05-01', 'now'])
    refused(await take('allot'), 422, 'delegates.done')
    // law 2.2: a child is no delegate, nominee or candidate
    const minor = await as.congress.post('/api/rows/delegate', { region: TOWN, fields: { name: '小朋友', level: 'township', kind: 'farmer', sex: '1', birth: '2015-03' } })
    assert.match(minor.text, /person\.minor.*选举法第四条/)
    ok(await take('nominate'))
    ok(await take('review'))

    // one seat falls vacant before the election is recorded: it may stay so only by decision
    const [delegate] = await allRows(as.congress, 'delegate', { ...town, state: 'qualified' })
    ok(await as.congress.post('/api/delegates/vacancy', { delegate: delegate.id, ver: delegate.ver, reason: '调离本地' }))
    assert.match(refused(await take('elect'), 422, 'delegates.elected'), /\d+.*\d+/)
    const passed = ok(await take('elect', { decision: '镇党委会决定保留缺额一名' })).steps
    assert.equal(passed[3].state, 'done')
    const [row] = await allRows(as.congress, 'delegate_step', { region: TOWN, step: 'elect' })
    assert.equal(ok(await as.congress.get(`/api/rows/delegate_step/${row.id}`)).decision, '镇党委会决定保留缺额一名')

    // a name not yet checked holds the credentials back, decision or not
    const { ver } = ok(await as.congress.get(`/api/rows/delegate/${delegate.id}`))
    const { voters } = ok(await as.congress.get(`/api/rows/electoral_unit/${delegate.electoral_unit.id}`))
    const other = await add('delegate', { name: '补选人', level: 'township', electoral_unit: delegate.electoral_unit.id, kind: 'farmer', sex: '1', birth: '1985-03', votes_for: voters }, TOWN)
    await doAct('delegate', other.id, 'review')
    await doAct('delegate', other.id, 'elect')
    refused(await take('credentials', { decision: '不等了' }), 422, 'delegates.unchecked')
    refused(await actOn(as.congress, 'delegate', other.id, 'qualify'), 422, 'delegates.same_hand')
    ok(await actOn(as.office, 'delegate', other.id, 'qualify'))
    const done = ok(await take('credentials')).steps
    assert.ok(done.every((s) => s.state === 'done' && s.gate.ok))
    assert.ok(ver > delegate.ver)
  })

  test('what a feature keeps is not written by the row routes', async () => {
    const answer = await as.congress.post('/api/rows/delegate_step', { region: TOWN, fields: { title: '假', level: 'county', step: 'allot', done_on: '2021-05-01' } })
    assert.equal(answer.status, 400)
    assert.match(answer.text, /cell\.kept/)
  })
})

describe('election in a unit', () => {
  let unit, vacancy, hall
  const roster = async (state) => allRows(as.congress, 'delegate', { level: 'county', electoral_unit: unit.id, ...(state ? { state } : {}) })
  const elect = (poll, id = unit.id) => as.congress.post(`/api/delegates/units/${id}/elect`, { poll })

  before(async () => {
    ;[unit] = await allRows(as.congress, 'electoral_unit', { level: 'county', body_kind: 'party' })
    ;[vacancy] = await roster('qualified')
    hall = await hallOf(as, 12, 10)
  })

  /** A poll of delegates on paper: A gets eight of ten, B two. */
  const vote = async (names, more = {}) => {
    const poll = await pollOf(as, hall, { title: '代表选票', ...more, election: {
      title: '代表', office: 'delegate', seats: 1, candidates: names.map((name) => ({ name })), ...more.election } })
    await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
    await act(as.congress, poll, 'issue', { printed: 12, issued: 10, unused: 2, cut: 2, returned: 10 })
    await act(as.congress, poll, 'open')
    await act(as.congress, poll, 'close')
    const first = poll.elections[0].candidates[0].name === names[0] ? ['YN', 'NY'] : ['NY', 'YN']
    await accept(as, await enterGroup(as, poll, marks(...Array(8).fill(first[0]), first[1], first[1])))
    return act(as.congress, poll, 'count')
  }

  test('a vacancy opens the by-election, and its signed poll fills the seat', async () => {
    const lapse = (more) => as.congress.post('/api/delegates/vacancy', { delegate: vacancy.id, ver: vacancy.ver, reason: '不再担任', by_election: true, ...more })
    refused(await lapse({ reason: '  ' }), 422, 'act.reason_needed')
    refused(await lapse({ ver: 77 }), 409, 'row.changed')
    ok(await lapse())
    refused(await lapse({ ver: 0 }), 422, 'delegates.not_qualified')
    assert.equal(ok(await as.congress.get(`/api/rows/electoral_unit/${unit.id}`)).state, 'nominating')
    assert.equal((await get('credentials')).vacancies, 1)

    for (const [i, name] of ['补选甲', '补选乙'].entries()) {
      const { id } = await add('delegate', { name, level: 'county', electoral_unit: unit.id, kind: 'worker', sex: String(i + 1), birth: '1984-05' })
      await doAct('delegate', id, 'review')
    }
    const poll = await vote(['补选甲', '补选乙'])
    refused(await elect(poll.id), 422, 'delegates.poll_unsigned')
    await signBoth(as, poll, hall)
    refused(await as.leader.post(`/api/delegates/units/${unit.id}/elect`, { poll: poll.id }), 403, 'denied')
    assert.deepEqual(ok(await elect(poll.id)), { done: 1 })
    assert.deepEqual(ok(await elect(poll.id)), { done: 0 }, 'taken over once')
    const [chosen] = await roster('elected')
    assert.deepEqual([chosen.name, chosen.votes_for, chosen.poll.id], ['补选甲', 8, poll.id])
    const row = ok(await as.congress.get(`/api/rows/electoral_unit/${unit.id}`))
    assert.deepEqual([row.state, row.elected, row.voters_due, row.voters], ['elected', unit.quota, 12, 10])
    const other = (await allRows(as.congress, 'electoral_unit', { level: 'county', body_kind: 'party' })).find((u) => u.id !== unit.id)
    refused(await elect(poll.id, other.id), 422, 'delegates.poll_taken')

    const open = await get('credentials')
    assert.deepEqual([open.seats, open.elected, open.qualified, open.vacancies, open.complete], [248, 248, 247, 0, false])
    refused(await actOn(as.congress, 'delegate', chosen.id, 'qualify'), 422, 'delegates.same_hand')
    ok(await actOn(as.office, 'delegate', chosen.id, 'qualify'))
    const closed = await get('credentials')
    assert.deepEqual([closed.qualified, closed.complete], [248, true])
    // ages at the day of the credentials, by the month rule
    const now = (await allRows(as.congress, 'delegate', { level: 'county', body_kind: 'party' })).filter((r) => r.state === 'qualified')
    const year = (r) => 2021 - Number(r.birth.slice(0, 4)) - (Number(r.birth.slice(5, 7)) > 7 ? 1 : 0)
    assert.deepEqual([closed.at, closed.mean_age], ['2021-07-28', (Math.round((now.reduce((n, r) => n + year(r), 0) * 10) / now.length) / 10).toFixed(1)])
    assert.equal(closed.structure.under45, now.filter((r) => year(r) <= 45).length)
  })

  test('who is on no roster, a full unit and another office are refused', async () => {
    const stranger = await vote(['路过人', '补选乙'], { cast: 2 })
    await signBoth(as, stranger, hall)
    refused(await elect(stranger.id), 422, 'delegates.elected_unknown')
    const full = await vote(['补选乙', '另一人'], { cast: 3 })
    await signBoth(as, full, hall)
    refused(await elect(full.id), 422, 'delegates.too_many')
    const other = await vote(['补选乙', '另一人'], { cast: 4, election: { office: 'committee', title: '委员' } })
    await signBoth(as, other, hall)
    refused(await elect(other.id), 422, 'delegates.poll_office')
  })

  test('an invalid credential is shown with its reason', async () => {
    const { id } = await add('delegate', { name: '资格无效人', level: 'county', electoral_unit: unit.id, kind: 'worker', sex: '1', birth: '1984-05', invalid_reason: '选举程序不符合规定' })
    await doAct('delegate', id, 'replace', { reason: '选举程序不符合规定' })
    const { invalid } = await get('credentials')
    assert.deepEqual(invalid, [{ id, name: '资格无效人', reason: '选举程序不符合规定' }])
    refused(await as.discipline.get('/api/delegates/credentials', at), 403, 'denied')
    assert.equal((await as.inspector.get('/api/delegates/structure', at)).status, 200)
  })
})

describe('whom a unit elected', () => {
  const born = (who, state, fields, region = TOWN) => who.post('/api/rows/delegate', { region, state, fields: { name: '镇里人', level: 'county', term: 14, sex: '1', kind: 'leader', birth: '1980-01', political: '01', ...fields } })

  test("a town's office brings names to the county's roster and decides nothing about them", async () => {
    for (const state of ['reviewed', 'elected', 'qualified']) refused(await born(as.town1, state, {}), 422, 'delegates.not_ours')
    const { id } = ok(await born(as.town1, 'proposed', {}), 201)
    for (const act of ['review', 'replace']) refused(await actOn(as.town1, 'delegate', id, act, { reason: '不宜' }), 422, 'delegates.not_ours')
    ok(await actOn(as.congress, 'delegate', id, 'review'))
    const unit = ok(await as.town1.post('/api/rows/electoral_unit', { region: TOWN, fields: { title: '镇直党支部', level: 'county', quota: 1, members: 10, full_members: 10, voters_due: 10, voters: 9, elected: 1 } }), 201)
    refused(await actOn(as.town1, 'electoral_unit', unit.id, 'nominate'), 422, 'delegates.not_ours')
    ok(await actOn(as.town1, 'delegate', ok(await born(as.town1, 'reviewed', { level: 'township', name: '镇代表' }), 201).id, 'replace', { reason: '试验完毕' }))
  })

  test('is elected by more than half of those who came, for a seat there is, and his credentials are confirmed by somebody else', async () => {
    const unit = await unitOf(as)
    const name = (votes_for, more = {}) => born(as.congress, 'elected', { electoral_unit: unit, votes_for, ...more }, COUNTY)
    refused(await born(as.congress, 'elected', { votes_for: 9 }, COUNTY), 422, 'delegates.no_unit')
    refused(await name(undefined), 422, 'delegates.no_votes')
    assert.match(refused(await name(5), 422, 'delegates.no_majority'), /5 票.*10 人/)
    refused(await name(11), 422, 'delegates.votes_beyond')
    const { id } = ok(await name(6), 201)
    refused(await name(9, { name: '第二人' }), 422, 'delegates.too_many')
    refused(await as.congress.post(`/api/rows/delegate/${id}`, { ver: 3, fields: { votes_for: 10 } }), 422, 'held.kept')
    refused(await actOn(as.congress, 'delegate', id, 'qualify'), 422, 'delegates.same_hand')
    ok(await actOn(as.office, 'delegate', id, 'qualify'))
  })

  test("a unit's numbers are parts of each other, and four fifths of its voters come", async () => {
    const put = (fields) => as.congress.post('/api/rows/electoral_unit', { region: COUNTY, fields: { title: '数目单位', level: 'county', quota: 2, members: 100, full_members: 95, voters_due: 95, voters: 80, elected: 2, ...fields } })
    for (const wrong of [{ full_members: 101 }, { voters_due: 96 }, { voters: 96 }]) assert.match((await put(wrong)).text, /delegates\.beyond/)
    const few = ok(await put({ voters: 75 }), 201)
    ok(await actOn(as.congress, 'electoral_unit', few.id, 'nominate'))
    assert.match(refused(await actOn(as.congress, 'electoral_unit', few.id, 'elect'), 422, 'delegates.unit_quorum'), /75 人.*95 人/)
    const { ver } = ok(await as.congress.get(`/api/rows/electoral_unit/${few.id}`))
    ok(await as.congress.post(`/api/rows/electoral_unit/${few.id}`, { ver, fields: { voters: 76, elected: 3 } }))
    refused(await actOn(as.congress, 'electoral_unit', few.id, 'elect'), 422, 'delegates.too_many')
    const again = ok(await as.congress.get(`/api/rows/electoral_unit/${few.id}`))
    ok(await as.congress.post(`/api/rows/electoral_unit/${few.id}`, { ver: again.ver, fields: { elected: 2 } }))
    ok(await actOn(as.congress, 'electoral_unit', few.id, 'elect'))
  })
})
