// Who is due is of a term: the committee that its sessions elected, delegates elected for it.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { actOn, hallOf, heldIn, marks, nameOf, ok, pollOf, recordTerm, refused, unitOf, today } from './congress.mjs'
import { importing } from './importing.mjs'
import { allRows, cleanUp, COUNTY, demoSite, PASSWORD, serve, signInAll } from './server.mjs'
import { makeCsv } from './sheet.mjs'

let server, as
before(async () => {
  server = await serve(demoSite('term_due'))
  as = await signInAll(server, ['congress', 'leader', 'office', 'teller1', 'teller2', 'scrutineer'])
})
after(cleanUp)

const put = (ledger, fields) => as.congress.post(`/api/rows/${ledger}`, { region: COUNTY, fields })
const add = async (ledger, fields) => ok(await put(ledger, fields), 201).id
const change = async (ledger, id, fields) =>
  as.congress.post(`/api/rows/${ledger}/${id}`, { ver: ok(await as.congress.get(`/api/rows/${ledger}/${id}`)).ver, fields })
const wrong = (answer) => { assert.equal(answer.status, 400, answer.text); return answer.body.error.fields.map((f) => `${f.field} ${f.code}`).join() }
const candidateOf = async (poll, name) =>
  ok(await as.congress.get('/api/rows/candidate', { election: poll.elections[0].id, limit: 200 })).rows.find((r) => r.name === name).id
/** Entered by one, confirmed by another. */
const left = async (candidate) => {
  const { id } = ok(await put('departure', { candidate, cause: 'resigned', left_on: today(), organ: 'party', decided_by: '县委', document: '县委全会决定' }), 201)
  ok(await as.leader.post(`/api/rows/departure/${id}/acts/confirm`, { ver: 1, password: PASSWORD }))
}
const names = (from, n) => Array.from({ length: n }, (_, i) => ({ name: nameOf(from + i) }))

describe('a plenary', () => {
  const PLENARY = { kind: 'plenary', level: 'county', rules: 'county-party-2020' }
  let one, two, elected

  test('is of all whom the sessions of the term elected and who have not left, whichever of them it names (地方组织选举工作条例 24)', async () => {
    one = await hallOf(as, 10, 10, { term: 71, session: 1 })
    const first = await heldIn(as, one, await pollOf(as, one, { election: { seats: 8, candidates: names(7000, 9) } }), marks(...Array(10).fill('YYYYYYYYN')))
    elected = first.result.questions[0].elected
    await left(await candidateOf(first, elected[0]))
    two = await hallOf(as, 10, 10, { term: 71, session: 2 })
    const by = await heldIn(as, two, await pollOf(as, two, { election: { seats: 1, candidates: names(7100, 2) } }), marks(...Array(10).fill('YN')))
    assert.deepEqual(by.result.questions[0].elected, [nameOf(7100)])
    const due = [...elected.slice(1), nameOf(7100)].sort()
    for (const [session, parent] of [[2, one], [3, two]]) {
      const id = await add('congress', { title: `第七十一届委员会第${session}次全会`, ...PLENARY, parent: parent.congress, term: 71, session })
      assert.deepEqual(ok(await as.congress.post(`/api/congresses/${id}/roster`, { from: 'elected' })), { added: 8, kept: 0, removed: 0 })
      const roster = await allRows(as.congress, 'attendee', { congress: id })
      assert.deepEqual(roster.map((a) => a.name).sort(), due)
      const view = ok(await as.congress.get(`/api/congresses/${id}`))
      assert.deepEqual([view.roster.due, view.steps.find((s) => s.step === 'roster').ok], [8, true])
      // whoever of them is left out is missed
      const gone = roster.find((a) => a.name === nameOf(7100))
      assert.equal((await as.congress.post(`/api/rows/attendee/${gone.id}/remove`, { ver: gone.ver, reason: '补选的' })).status, 204)
      assert.match(ok(await as.congress.get(`/api/congresses/${id}`)).steps.find((s) => s.step === 'roster').message, /缺 1 名/)
      ok(await as.congress.post(`/api/congresses/${id}/roster`, { from: 'elected' }))
      const poll = await pollOf(as, { congress: id }, { election: { title: '县委书记', office: 'secretary', seats: 1, candidates: names(7100, 1) } })
      const gates = ok(await as.congress.get(`/api/polls/${poll.id}`)).gates
      assert.deepEqual(gates.filter((g) => !g.ok && /not_elector|“/.test(g.message) && g.message.includes(nameOf(7100))), [], 'the by-elected may stand')
    }
  })

  test('is of the term of the congress that elected it, at every door', async () => {
    const other = { title: '第七十二届委员会第一次全会', ...PLENARY, parent: one.congress, session: 1 }
    const answer = await put('congress', { ...other, term: 72 })
    assert.equal(wrong(answer), 'term congress.parent_term')
    assert.match(answer.body.error.fields[0].message, /第 72 届.*第 71 届.*改正/)
    const id = await add('congress', { ...other, title: '没有写届次的全会', session: 4 })
    assert.equal(ok(await as.congress.get(`/api/rows/congress/${id}`)).term, 71, 'taken over')
    assert.equal(wrong(await change('congress', id, { term: 72 })), 'term congress.parent_term')
    assert.equal(wrong(await change('congress', one.congress, { term: 73 })).includes('congress.plenary_term'), true)
    const row = ok(await as.congress.get(`/api/rows/congress/${one.congress}`))
    const { check } = importing(() => as)
    const file = await check(makeCsv([['大会名称', '大会类别', '层级', '选举规则', '选出成员的大会', '届次'],
      ['导入的全会', '党委全体会议', '县级', 'county-party-2020', row.title, '72']]), { who: as.congress, ledger: 'congress', name: 'c.csv' })
    assert.match(JSON.stringify(file), /congress\.parent_term|第 71 届/)
  })
})

describe('delegates', () => {
  const PARTY = { kind: 'party', level: 'county', rules: 'county-party-2020' }
  const delegate = (fields) => ({ name: '柳青山', level: 'county', kind: 'leader', sex: '1', votes_for: 9, ...fields })
  const roster = (congress) => as.congress.post(`/api/congresses/${congress}/roster`, { from: 'delegates' })
  const qualified = async (unit, fields = {}) => {
    const { id } = ok(await as.congress.post('/api/rows/delegate', { region: COUNTY, state: 'elected', fields: delegate({ electoral_unit: unit, ...fields }) }), 201)
    ok(await actOn(as.office, 'delegate', id, 'qualify'))
    return id
  }

  test('are due at the congress they were elected for, and at none of another term', async () => {
    const next = await add('congress', { title: '中国共产党青岚县第十五次代表大会', ...PARTY, term: 15, session: 1, opens_on: '2026-11-27', closes_on: '2026-11-29' })
    assert.match(refused(await roster(next), 422, 'roster.no_delegates'), /第 15 届/)
    const poll = await pollOf(as, { congress: next })
    const gate = async () => ok(await as.congress.get(`/api/polls/${poll.id}`)).gates.find((g) => g.gate === 'roster')
    assert.equal((await gate()).ok, false, 'those of 2021 are not due')
    const unit = await unitOf(as, { quota: 2, term: 15 })
    await qualified(unit, { name: '柳新一' })
    await qualified(unit, { name: '柳新二' })
    assert.deepEqual(ok(await roster(next)), { added: 2, kept: 0, removed: 0 })
    assert.equal((await gate()).ok, true)
    // one of the term before, called beside them
    const [old] = await allRows(as.congress, 'delegate', { level: 'county', body_kind: 'party', state: 'qualified', term: 14 })
    await add('attendee', { congress: next, name: old.name, delegate: old.id, kind: 'delegate', delegation: '第一代表团' })
    assert.match((await gate()).message, /缺 0 名.*1 名/)
    // nor is anybody the source of a congress that names no term
    const none = await add('congress', { title: '没有届次的大会', ...PARTY })
    refused(await roster(none), 422, 'roster.no_delegates')
    const { units } = ok(await as.congress.get('/api/delegates/quotas', { region: COUNTY, level: 'county' }))
    assert.deepEqual(units.map((u) => u.id), [unit], 'the figures are of the latest term')
    assert.equal(ok(await as.congress.get('/api/delegates/quotas', { region: COUNTY, level: 'county', term: 14 })).units.length, 18)
    assert.equal(ok(await as.congress.get('/api/delegates/credentials', { region: COUNTY, level: 'county' })).qualified, 2)
    const { steps } = ok(await as.congress.get('/api/delegates/steps', { region: COUNTY, level: 'county' }))
    assert.equal(steps[0].state, 'now', 'the steps begin anew')
  })

  test('take the term of their unit, must agree with it, and are elected for none without', async () => {
    const unit = await unitOf(as, { quota: 3, term: 16 })
    const termOf = async (id) => ok(await as.congress.get(`/api/rows/delegate/${id}`)).term
    assert.equal(await termOf(await add('delegate', delegate({ electoral_unit: unit, name: '柳随' }))), 16)
    assert.equal(wrong(await put('delegate', delegate({ electoral_unit: unit, name: '柳异', term: 15 }))), 'term delegates.unit_term')
    const blank = await unitOf(as, { term: null })
    assert.equal(wrong(await put('delegate', delegate({ electoral_unit: blank, term: 16 }))), 'term delegates.unit_no_term')
    assert.equal(wrong(await put('electoral_unit', { title: ok(await as.congress.get(`/api/rows/electoral_unit/${blank}`)).title, level: 'county', quota: 1 })), 'term delegates.unit_twice')
    const { id } = ok(await put('delegate', delegate({ electoral_unit: blank, name: '柳无' })), 201)
    ok(await actOn(as.congress, 'delegate', id, 'review'))
    const refusedAct = await actOn(as.congress, 'delegate', id, 'elect')
    assert.equal(wrong(refusedAct), 'term delegates.no_term')
    assert.match(refusedAct.body.error.fields[0].message, /届次/)
    ok(await change('electoral_unit', blank, { term: 16 }))
    ok(await actOn(as.congress, 'delegate', id, 'elect'))
    assert.equal(await termOf(id), 16, 'follows its unit until it is elected')
    assert.equal(wrong(await change('delegate', id, { term: 15 })), 'term delegates.unit_term')
    const moved = await change('electoral_unit', blank, { term: 15 })
    assert.ok(moved.status === 422 || wrong(moved).includes('delegates.unit_elected'), moved.text)
    // the same unit and the same person in the next term
    const { title } = ok(await as.congress.get(`/api/rows/electoral_unit/${unit}`))
    const again = await add('electoral_unit', { title, level: 'county', quota: 3, term: 17 })
    assert.match(wrong(await put('electoral_unit', { title, level: 'county', quota: 3, term: 17 })), /cell\.group_taken/)
    assert.equal(await termOf(await add('delegate', delegate({ electoral_unit: again, name: '柳随' }))), 17)
    // and a spreadsheet names the unit by its title
    const { check } = importing(() => as)
    const sheet = (term) => check(makeCsv([['姓名', '大会层级', '届次', '选举单位', '代表构成', '性别'], ['柳表', '县级', term, title, '领导干部', '男']]), { who: as.congress, ledger: 'delegate', name: 'd.csv' })
    for (const [term, bad] of [['17', 0], ['16', 0], ['', 1]]) assert.equal((await sheet(term)).bad, bad, term)
  })
})

describe('the term of a congress', () => {
  const PEOPLE = { kind: 'people', level: 'county', rules: 'organic-2022', population: 40000, deputies: 10 }
  let made = 0
  /** A congress with a poll on it, and the gate of its term. */
  const congress = async (fields) => {
    const id = await add('congress', { title: `届次会议${++made}`, ...PEOPLE, approval_number: `望人常〔2026〕${200 + made}号`, ...fields })
    const poll = await pollOf(as, { congress: id }, { elections: [{ title: '副县长', office: 'vice', seats: 1, rules: 'organic-2022', candidates: names(7000, 2) }] })
    const gate = async () => ok(await as.congress.get(`/api/polls/${poll.id}`)).gates.find((g) => g.gate === 'term')
    return { id, poll, gate }
  }

  test('of a later session needs the first one, or two people who say by a paper that it is not here', async () => {
    const two = await congress({ term: 22, session: 2, opens_on: '2049-01-10', closes_on: '2049-01-12' })
    assert.match((await two.gate()).message, /没有第 22 届第一次会议.*由两人/)
    refused(await recordTerm(as, two.id, 22, { second: undefined }), 422, 'second.needed')
    refused(await recordTerm(as, two.id, 22, { second: { name: 'congress', password: PASSWORD } }), 422, 'second.self')
    refused(await recordTerm(as, two.id, 22, { paper: ' 无 ' }), 422, 'roster.vote_why')
    refused(await recordTerm(as, two.id, 21), 422, 'term.said_other')
    const row = ok(await recordTerm(as, two.id, 22))
    assert.deepEqual([row.term_said, Boolean(row.term_by), Boolean(row.term_seconded_by)], [22, true, true])
    assert.equal(await two.gate(), undefined)
    // another number, and what they said is void
    ok(await change('congress', two.id, { term: 23 }))
    assert.equal((await two.gate()).ok, false)
    ok(await change('congress', two.id, { term: 22 }))
    const { ver } = ok(await as.congress.get(`/api/rows/congress/${two.id}`))
    assert.match((await as.congress.post(`/api/rows/congress/${two.id}`, { ver, fields: { term_said: 22 } })).text, /cell\.kept/)
    const third = await congress({ term: 22, session: 3, opens_on: '2050-01-10', closes_on: '2050-01-12' })
    assert.equal((await third.gate()).ok, false)
    await congress({ term: 22, session: 1, opens_on: '2048-01-10', closes_on: '2048-01-12' })
    assert.equal(await third.gate(), undefined, 'the first is here')
  })

  test('does not begin before the term before is over, nor less than four years after it began, nor go back (组织法 9)', async () => {
    const first = await congress({ term: 30, session: 1, opens_on: '2076-11-20', closes_on: '2076-11-27' })
    const over = await congress({ term: 31, session: 1, opens_on: '2076-11-26', closes_on: '2076-11-28' })
    assert.match((await over.gate()).message, /第 30 届.*不能重叠/)
    ok(await recordTerm(as, over.id, 31))
    assert.equal((await over.gate()).ok, false, 'nobody records that away')
    ok(await change('congress', over.id, { opens_on: '2077-11-28', closes_on: '2077-11-30', term: 32 }))
    assert.match((await over.gate()).message, /任期五年.*第 30 届.*第 32 届/)
    ok(await recordTerm(as, over.id, 32))
    assert.equal(await over.gate(), undefined, 'ended early, by a paper')
    const back = await congress({ term: 31, session: 1, opens_on: '2082-11-28', closes_on: '2082-11-30' })
    assert.match((await back.gate()).message, /第 31 届.*第 32 届.*不能倒退/)
    const next = await congress({ term: 33, session: 1, opens_on: '2082-10-28', closes_on: '2082-10-30' })
    assert.match((await next.gate()).message, /第 31 届/)
    ok(await change('congress', back.id, { term: 34, opens_on: '2088-01-01', closes_on: '2088-01-02' }))
    assert.equal(await next.gate(), undefined, 'five years later')
    assert.equal(await first.gate(), undefined)
    // without a day it opens today: before what was held in a later term
    const undated = await congress({ term: 35, session: 1 })
    assert.match((await undated.gate()).message, /第 (30|22|3\d) 届/)
  })
})
