// After the congress: the first plenary of those elected, and the officers of a people's congress.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { accept, act, enterGroup, hallOf, nameOf, ok, pollElsewhere as pollOf, refused, signBoth, SECOND } from './congress.mjs'
import { unzip } from './sheet.mjs'
import { allRows, cleanUp, COUNTY, demoSite, PASSWORD, serve, signInAll, TOWN } from './server.mjs'

let server, as

before(async () => {
  server = await serve(demoSite('plenary'))
  as = await signInAll(server, ['congress', 'teller1', 'teller2', 'scrutineer'])
})
after(cleanUp)

const candidates = (...names) => names.map((name) => ({ name }))
const sheet = (...marks) => ({ answers: marks.map((m) => ({ marks: m })) })

/** Paper out and back, entered, accepted, counted. */
const counted = async (poll, hall, ballots) => {
  await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
  const n = ballots.length
  await act(as.congress, poll, 'issue', { printed: n, issued: n, unused: 0, cut: 0, returned: n })
  await act(as.congress, poll, 'open')
  await act(as.congress, poll, 'close')
  await accept(as, await enterGroup(as, poll, ballots))
  return act(as.congress, poll, 'count')
}

describe('the first plenary', () => {
  test('is called from those elected, needs more than two thirds, and elects standing committee, secretary and deputies', async () => {
    const congress = await hallOf(as, 20, 20)
    const names = Array.from({ length: 15 }, (_, i) => nameOf(6000 + i))
    let poll = await pollOf(as, congress, { election: { seats: 13, candidates: candidates(...names) } })
    poll = await counted(poll, congress, Array(20).fill(sheet('Y'.repeat(13) + 'NN')))
    poll = await signBoth(as, poll, congress)
    const committee = poll.result.questions[0].elected
    assert.equal(committee.length, 13)

    const add = async (ledger, fields) => ok(await as.congress.post(`/api/rows/${ledger}`, { region: COUNTY, fields }), 201).id
    const plenary = await add('congress', { title: '县委第一次全体会议', kind: 'plenary', level: 'county', session: 1, rules: 'county-party-2020', parent: congress.congress })
    assert.deepEqual(ok(await as.congress.post(`/api/congresses/${plenary}/roster`, { from: 'elected' })), { added: 13, kept: 0, removed: 0 })
    const members = await allRows(as.congress, 'attendee', { congress: plenary })
    assert.deepEqual(members.map((m) => m.name).sort(), [...committee].sort())
    const sitting = await add('sitting', { congress: plenary, title: '第一次全体会议', kind: 'plenary' })
    ok(await as.congress.post(`/api/sittings/${sitting}/open`))
    const come = async (people) => ok(await as.congress.post(`/api/sittings/${sitting}/check-in`, { door: '门', events: people.map((p) => (
      { key: `p-${p.id}`, attendee: p.id, kind: 'in', at: new Date(Date.now() - 60000).toISOString().slice(0, 19) + 'Z', way: 'list' })) }))
    const duties = ['chief_scrutineer', 'scrutineer', 'chief_teller', 'teller']
    ok(await as.congress.post(`/api/congresses/${plenary}/officers`, { officers: duties.map((duty, i) => ({ attendee: members[i].id, duty })) }))
    const officers = ok(await as.congress.get(`/api/congresses/${plenary}`)).officers
    const pass = (approve) => as.congress.post(`/api/congresses/${plenary}/officers/pass`, { ids: officers.map((o) => o.id), approve, oppose: 0, abstain: 0, by: '举手' })
    assert.match(refused(await pass(13), 422, 'hall.nobody_in'), /还没有人/)
    const others = members.slice(4).map((m) => m.name)
    const make = async (elections, cast) => ok(await as.congress.post('/api/polls', {
      congress: plenary, title: '全会选票', cast, colour: 'white', way: 'paper', style: 'boxes', elections }), 201)
    const standing = { title: '县委常务委员会委员', office: 'standing', seats: 7, rules: 'county-party-2020', candidates: candidates(...others.slice(0, 8)) }

    await come(members.slice(0, 8)) // 8 of 13 are not more than two thirds
    let first = await make([standing], 1)
    assert.match(refused(await as.congress.post(`/api/polls/${first.id}/freeze`, { sitting }), 422, 'poll.quorum_more'), /13.*8/)
    refused(await pass(13), 422, 'hall.hands_most')
    await come(members.slice(8))
    ok(await pass(13))
    const equal = await make([{ ...standing, seats: 8 }], 9)
    refused(await as.congress.post(`/api/polls/${equal.id}/freeze`, { sitting }), 422, 'poll.surplus')
    const hall = { congress: plenary, sitting }
    first = await counted(first, hall, Array(13).fill(sheet('YYYYYYYN')))
    assert.deepEqual([first.result.questions[0].elected.length, first.result.questions[0].bar.of], [7, 13])

    // secretary and deputies on one sheet, as many as seats, in the order that was approved above
    const chiefs = [others[2], others[0], others[1]]
    let second = await make([
      { title: '书记', office: 'secretary', seats: 1, rules: 'county-party-2020', candidates: candidates(chiefs[0]) },
      { title: '副书记', office: 'deputy_secretary', seats: 2, rules: 'county-party-2020', candidates: candidates(chiefs[1], chiefs[2]) }], 2)
    assert.deepEqual(second.elections[1].candidates.map((c) => c.name), chiefs.slice(1))
    const uneven = await make([{ title: '书记', office: 'secretary', seats: 1, rules: 'county-party-2020', candidates: candidates(chiefs[0], chiefs[1]) }], 3)
    refused(await as.congress.post(`/api/polls/${uneven.id}/freeze`, { sitting }), 422, 'poll.surplus')
    second = await counted(second, hall, [...Array(12).fill(sheet('Y', 'YY')), sheet('N', 'AY')])
    assert.deepEqual(second.result.questions.map((q) => q.elected), [[chiefs[0]], chiefs.slice(1)])
    const passed = ok(await as.congress.get(`/api/congresses/${plenary}`)).officers
    const who = (duty) => passed.find((o) => o.duty === duty).name
    await act(as.scrutineer, second, 'sign', { duty: 'chief_scrutineer', name: who('chief_scrutineer'), password: PASSWORD })
    second = await act(as.teller1, second, 'sign', { duty: 'chief_teller', name: who('chief_teller'), password: PASSWORD })
    assert.equal(second.state, 'signed')
    const report = await as.congress.get('/api/forms/plenary_result', { scope: 'congress', id: plenary, format: 'pdf' })
    assert.equal(report.status, 200, report.text)
  })
})

describe("a people's congress", () => {
  test('two thirds must be there, more than half of all deputies elect, a second ballot follows', async () => {
    const hall = await hallOf(as, 15, 10, { kind: 'people', rules: 'organic-2022' })
    const election = (office, seats, ...names) => ({ title: office === 'chief' ? '县长' : '副县长', office, seats, rules: 'organic-2022', candidates: candidates(...names) })
    let poll = await pollOf(as, hall, { elections: [election('chief', 1, '王文'), election('vice', 3, '李武', '张建', '刘国', '陈春')] })
    assert.deepEqual(poll.elections.map((e) => [e.surplus.got, e.surplus.kept]), [[1, true], [4, true]])
    // 10 of 15 are two thirds exactly; 8 of 15 are more than half of all
    poll = await counted(poll, hall, [...Array(8).fill(sheet('Y', 'YYYN')), ...Array(2).fill(sheet('N', 'NNNY'))])
    const [chief, vice] = poll.result.questions
    assert.deepEqual([chief.bar.of, chief.bar.more_than, chief.elected], [15, 7, ['王文']])
    assert.deepEqual([vice.elected.length, vice.next], [3, 'none'])

    const short = await pollOf(as, hall, { cast: 2, elections: [election('vice', 3, '李武', '张建', '刘国', '陈春')] })
    const after = await counted(short, hall, [...Array(8).fill(sheet('YYNN')), ...Array(2).fill(sheet('NNYY'))])
    assert.deepEqual([after.result.questions[0].unfilled, after.result.questions[0].next], [1, 'another_election'])
    const thin = await hallOf(as, 15, 9, { kind: 'people', rules: 'organic-2022', term: 60 })
    const few = await pollOf(as, thin, { elections: [election('chief', 1, '王文')] })
    refused(await as.congress.post(`/api/polls/${few.id}/freeze`, { sitting: thin.sitting }), 422, 'poll.quorum')
  })
})

describe('papers say what the law allows', () => {
  const form = (name, scope, id) => as.congress.get(`/api/forms/${name}`, { scope, id, format: 'docx' })
  const said = async (...args) => String(unzip(ok2(await form(...args)))['word/document.xml']).replace(/<[^>]+>/g, '')
  const ok2 = (answer) => (assert.equal(answer.status, 200, answer.text.slice(0, 300)), answer.bytes)

  test('law 2.1: a congress does not approve a Party recommendation, and no election committee appoints itself', async () => {
    const people = await hallOf(as, 6, 6, { kind: 'people', rules: 'organic-2022', organiser: '镇选举委员会' })
    const poll = await pollOf(as, people, { title: '副县长选票', election: { title: '副县长', office: 'vice', rules: 'organic-2022', seats: 1, candidates: [{ name: '王文' }, { name: '李武' }] } })
    assert.doesNotMatch(await said('recommended_introduction', 'poll', poll.id), /常务委员会批准/)
    assert.match(await said('election_committee_decision', 'congress', people.congress), /青岚县人民代表大会常务委员会决定，任命/)
    const party = await hallOf(as, 6, 6)
    refused(await form('plenary_rules', 'congress', party.congress), 422, 'forms.not_of')
  })
})

describe('who may stand', () => {
  const one = (title, office, seats, ...candidates) => ({ title, office, seats, rules: 'organic-2022', candidates: candidates.map((name) => ({ name })) })
  const frozen = (hall, poll) => as.congress.post(`/api/polls/${poll.id}/freeze`, { sitting: hall.sitting })
  const outsider = '外来人'

  test('law 2.2: the rules are those of the level, whatever door', async () => {
    const made = (region, fields) => as.congress.post('/api/rows/congress', { region, fields: { title: '层级不对', ...fields } })
    const code = async (...args) => (await made(...args)).body.error.fields.map((f) => f.code).join()
    assert.equal(await code(COUNTY, { kind: 'party', level: 'county', rules: 'township-party-2020' }), 'election.rules_not_here')
    assert.equal(await code(TOWN, { kind: 'party', level: 'township', rules: 'county-party-2020' }), 'election.rules_not_here')
    assert.equal(await code(TOWN, { kind: 'party', level: 'county', rules: 'county-party-2020', approval_number: '测试组批〔2026〕2号' }), 'congress.level_region')
    assert.equal(await code(TOWN, { kind: 'conference', level: 'township', rules: 'cppcc' }), 'congress.no_such')
    assert.equal(await code(COUNTY, { kind: 'member_meeting', level: 'county', rules: 'county-party-2020' }), 'election.rules_not_here')
    const hall = await hallOf(as, 6, 6)
    const poll = await as.congress.post('/api/polls', { congress: hall.congress, title: '选票', cast: 1, elections: [
      { title: '县委委员', office: 'committee', seats: 1, rules: 'township-party-2020', candidates: [{ name: '王文' }, { name: '李武' }] }] })
    assert.match(poll.body.error.fields[0].message, /地方组织选举工作条例第2条/)
  })

  test('law 2.2: a party congress has its size, or the superior approved another', async () => {
    const small = await hallOf(as, 6, 6, { approval_number: '' })
    const poll = await pollOf(as, small)
    assert.match(refused(await frozen(small, poll), 422, 'poll.size'), /6 名，应为 200 至 400 名/)
    const { ver } = ok(await as.congress.get(`/api/rows/congress/${small.congress}`))
    ok(await as.congress.post(`/api/rows/congress/${small.congress}`, { ver, fields: { approval_number: '望组批〔2026〕9号' } }))
    ok(await frozen(small, poll))
  })

  test('law 2.2: a people\'s congress has as many deputies as its people and the standing committee above give it (选举法 12)', async () => {
    const change = async (id, fields) => {
      const { ver } = ok(await as.congress.get(`/api/rows/congress/${id}`))
      return as.congress.post(`/api/rows/congress/${id}`, { ver, fields })
    }
    const codes = (answer) => (assert.equal(answer.status, 400, answer.text), answer.body.error.fields.map((f) => f.code).join())
    const hall = await hallOf(as, 6, 6, { kind: 'people', rules: 'organic-2022', population: null, deputies: null, approval_number: '' })
    const poll = await pollOf(as, hall, { elections: [one('县长', 'chief', 1, outsider)] })
    const roster = async () => ok(await as.congress.get(`/api/congresses/${hall.congress}`)).steps.find((s) => s.step === 'roster')
    assert.match(refused(await frozen(hall, poll), 422, 'size.uncounted'), /代表 6 名，少于基数 140 名（选举法第12条/)
    assert.equal((await roster()).ok, false)
    ok(await change(hall.congress, { population: 382600 }))
    refused(await frozen(hall, poll), 422, 'size.under')
    ok(await change(hall.congress, { population: 40000 }))
    refused(await frozen(hall, poll), 422, 'size.undecided')

    assert.equal(codes(await change(hall.congress, { deputies: 6 })), 'size.no_paper,size.undecided')
    const paper = { approval_number: '省人常名〔2026〕6号' }
    assert.equal(codes(await change(hall.congress, { ...paper, deputies: 157 })), 'size.over')
    assert.equal(codes(await change(hall.congress, { ...paper, population: null, deputies: 150 })), 'size.no_population')
    ok(await change(hall.congress, { ...paper, deputies: 5 }))
    assert.match(refused(await frozen(hall, poll), 422, 'size.beyond'), /6 名，超过确定的代表总名额 5 名/)
    for (const deputies of [7, null]) assert.equal(codes(await change(hall.congress, { deputies })), 'size.fixed_called')

    const short = await hallOf(as, 6, 6, { kind: 'people', rules: 'organic-2022', deputies: 7 })
    const ballot = await pollOf(as, short, { elections: [one('县长', 'chief', 1, outsider)] })
    refused(await frozen(short, ballot), 422, 'size.vacant')
    ok(await as.congress.post(`/api/congresses/${short.congress}/vacant`, { seats: 1, paper: '代表资格审查报告', second: SECOND }))
    ok(await frozen(short, ballot))
    assert.match((await change(short.congress, { deputies: 9 })).text, /size\.fixed_called/)
    refused(await as.congress.post(`/api/congresses/${short.congress}/vacant`, { seats: 2, paper: '另一份文件', second: SECOND }), 422, 'size.vacant_polled')

    assert.equal(codes(await change((await hallOf(as, 6, 6)).congress, { deputies: 300 })), 'size.not_people')
  })

  test('a paper approves one congress of a place; that which fixed the deputies holds for the sessions of a term', async () => {
    const town = String(Number(TOWN) + 8)
    const add = (title, fields) => as.congress.post('/api/rows/congress', { region: town, fields: {
      title, kind: 'party', level: 'township', rules: 'township-party-2020', approval_number: '望组批〔2026〕77号', ...fields } })
    ok(await add('第一次党代会', { term: 12 }), 201)
    assert.match((await add('第二次党代会', { term: 13 })).text, /congress\.paper_used.*第一次党代会/)
    const people = { kind: 'people', rules: 'organic-2022', population: 1800, deputies: 40, term: 17 }
    const first = ok(await add('人代会一次会议', { ...people, session: 1 }), 201)
    ok(await add('人代会二次会议', { ...people, session: 2 }), 201)
    assert.match((await add('下届人代会', { ...people, term: 18 })).text, /congress\.paper_used/)
    ok(await as.congress.post(`/api/rows/congress/${first.id}`, { ver: first.ver, fields: { place: '礼堂' } }))
  })

  test('law 2.2: quotas and districts deal no more seats than there are deputies', async () => {
    const town = String(Number(TOWN) + 7)
    const add = (ledger, fields) => as.congress.post(`/api/rows/${ledger}`, { region: town, fields })
    const codes = (answer) => (assert.equal(answer.status, 400, answer.text), answer.body.error.fields.map((f) => f.code).join())
    const unit = (n, quota, more) => add('electoral_unit', { title: `人大${n}片`, level: 'township', body_kind: 'congress', quota, ...more })
    assert.equal(codes(await unit(1, 169)), 'size.dealt_most', 'of no township')
    ok(await add('congress', { title: '测试镇人民代表大会', kind: 'people', level: 'township', rules: 'organic-2022', population: 1800, deputies: 40, approval_number: '望人常〔2026〕1号' }), 201)
    const first = ok(await unit(1, 30), 201)
    assert.match((await unit(2, 11)).text, /合计 41 名，超过确定的代表总名额 40 名（选举法第14条/)
    ok(await unit(2, 10), 201)
    assert.equal(codes(await as.congress.post(`/api/rows/electoral_unit/${first.id}`, { ver: 1, fields: { quota: 31 } })), 'size.dealt_fixed')
    ok(await as.congress.post(`/api/rows/electoral_unit/${first.id}`, { ver: 1, fields: { quota: 29 } }))
    ok(await add('electoral_unit', { title: '党员片', level: 'township', quota: 90 }), 201) // the Party's are apart
    const district = (n) => add('district', { title: `人大第${n}选区`, level: 'township', seats: 3, population: 130, rules: 'people-direct-2020' })
    for (let n = 1; n <= 13; n++)
      ok(await district(n), 201)
    assert.equal(codes(await district(14)), 'size.dealt_fixed')
  })

  test('law 2.2: who was not elected to the committee becomes no secretary of it', async () => {
    const hall = await hallOf(as, 12, 12, { kind: 'plenary' })
    const poll = await pollOf(as, hall, { elections: [{ title: '书记', office: 'secretary', seats: 1, rules: 'county-party-2020', candidates: [{ name: outsider }] }] })
    assert.match(refused(await frozen(hall, poll), 422, 'poll.not_elector'), /“外来人”.*中国共产党章程第28条/)
  })

  test('law 2.2: the chair of a congress is one of its deputies and governs nothing; a head of government may be anybody', async () => {
    const hall = await hallOf(as, 12, 12, { kind: 'people', rules: 'organic-2022' })
    const poll = (...elections) => pollOf(as, hall, { cast: (hall.cast = (hall.cast ?? 0) + 3), elections })
    const chair = await poll(one('人大常委会主任', 'congress_chief', 1, outsider))
    assert.match(refused(await frozen(hall, chair), 422, 'poll.not_elector'), /第47条/)
    const both = await poll(one('人大常委会主任', 'congress_chief', 1, nameOf(4006)), one('县长', 'chief', 1, nameOf(4006)))
    assert.match(refused(await frozen(hall, both), 422, 'poll.apart'), /第47条/)
    ok(await frozen(hall, await poll(one('县长', 'chief', 1, outsider))))
  })
})

describe('an office', () => {
  test('law 2.2: a chief procurator is approved one level up, and every paper says so till then', async () => {
    const hall = await hallOf(as, 12, 12, { kind: 'people', rules: 'organic-2022', title: '青岚县人民代表大会', session: 1 })
    let poll = await pollOf(as, hall, { title: '检察长选票', election: { title: '检察长', office: 'procurator', rules: 'organic-2022', seats: 1, candidates: [{ name: '王文' }] } })
    await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
    await act(as.congress, poll, 'issue', { printed: 12, issued: 12, unused: 0, cut: 0, returned: 12 })
    await act(as.congress, poll, 'open')
    await act(as.congress, poll, 'close')
    await accept(as, await enterGroup(as, poll, Array(12).fill({ answers: [{ marks: 'Y' }] })))
    await act(as.congress, poll, 'count')
    poll = await signBoth(as, poll, hall)
    const said = async () => (await as.congress.get('/api/forms/announcement', { scope: 'congress', id: hall.congress, format: 'docx' })).bytes
    const text = (bytes) => String(unzip(bytes)['word/document.xml']).replace(/<[^>]+>/g, '')
    assert.match(text(await said()), /王文为检察长（须报经上一级人民检察院检察长提请该级人民代表大会常务委员会批准）/)
    const [{ id, ver }] = poll.elections
    refused(await as.congress.post(`/api/rows/election/${id}`, { ver, fields: { seats: 2 } }), 400, 'row.invalid')
    ok(await as.congress.post(`/api/rows/election/${id}`, { ver, fields: { approval: '望川市人大常委会望常〔2026〕3号', approved_on: '2026-11-20' } }))
    assert.match(text(await said()), /（已经望川市人大常委会望常〔2026〕3号批准）/)
    assert.match(ok(await as.congress.get(`/api/polls/${poll.id}`)).elections[0].approval, /望常/)
  })

  test('law 2.1: an office is elected by its own congress and its own rules, whatever door it comes through', async () => {
    const hall = await hallOf(as, 6, 6)
    const made = (office, rules) => as.congress.post('/api/polls', { congress: hall.congress, title: '选票', cast: 90,
      elections: [{ title: '选举', office, seats: 1, rules, candidates: [{ name: '王文' }, { name: '李武' }] }] })
    assert.match(refused(await made('secretary', 'county-party-2020'), 400, 'row.invalid'), /./)
    const [fault] = (await made('secretary', 'county-party-2020')).body.error.fields
    assert.deepEqual([fault.field, fault.code], ['elections[0].office', 'election.not_here'])
    assert.match(fault.message, /“书记”不由“党代表大会”选举.*中国共产党章程.*26/)
    assert.equal((await made('chief', 'organic-2022')).body.error.fields[0].code, 'election.not_here')
    const poll = await pollOf(as, hall, { cast: 90 })
    const row = await as.congress.post('/api/rows/election', { region: COUNTY, fields: {
      title: '书记', poll: poll.id, office: 'secretary', seats: 1, rules: 'county-party-2020' } })
    assert.equal(row.body.error.fields[0].code, 'election.not_here')
    const view = ok(await as.congress.get(`/api/congresses/${hall.congress}`))
    assert.deepEqual([view.elects.rules, view.elects.offices], [['county-party-2020'], ['delegate', 'committee', 'alternate', 'discipline']])
    const wrong = await as.congress.post('/api/rows/congress', { region: COUNTY, fields: {
      title: '规则不对', kind: 'party', level: 'county', rules: 'organic-2022' } })
    assert.equal(wrong.body.error.fields[0].code, 'election.rules_not_here')
  })
})
