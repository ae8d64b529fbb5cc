// Whoever may not unseal a number learns by nothing that it stands elsewhere; whoever may finds what stands twice.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { districtOf, nameOf, ok, pollOf, refused, SECOND } from './congress.mjs'
import { importing } from './importing.mjs'
import { allRows, cleanUp, COUNTY, demoSite, serve, signIn, signInAll, TOWN } from './server.mjs'

let server, as, count = 0
const { check } = importing(() => as)
before(async () => {
  server = await serve(demoSite('sealed'))
  as = await signInAll(server, ['congress', 'office', 'cadre', 'leader', 'system', 'security', 'audit', 'teller1', 'teller2', 'scrutineer'])
})
after(cleanUp)

const digits = (base) => {
  const w = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  return base + '10X98765432'[[...base].reduce((n, d, i) => n + Number(d) * w[i], 0) % 11]
}
const male = (birth, order) => digits(`990124${birth.replaceAll('-', '')}${String(order).padStart(3, '0')}`)
const add = (who, ledger, fields, region = COUNTY) => as[who].post(`/api/rows/${ledger}`, { region, fields })
/** One cell is refused, for this reason. */
const wrong = (answer, code) => {
  assert.equal(answer.status, 400, answer.text)
  assert.deepEqual(answer.body.error.fields.map((f) => f.code), [code])
}
/** What a refusal or a row says, without what is drawn anew each time. */
const shape = (answer) => JSON.stringify([answer.status, answer.body.error?.fields ?? Object.keys(answer.body)])
/** A section of one town alone, that opens the numbers of its own people. */
const ofTown = async (role) => {
  const name = `town_${role}`, fresh = 'Xin-mima-2026'
  const made = ok(await as.system.post('/api/accounts', { name, title: '镇上', no_person: '测试用' }), 201)
  const first = await signIn(server, name, made.password)
  assert.equal((await first.post('/api/account/password', { old: made.password, new: fresh })).status, 204)
  assert.equal((await as.security.post(`/api/accounts/${made.id}/grants`, { grants: [{ role, region: TOWN }] })).status, 204)
  as[name] = await signIn(server, name, fresh)
}

describe('an office that registers voters but may not unseal', () => {
  const BIRTH = '1980-03-04'
  const NUMBER = male(BIRTH, 437)
  let congress, district, other, known
  const voter = (more) => ({ district, card_number: `S${++count}`, sex: '1', birth: BIRTH, ...more })

  before(async () => {
    congress = ok(await add('congress', 'congress', { title: '密封选举', kind: 'district', level: 'county', rules: 'people-direct-2020' }), 201).id
    district = await districtOf(as, congress, 29, { title: '密封选区', place: 71 })
    const beside = ok(await add('congress', 'congress', { title: '密封另选', kind: 'district', level: 'county', rules: 'people-direct-2020' }), 201).id
    other = await districtOf(as, beside, 5, { title: '密封另区', place: 72 })
    known = ok(await add('congress', 'voter', voter({ name: '知名选民', id_number: NUMBER })), 201).id
  })

  test('has no lookup, filter, count, sort, figure, search hit or export by the number', async () => {
    for (const pairs of [{ id_number: NUMBER }, { id_number: male(BIRTH, 439) }, { 'id_number.empty': '0' }, { 'id_number.empty': '1' }, { 'id_number.shared': '1' }])
      for (const path of ['/api/rows/voter', '/api/rows/voter/count', '/api/rows/voter/export', '/api/figures/by']) {
        const own = { ...pairs, ...(path.endsWith('by') ? { ledger: 'voter', by: 'sex' } : {}), ...(path.endsWith('export') ? { format: 'csv' } : {}) }
        refused(await as.office.get(path, own), 403, 'list.masked')
        assert.equal((await as.congress.get(path, own)).status, 200, `${path}: who may unseal`)
      }
    for (const pairs of [{ sort: 'id_number' }, { 'id_number.has': NUMBER }, { 'id_number.from': NUMBER }, { 'name.shared': '1' }])
      assert.equal((await as.office.get('/api/rows/voter', pairs)).status, 400, JSON.stringify(pairs))
    assert.equal((await as.office.get('/api/search', { q: NUMBER })).body.hits.length, 0)
    assert.equal((await as.office.get('/api/rows/voter', { q: NUMBER })).body.rows.length, 0)
  })

  test('is answered alike whether a number that he guesses stands elsewhere or not: a new voter, a change, an import', async () => {
    const [right, free] = [NUMBER, male(BIRTH, 441)]
    const same = async (make) => assert.equal(shape(await make(right)), shape(await make(free)))
    // of a voter whose name and birth he knows: refused for them, whatever the number
    await same((id_number) => add('office', 'voter', voter({ name: '知名选民', id_number })))
    wrong(await add('office', 'voter', voter({ name: '知名选民', id_number: free })), 'voter.alike')
    // under another name: let in, both
    await same((id_number) => add('office', 'voter', voter({ name: nameOf(500 + ++count), id_number })))
    await same((id_number) => add('office', 'voter', voter({ name: nameOf(500 + ++count), id_number, district: other })))
    const own = ok(await add('office', 'voter', voter({ name: '办公室登记' })), 201)
    let { ver } = own
    const change = async (fields) => {
      const done = await as.office.post(`/api/rows/voter/${own.id}`, { ver, fields })
      ver = done.body.ver ?? ver
      return done
    }
    await same((id_number) => change({ id_number }))
    const row = ok(await as.office.get(`/api/rows/voter/${known}`))
    const over = (id_number, at) => as.office.post(`/api/rows/voter/${known}`, { ver: at, fields: { id_number } })
    const first = await over(right, row.ver)
    assert.equal(shape(first), shape(await over(free, first.body.ver)), 'written over the number itself')
    const sheet = (id_number) => Buffer.from(`姓名,选区,选民证号,性别,出生日期,身份证号\n${nameOf(900 + ++count)},密封选区,S${++count},男,${BIRTH},${id_number}\n`)
    const seen = []
    for (const id_number of [right, free]) {
      const { state, errors, total, added } = await check(sheet(id_number), { ledger: 'voter', name: 'a.csv' })
      seen.push(JSON.stringify({ state, errors, total, added }))
    }
    assert.equal(seen[0], seen[1])
    assert.match(seen[0], /"errors":\[\]/)
  })

  test('nothing is lost: who may unseal lists what stands twice, and the poll is not frozen before it is settled', async () => {
    const twice = ok(await as.congress.get('/api/rows/voter', { 'id_number.shared': '1', district, limit: '200' })).rows
    assert.ok(twice.some((r) => r.id === known) && twice.length >= 3, JSON.stringify(twice.map((r) => r.name)))
    assert.ok(twice.every((r) => r.birth === BIRTH), 'voters of other numbers are not among them')
    wrong(await add('congress', 'voter', voter({ name: '秘书处登记', id_number: NUMBER })), 'voter.twice')
    const officers = []
    for (const [duty, i] of [['chief_scrutineer', 0], ['scrutineer', 1], ['chief_teller', 2], ['teller', 3]])
      officers.push({ duty, attendee: ok(await add('congress', 'attendee', { congress, name: nameOf(4000 + i), kind: 'staff', votes: false }), 201).id })
    ok(await as.congress.post(`/api/congresses/${congress}/officers`, { officers }))
    const list = ok(await as.congress.get(`/api/congresses/${congress}`)).officers
    ok(await as.congress.post(`/api/congresses/${congress}/officers/pass`, { ids: list.map((o) => o.id), approve: 20, oppose: 0, abstain: 0, by: '举手' }))
    const poll = await pollOf(as, { congress }, { title: '密封选票', way: 'paper', election: { title: '人大代表', office: 'deputy_direct', seats: 2,
      rules: 'people-direct-2020', candidates: ['王文', '李武', '张建'].map((name) => ({ name })) } })
    const registered = async () => (await allRows(as.congress, 'voter', { region: COUNTY })).filter((r) => r.district.id === district && r.state === 'registered').length
    const freeze = async () => as.congress.post(`/api/polls/${poll.id}/freeze`, { attendance: { due: await registered(), present: 20 }, second: SECOND })
    assert.match(refused(await freeze(), 422, 'poll.voter_twice'), /重复/)
    for (let round = 0; round < 2; round++)
      for (const { id } of ok(await as.congress.get('/api/rows/voter', { 'id_number.shared': '1', state: 'registered', limit: '200', region: COUNTY })).rows) {
        if (id === known) continue
        const { ver, birth } = ok(await as.congress.get(`/api/rows/voter/${id}`))
        if (birth === BIRTH) ok(await as.congress.post(`/api/rows/voter/${id}/acts/remove`, { ver, reason: '重复登记' }))
      }
    // more numbers than a page stand in the register of another day's election, too: whoever is doubled comes behind them
    const elsewhere = ok(await add('congress', 'congress', { title: '密封后选', kind: 'district', level: 'county', rules: 'people-direct-2020' }), 201).id
    const later = await districtOf(as, elsewhere, 0, { title: '密封后区', place: 73, election_day: '2021-11-09' })
    for (let i = 0; i < 101; i++)
      for (const at of [district, later]) ok(await add('congress', 'voter', voter({ name: nameOf(1000 + i), id_number: male(BIRTH, 2 * i + 1), district: at })), 201)
    const last = male(BIRTH, 601)
    ok(await add('congress', 'voter', voter({ name: '末位选民', id_number: last })), 201)
    const twin = ok(await add('office', 'voter', voter({ name: '另名选民', id_number: last, district: other })), 201)
    assert.match(refused(await freeze(), 422, 'poll.voter_twice'), /末位选民/)
    ok(await as.congress.post(`/api/rows/voter/${twin.id}/acts/remove`, { ver: twin.ver, reason: '重复登记' }))
    ok(await freeze())
    assert.equal(ok(await as.congress.get(`/api/polls/${poll.id}`)).state, 'frozen')
  })
})

describe('a section of one town, and a person of another', () => {
  const BIRTH = '1979-05-06'
  const NUMBER = male(BIRTH, 613)
  let elsewhere
  const person = (name, id_number) => ({ name, sex: '1', birth: BIRTH, id_number })

  before(async () => {
    await ofTown('cadre')
    elsewhere = ok(await add('cadre', 'person', person('别处干部', NUMBER)), 201).id
  })

  test('is let in with the number, and told nothing; the county, which opens both, is told and lists both', async () => {
    const right = await add('town_cadre', 'person', person('镇上干部', NUMBER), TOWN)
    const free = await add('town_cadre', 'person', person('镇上干部二', male(BIRTH, 615)), TOWN)
    assert.equal(shape(right), shape(free))
    assert.equal(right.status, 201, right.text)
    refused(await as.town_cadre.get('/api/rows/person', { id_number: NUMBER, region: COUNTY }), 403, 'denied')
    const shared = ok(await as.town_cadre.get('/api/rows/person', { 'id_number.shared': '1' })).rows
    assert.ok(!shared.some((r) => r.id === right.body.id), 'of rows elsewhere nothing is said')
    const both = ok(await as.cadre.get('/api/rows/person', { 'id_number.shared': '1' })).rows.map((r) => r.id)
    assert.deepEqual([elsewhere, right.body.id].every((id) => both.includes(id)), true)
    wrong(await add('cadre', 'person', person('县里干部', NUMBER)), 'cell.taken')
    wrong(await add('town_cadre', 'person', person('镇上干部三', NUMBER), TOWN), 'cell.taken')
  })

  test('a removed row that comes back is asked, too', async () => {
    const gone = ok(await add('cadre', 'person', person('移除干部', male(BIRTH, 617))), 201)
    assert.equal((await as.cadre.post(`/api/rows/person/${gone.id}/remove`, { ver: gone.ver, reason: '登记错误' })).status, 204)
    ok(await add('cadre', 'person', person('后来干部', male(BIRTH, 617))), 201)
    const back = await as.cadre.post(`/api/rows/person/${gone.id}/restore`, {})
    wrong(back, 'cell.taken')
  })
})

test('numbers of the demo do not run on: nobody counts from one to the next', async () => {
  const orders = new Set()
  for (const row of (await allRows(as.cadre, 'person')).slice(0, 60)) {
    const opened = await as.cadre.post(`/api/rows/person/${row.id}/unseal`, { field: 'id_number', purpose: '核对档案' })
    if (opened.body?.value) orders.add(opened.body.value.slice(14, 17))
  }
  assert.ok(orders.size > 40, `${orders.size} different orders`)
})
