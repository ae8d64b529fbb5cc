// Who is due is who has a mandate: a roster that was taken from delegates stays theirs, and a people's congress counts all
// its deputies.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { actOn, evidenceFile, hallOf, heldIn, marks, ok, pollOf, recordDue, refused, SECOND } from './congress.mjs'
import { importing } from './importing.mjs'
import { allRows, cleanUp, COUNTY, demoSite, PASSWORD, serve, signInAll } from './server.mjs'
import { makeCsv } from './sheet.mjs'

let server, as
before(async () => {
  server = await serve(demoSite('called'))
  as = await signInAll(server, ['congress', 'office', 'leader', 'teller1', 'teller2', 'scrutineer'])
})
after(cleanUp)

const stepOf = async (id) => ok(await as.congress.get(`/api/congresses/${id}`)).steps.find((s) => s.step === 'roster')
const gateOf = async (poll) => ok(await as.congress.get(`/api/polls/${poll}`)).gates.find((g) => g.gate === 'roster')

describe('a roster taken from delegates', () => {
  let id, poll
  before(async () => {
    id = ok(await as.congress.get('/api/congresses', { region: COUNTY })).congresses.find((c) => c.state === 'preparing' && c.kind === 'party').id
    poll = await pollOf(as, { congress: id, asked: new Set() })
  })

  test('is whole; nobody is left out of it to lower the bar, nobody put beside it', async () => {
    assert.deepEqual([(await stepOf(id)).ok, (await gateOf(poll.id)).ok], [true, true])
    const roster = (await allRows(as.congress, 'attendee', { congress: id })).filter((a) => a.votes)
    const officers = new Set(ok(await as.congress.get(`/api/congresses/${id}`)).officers.map((o) => o.name))
    const gone = roster.filter((a) => !officers.has(a.name)).slice(0, 3)
    for (const { id: one, ver } of gone)
      assert.equal((await as.congress.post(`/api/rows/attendee/${one}/remove`, { ver, reason: '不来了' })).status, 204)
    ok(await as.congress.post('/api/rows/attendee', { region: COUNTY, fields: { congress: id, name: '外人甲', kind: 'delegate', delegation: '第一代表团' } }), 201)
    const step = await stepOf(id), gate = await gateOf(poll.id)
    assert.deepEqual([step.ok, gate.ok], [false, false])
    for (const { message } of [step, gate]) assert.match(message, /缺 3 名.*1 名/)
    ok(await as.congress.post(`/api/congresses/${id}/roster`, { from: 'delegates' }))
    assert.match((await stepOf(id)).message, /缺 0 名.*1 名/)
    const [stranger] = await allRows(as.congress, 'attendee', { congress: id, name: '外人甲' })
    assert.equal((await as.congress.post(`/api/rows/attendee/${stranger.id}/remove`, { ver: stranger.ver, reason: '不是代表' })).status, 204)
    assert.equal((await stepOf(id)).ok, true)
  })

  test('whose credentials ended is beside it, until two people end his vote', async () => {
    const [sitting] = ok(await as.congress.get(`/api/congresses/${id}`)).sittings
    ok(await as.congress.post(`/api/sittings/${sitting.id}/open`))
    const [delegate] = await allRows(as.congress, 'delegate', { level: 'county', body_kind: 'party', state: 'qualified' })
    ok(await actOn(as.congress, 'delegate', delegate.id, 'lapse', { reason: '调离' }))
    assert.match((await stepOf(id)).message, /缺 0 名.*1 名/)
    const attendee = (await allRows(as.congress, 'attendee', { congress: id, name: delegate.name })).find((a) => a.votes)
    ok(await as.congress.post(`/api/attendees/${attendee.id}/vote`, { votes: false, decision: '代表资格终止', second: SECOND }))
    assert.equal((await stepOf(id)).ok, true)
  })
})

describe('a roster that was typed', () => {
  const freeze = (at, poll) => as.congress.post(`/api/polls/${poll.id}/freeze`, { sitting: at.sitting })
  const typed = async (fields = {}, n = 6) => {
    const add = async (ledger, more) => ok(await as.congress.post(`/api/rows/${ledger}`, { region: COUNTY, fields: more }), 201).id
    typed.made = (typed.made ?? 0) + 1
    const congress = await add('congress', { title: `手工名册${typed.made}`, kind: 'party', level: 'county', rules: 'county-party-2020', term: 60 + typed.made, session: 1, approval_number: `手工〔2026〕${typed.made}号`, ...fields })
    const attendees = []
    for (let i = 0; i < n; i++) attendees.push(await add('attendee', { congress, name: `手工${'甲乙丙丁戊己庚'[i]}`, kind: 'delegate' }))
    return { congress, attendees, asked: new Set() }
  }

  test('stands beside the delegates that qualified: two people record how many are due, by a paper', async () => {
    const at = await typed({ term: 14, session: 3 })
    const poll = await pollOf(as, at)
    assert.match((await gateOf(poll.id)).message, /缺 24\d 名.*6 名/)
    assert.equal((await stepOf(at.congress)).ok, false)
    refused(await recordDue(as, at.congress, { second: undefined }), 422, 'second.needed')
    refused(await recordDue(as, at.congress, { second: { name: 'congress', password: PASSWORD } }), 422, 'second.self')
    refused(await recordDue(as, at.congress, { paper: ' 无 ' }), 422, 'roster.vote_why')
    assert.match(refused(await recordDue(as, at.congress, { due: 7 }), 422, 'roster.due_others'), /7 名.*6 名/)
    const row = ok(await recordDue(as, at.congress))
    assert.deepEqual([row.roster_due, row.roster_paper, Boolean(row.roster_by), Boolean(row.roster_seconded_by)], [6, '代表资格审查报告〔2026〕1号', true, true], 'for the page')
    assert.deepEqual([(await stepOf(at.congress)).ok, (await gateOf(poll.id)).ok], [true, true])
    // one more, and what they said is void
    ok(await as.congress.post('/api/rows/attendee', { region: COUNTY, fields: { congress: at.congress, name: '后来者', kind: 'delegate' } }), 201)
    const void_ = await gateOf(poll.id)
    assert.equal(void_.ok, false)
    assert.match(void_.message, /7 名.*6 名.*失效/)
    ok(await recordDue(as, at.congress))
    assert.equal((await gateOf(poll.id)).ok, true)
  })

  test('is of the people whom two recorded: one in the place of another voids it, with the number unchanged', async () => {
    const at = await typed()
    const poll = await pollOf(as, at)
    ok(await recordDue(as, at.congress))
    assert.equal((await gateOf(poll.id)).ok, true)
    const change = async (fields) => ok(await as.congress.post(`/api/rows/attendee/${at.attendees[0]}`, { ver: ok(await as.congress.get(`/api/rows/attendee/${at.attendees[0]}`)).ver, fields }))
    for (const fields of [{ name: '替身' }, { name: '手工甲', birth: '1970-01' }]) {
      await change(fields)
      const gate = await gateOf(poll.id)
      assert.equal(gate.ok, false)
      assert.match(gate.message, /审查报告〔2026〕1号.*有变动.*失效/)
    }
    await change({ birth: null, post: '某镇党委书记' })
    assert.equal((await gateOf(poll.id)).ok, true, 'the same people')
    // nor does ending another vote by two make good what one of them did
    await change({ name: '替身' })
    ok(await as.congress.post(`/api/attendees/${at.attendees[5]}/vote`, { votes: false, decision: '辞去代表职务', second: SECOND }))
    assert.equal((await gateOf(poll.id)).ok, false)
    ok(await recordDue(as, at.congress))
    assert.equal((await gateOf(poll.id)).ok, true)
  })

  test('no other door sets what two record', async () => {
    const at = await typed()
    for (const fields of [{ roster_due: 6 }, { roster_names: 'a' }, { roster_paper: '自己写的文件' }, { refixed: 6 }]) {
      const { ver } = ok(await as.congress.get(`/api/rows/congress/${at.congress}`))
      assert.match((await as.congress.post(`/api/rows/congress/${at.congress}`, { ver, fields })).text, /cell\.kept/)
    }
    const { check } = importing(() => as)
    const head = ['大会名称', '大会类别', '层级', '选举规则', '登记的应到人数']
    const file = await check(makeCsv([head, ['导入的大会', '党代表大会', '县级', 'county-party-2020', '6']]), { who: as.congress, ledger: 'congress', name: 'c.csv' })
    assert.ok(!file.columns?.some((one) => one.field === 'roster_due'), JSON.stringify(file))
  })

  test('of a plenary, without the congress that elected it or with another one, is refused by two as by one', async () => {
    const at = await typed({ kind: 'plenary' })
    const poll = await pollOf(as, at, { election: { title: '常委', office: 'standing' } })
    assert.match((await gateOf(poll.id)).message, /选出成员的大会/)
    refused(await recordDue(as, at.congress), 422, 'roster.parent')
    const other = await typed({ kind: 'plenary', term: null, session: 2, parent: at.congress })
    refused(await recordDue(as, other.congress), 422, 'roster.parent_other')
    const good = await typed({ kind: 'plenary', term: null, parent: (await typed({}, 0)).congress })
    const ballot = await pollOf(as, good, { election: { title: '常委', office: 'standing' } })
    assert.match((await gateOf(ballot.id)).message, /没有这次大会名册的来源/)
    ok(await recordDue(as, good.congress))
    assert.equal((await gateOf(ballot.id)).ok, true)
  })

  test('once a poll is frozen the number stays, is in the evidence, and follows a vote that two people end', async () => {
    const hall = await hallOf(as, 12, 12)
    const poll = await pollOf(as, hall)
    ok(await freeze(hall, poll))
    refused(await recordDue(as, hall.congress), 422, 'roster.due_polled')
    ok(await as.congress.post(`/api/polls/${poll.id}/thaw`, { reason: '试验', second: SECOND }))
    const signed = await heldIn(as, hall, poll, marks(...Array(12).fill('YYYN')))
    const lines = readFileSync(await evidenceFile(as, signed), 'utf8').trim().split('\n').map((line) => JSON.parse(line))
    const roster = lines.find((line) => line.part === 'roster')
    assert.deepEqual([roster.due, roster.paper], [12, '代表资格审查报告〔2026〕1号'])
    assert.notEqual(roster.account, roster.second)
    ok(await as.congress.post(`/api/attendees/${hall.attendees[11]}/vote`, { votes: false, decision: '辞去代表职务', second: SECOND }))
    const next = await pollOf(as, hall, { cast: 2, election: { title: '县纪委委员', office: 'discipline' } })
    assert.equal((await gateOf(next.id)).ok, true)
    assert.equal(ok(await as.congress.get(`/api/congresses/${hall.congress}`)).congress.roster_due, 11)
  })
})

describe('the deputies of a term', () => {
  test('are as many in every session, unless two people record that they were fixed anew (选举法 14)', async () => {
    const session = (n, deputies) => as.congress.post('/api/rows/congress', { region: COUNTY, fields: { title: `第七十届第${n}次会议`, kind: 'people', level: 'county', rules: 'organic-2022', term: 70, session: n, population: 40000, deputies, approval_number: '省人常名〔2026〕70号' } })
    ok(await session(1, 40), 201)
    const [fault] = (await session(2, 41)).body.error.fields
    assert.deepEqual([fault.field, fault.code], ['deputies', 'size.other_session'])
    assert.match(fault.message, /41 名.*第七十届第1次会议.*40 名.*第14条/)
    const { id } = ok(await session(2, 40), 201)
    const change = async (deputies) => (await as.congress.post(`/api/rows/congress/${id}`, { ver: ok(await as.congress.get(`/api/rows/congress/${id}`)).ver, fields: { deputies } })).text
    assert.match(await change(42), /size\.other_session/)
    const refix = (deputies, more = {}) => as.congress.post(`/api/congresses/${id}/deputies`, { deputies, paper: '省人常〔2026〕71号：行政区划变动', second: SECOND, ...more })
    refused(await refix(42, { second: undefined }), 422, 'second.needed')
    refused(await refix(42, { second: { name: 'congress', password: PASSWORD } }), 422, 'second.self')
    refused(await refix(40), 422, 'size.refixed_same')
    assert.match((await refix(400)).text, /size\.over/)
    const row = ok(await refix(42))
    assert.deepEqual([row.deputies, row.refixed, row.refixed_paper], [42, 42, '省人常〔2026〕71号：行政区划变动'])
    assert.match(await change(40), /size\.refixed_stays/)
    assert.match((await session(3, 40)).text, /size\.other_session/)
    ok(await session(3, 42), 201)
  })
})

describe("a people's congress", () => {
  test('counts all its deputies: seats that nobody holds are recorded by two, with their paper', async () => {
    const hall = await hallOf(as, 40, 30, { kind: 'people', rules: 'organic-2022', deputies: 45 })
    const poll = await pollOf(as, hall, { elections: [{ title: '副县长', office: 'vice', seats: 1, rules: 'organic-2022', candidates: [{ name: '王文' }, { name: '李武' }] }] })
    const wrong = await gateOf(poll.id)
    assert.equal(wrong.ok, false)
    assert.match(wrong.message, /40 名.*0 名.*45 名/)
    refused(await as.congress.post(`/api/polls/${poll.id}/freeze`, { sitting: hall.sitting }), 422, 'size.vacant')
    const record = (seats, more = {}) => as.congress.post(`/api/congresses/${hall.congress}/vacant`, { seats, paper: '代表资格审查报告〔2026〕2号', second: SECOND, ...more })
    refused(await record(5, { second: undefined }), 422, 'second.needed')
    refused(await record(5, { paper: ' 无 ' }), 422, 'roster.vote_why')
    refused(await record(45), 422, 'size.vacant_most')
    ok(await record(4))
    assert.match((await gateOf(poll.id)).message, /40 名.*4 名.*45 名/)
    const row = ok(await record(5))
    assert.deepEqual([row.vacant, row.vacant_paper], [5, '代表资格审查报告〔2026〕2号'])
    const shown = ok(await as.congress.get(`/api/congresses/${hall.congress}`)).congress
    assert.deepEqual([shown.vacant, shown.vacant_paper, Boolean(shown.vacant_by), Boolean(shown.vacant_seconded_by)], [5, row.vacant_paper, true, true], 'for the page')
    assert.equal((await gateOf(poll.id)).ok, true)
    // a vote that two people ended is a seat that nobody holds
    ok(await as.congress.post(`/api/attendees/${hall.attendees[39]}/vote`, { votes: false, decision: '辞去代表职务', second: SECOND }))
    assert.equal((await gateOf(poll.id)).ok, true)
    const { ver } = ok(await as.congress.get(`/api/rows/congress/${hall.congress}`))
    assert.match((await as.congress.post(`/api/rows/congress/${hall.congress}`, { ver, fields: { vacant: 9 } })).text, /cell\.kept/)
    const party = await hallOf(as, 12, 12)
    refused(await as.congress.post(`/api/congresses/${party.congress}/vacant`, { seats: 1, paper: '审查报告', second: SECOND }), 422, 'size.vacant_of_none')
  })
})

describe('ballots', () => {
  test('are made when every election on the agenda has one, and settled when each of those is signed', async () => {
    const hall = await hallOf(as, 12, 12)
    const item = async (title, fields = {}) => ok(await as.congress.post('/api/rows/agenda_item', { region: COUNTY, fields: { sitting: hall.sitting, place: 1, title, kind: 'election', ...fields } }), 201).id
    const steps = async () => ok(await as.congress.get(`/api/congresses/${hall.congress}`)).steps.filter((s) => ['polls', 'results'].includes(s.step))
    const poll = await pollOf(as, hall)
    assert.deepEqual((await steps()).map((s) => s.ok), [true, false])
    const one = await item('选举委员')
    const taken = await as.congress.post('/api/rows/agenda_item', { region: COUNTY, fields: { sitting: hall.sitting, place: 1, title: '又一项', kind: 'hands' } })
    assert.deepEqual(taken.body.error.fields.map((f) => [f.field, f.code]), [['place', 'cell.group_taken']])
    assert.match(taken.body.error.fields[0].message, /会次、顺序/)
    const [polls, results] = await steps()
    assert.deepEqual([polls.ok, results.ok], [false, false])
    assert.match(polls.message, /还有 1 项选举没有选票/)
    const { ver } = ok(await as.congress.get(`/api/rows/agenda_item/${one}`))
    ok(await as.congress.post(`/api/rows/agenda_item/${one}`, { ver, fields: { poll: poll.id } }))
    assert.deepEqual((await steps()).map((s) => s.ok), [true, false])
  })
})
