// What comes before an election: the preparatory meeting, who presides, whose mandate holds, how it is elected.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { actOn, evidenceFile, hallOf, heldIn, lay, meetingsOf, marks, ok, pollOf, refused, settled, today } from './congress.mjs'
import { cleanUp, COUNTY, demoSite, serve, signInAll, TOWN } from './server.mjs'

let as
before(async () => {
  as = await signInAll(await serve(demoSite('before')), ['congress', 'leader', 'teller1', 'teller2', 'scrutineer'])
})
after(cleanUp)

const PARTY = { kind: 'party', level: 'county', rules: 'county-party-2020' }
const PEOPLE = { kind: 'people', level: 'county', rules: 'organic-2022', population: 40000, deputies: 10 }
const CHIEF = { election: { title: '县长', office: 'chief', seats: 1, rules: 'organic-2022', candidates: [{ name: '王文' }] } }
const ALL = ['before_meeting', 'before_presidium', 'before_secretary_general', 'before_credentials', 'before_rules', 'before_candidates', 'before_talks']

const dayBefore = (n) => new Date(Date.parse(today()) - n * 86400_000).toISOString().slice(0, 10)
const add = async (ledger, fields, state, region = COUNTY) => ok(await as.congress.post(`/api/rows/${ledger}`, { region, ...(state && { state }), fields }), 201).id
/** Ten who came, who watches and who counts; nothing else was done. */
const bareOf = async (fields) => {
  const hall = await hallOf(as, 10, 10, { ...fields, bare: true })
  const meet = async (title, kind, came = 10) => {
    const sitting = await add('sitting', { congress: hall.congress, title, kind })
    ok(await as.congress.post(`/api/sittings/${sitting}/open`))
    const at = new Date(Date.now() - 60000).toISOString().slice(0, 19) + 'Z'
    if (came) ok(await as.congress.post(`/api/sittings/${sitting}/check-in`, { door: '东门',
      events: hall.attendees.slice(0, came).map((attendee) => ({ key: `${kind}${sitting}${attendee}`, attendee, kind: 'in', at, way: 'list' })) }))
    return sitting
  }
  const pass = async (...duties) => {
    const at = `/api/congresses/${hall.congress}`
    ok(await as.congress.post(`${at}/officers`, { officers: duties.map((duty, i) => ({ duty, attendee: hall.attendees[i] })) }))
    const ids = ok(await as.congress.get(at)).officers.filter((o) => o.state === 'proposed').map((o) => o.id)
    ok(await as.congress.post(`${at}/officers/pass`, { ids, approve: 10, oppose: 0, abstain: 0, by: '举手' }))
  }
  return { ...hall, meet, pass }
}

const missing = async (poll) => ok(await as.congress.get(`/api/polls/${poll.id}`)).gates.filter((g) => g.gate.startsWith('before_')).map((g) => g.gate)
const stepsOf = async (hall) => ok(await as.congress.get(`/api/congresses/${hall.congress}`)).steps.filter((s) => s.step.startsWith('before_'))
const freeze = (hall, poll) => as.congress.post(`/api/polls/${poll.id}/freeze`, { sitting: hall.sitting })

describe('before an election', () => {
  for (const [what, fields, poll, article] of [['party', PARTY, {}, '第25条'], ["people's", PEOPLE, CHIEF, '第17条']])
    test(`no ballot of a ${what} congress is frozen before each step is on record, and its page shows them`, async () => {
      const hall = await bareOf(fields)
      const paper = await pollOf(as, hall, poll)
      assert.deepEqual(await missing(paper), ALL)
      assert.deepEqual((await stepsOf(hall)).map((s) => [s.step, s.ok]), ALL.map((step) => [step, false]))
      assert.match(refused(await freeze(hall, paper), 422, 'poll.before'), new RegExp(`预备会议.*${article}`))
      for (const came of [0, 3]) await hall.meet(`预备会议（到会${came}人）`, 'preparatory', came) // nobody, and too few
      assert.deepEqual(await missing(paper), ALL)
      const list = async (title, kind, came) => {
        const sitting = await hall.meet(title, kind, came)
        await add('agenda_item', { sitting, place: 1, title: '讨论候选人名单', kind: 'deliberation', matter: 'candidates' }, 'done')
      }
      const done = [
        () => hall.meet('预备会议', 'preparatory'),
        async () => {
          await hall.pass('presidium', 'presidium')
          assert.ok((await missing(paper)).includes('before_presidium'), 'two are no body')
          await hall.pass('presidium', 'presidium', 'presidium')
        },
        () => hall.pass('secretary_general'),
        () => settled(as, hall.sitting, 10, ['credentials']),
        () => add('agenda_item', { sitting: hall.sitting, place: 20, title: '通过选举办法', kind: 'hands', matter: 'election_rules', approve: 10, oppose: 0, abstain: 0 }, 'passed'),
        () => list('主席团会议', 'presidium', 3),
        () => list('各代表团会议', 'delegation', 0),
      ]
      for (const [i, step] of done.entries()) {
        await step()
        assert.deepEqual(await missing(paper), ALL.slice(i + 1))
        assert.deepEqual((await stepsOf(hall)).map((s) => s.ok), ALL.map((_, k) => k <= i))
      }
      assert.match((await stepsOf(hall))[0].message, new RegExp(article))
      ok(await freeze(hall, paper))
    })

  test("a township's people's congress needs no preparatory meeting, a later session no report on credentials", async () => {
    const congress = await add('congress', { ...PEOPLE, title: '镇人民代表大会', level: 'township', population: 1500, term: 3, session: 1, approval_number: '县常〔2026〕1号' }, undefined, TOWN)
    assert.deepEqual((await stepsOf({ congress })).map((s) => s.step), ['before_presidium', 'before_credentials', 'before_rules', 'before_talks'])
    const later = await bareOf({ ...PARTY, session: 2 })
    assert.deepEqual((await stepsOf(later)).map((s) => s.step), ALL.filter((s) => s !== 'before_credentials'))
  })

  test('a draft at the presidium and a report that nobody passed are not it; deputies\' mandates are heard', async () => {
    const report = { place: 10, title: '听取代表资格审查报告', kind: 'report', matter: 'credentials' }
    const open = async (hall) => (await stepsOf(hall)).filter((s) => !s.ok).map((s) => s.step)
    for (const [fields, left] of [[PARTY, ['before_credentials', 'before_rules', 'before_candidates']], [PEOPLE, ['before_rules', 'before_candidates']]]) {
      const hall = await bareOf(fields)
      await hall.pass('presidium', 'presidium', 'presidium', 'secretary_general')
      await hall.meet('预备会议', 'preparatory')
      await add('agenda_item', { sitting: hall.sitting, ...report }, 'done')
      await pollOf(as, hall, fields === PEOPLE ? CHIEF : {}) // who is talked over
      const presidium = await hall.meet('主席团会议', 'presidium', 1) // one of three: they decide nothing
      const item = (fields) => as.congress.post('/api/rows/agenda_item', { region: COUNTY, state: 'done', fields })
      ok(await item({ sitting: presidium, place: 1, title: '通过选举办法（草案）', kind: 'other', matter: 'election_rules' }), 201)
      ok(await item({ sitting: presidium, place: 2, title: '讨论候选人名单', kind: 'deliberation', matter: 'candidates' }), 201)
      const later = await add('sitting', { congress: hall.congress, title: '各代表团会议', kind: 'delegation' })
      const talks = { sitting: later, place: 1, title: '酝酿候选人名单', kind: 'deliberation', matter: 'candidates' }
      assert.match((await item(talks)).text, /agenda\.not_opened/, 'nothing was done where nobody met')
      const planned = await add('agenda_item', talks)
      assert.match((await actOn(as.congress, 'agenda_item', planned, 'finish')).text, /agenda\.not_opened/)
      ok(await as.congress.post(`/api/sittings/${later}/open`))
      ok(await actOn(as.congress, 'agenda_item', planned, 'finish'))
      assert.deepEqual(await open(hall), left)
    }
  })

  test('a vote held on one matter becomes no other; a congress that met becomes no other; its rows lie where it does', async () => {
    const hall = await bareOf(PARTY)
    const item = await add('agenda_item', { sitting: hall.sitting, place: 30, title: '通过大会日程', kind: 'hands', approve: 10, oppose: 0, abstain: 0 }, 'passed')
    assert.equal((await as.congress.post(`/api/rows/agenda_item/${item}`, { ver: 1, fields: { matter: 'election_rules' } })).status, 422)
    const { ver } = ok(await as.congress.get(`/api/rows/congress/${hall.congress}`))
    for (const fields of [{ kind: 'people', rules: 'organic-2022' }, { session: 2 }])
      assert.match((await as.congress.post(`/api/rows/congress/${hall.congress}`, { ver, fields })).text, /congress\.begun_as/)
    const poll = await pollOf(as, hall)
    for (const [ledger, fields] of [['agenda_item', { sitting: hall.sitting, place: 31, title: '议程', kind: 'report' }],
      ['election', { poll: poll.id, title: '县纪委委员', place: 2, office: 'discipline', seats: 1, rules: 'county-party-2020' }],
      ['candidate', { election: poll.elections[0].id, name: '镇里加的人' }]])
      assert.match((await as.congress.post(`/api/rows/${ledger}`, { region: TOWN, fields })).text, /cell\.congress_region/, ledger)
  })

  test('what a frozen ballot rests on is not taken up again, nor made another matter', async () => {
    const hall = await bareOf(PARTY)
    await hall.meet('预备会议', 'preparatory')
    await hall.pass('presidium', 'presidium', 'presidium', 'secretary_general')
    await settled(as, hall.sitting, 10)
    hall.meetings = await meetingsOf(as, hall.congress, hall.attendees.slice(0, 3))
    const items = ok(await as.congress.get(`/api/congresses/${hall.congress}`)).sittings.flatMap((s) => s.agenda).filter((i) => /credentials|election_rules/.test(i.matter ?? ''))
    ok(await actOn(as.congress, 'agenda_item', items[1].id, 'reopen', { reason: '再议' }))
    const paper = await pollOf(as, hall)
    assert.deepEqual(await missing(paper), ['before_rules'])
    ok(await actOn(as.congress, 'agenda_item', items[1].id, 'pass'))
    ok(await freeze(hall, paper))
    for (const item of items) {
      const { ver } = ok(await as.congress.get(`/api/rows/agenda_item/${item.id}`))
      refused(await actOn(as.congress, 'agenda_item', item.id, 'reopen', { reason: '再议' }), 422, 'agenda.matter_polled')
      assert.match((await as.congress.post(`/api/rows/agenda_item/${item.id}`, { ver, fields: { matter: null } })).text, /agenda\.matter_polled/)
    }
    const { officers } = ok(await as.congress.get(`/api/congresses/${hall.congress}`))
    for (const { id, ver } of officers.filter((o) => /presidium|secretary_general/.test(o.duty))) {
      refused(await as.congress.post(`/api/rows/officer/${id}/acts/withdraw`, { ver, reason: '不要了' }), 422, 'officer.two')
      refused(await as.congress.post(`/api/officers/${id}/withdraw`, { ver, reason: '不要了' }), 422, 'second.needed')
    }
    const other = await bareOf(PARTY)
    ok(await as.congress.post(`/api/sittings/${other.sitting}/close`))
    for (const act of ['open', 'close']) ok(await actOn(as.congress, 'congress', other.congress, act))
    assert.deepEqual(await stepsOf(other), [], 'a session that elected nobody left nothing out')
  })

  test('the meetings talk over names, not an item: who comes onto the ballot later opens the step again, at its page and at the freeze', async () => {
    const hall = await hallOf(as, 10, 10, PARTY)
    const item = { sitting: hall.meetings[0], place: 950, title: '讨论候选人名单', kind: 'deliberation', matter: 'candidates' }
    const done = (more) => as.congress.post('/api/rows/agenda_item', { region: COUNTY, state: 'done', fields: { ...item, ...more } })
    assert.match((await done({})).text, /agenda\.no_candidates/, 'nobody stands yet')
    assert.match((await done({ laid: '县委委员：王文' })).text, /cell\.kept/, 'nor is a list typed')
    const paper = await pollOf(as, hall)
    assert.deepEqual(await missing(paper), [])
    const names = (all) => as.congress.post(`/api/polls/${paper.id}/candidates`, { election: paper.elections[0].id, candidates: all.map((name) => ({ name })) })
    ok(await names(['刘国', '张建', '李武', '王文'])) // in another order they are the same
    assert.deepEqual(await missing(paper), [])
    ok(await names(['王文', '李武', '张建', '赵六']))
    assert.deepEqual(await missing(paper), ['before_candidates', 'before_talks'])
    assert.match(refused(await freeze(hall, paper), 422, 'poll.before_name'), /赵六.*县委委员.*主席团/)
    for (const step of (await stepsOf(hall)).slice(-2)) assert.match(`${step.ok} ${step.message}`, /^false .*赵六/)
    ok(await done({}), 201)
    assert.deepEqual(await missing(paper), ['before_talks'])
    ok(await done({ sitting: hall.meetings[1] }), 201)
    await heldIn(as, hall, paper, marks(...Array(10).fill('YYYN')))
    const said = readFileSync(await evidenceFile(as, paper), 'utf8').split('\n').filter((line) => line.includes('"part":"before"')).map((line) => JSON.parse(line).laid).filter(Boolean)
    assert.equal(said.length, 2)
    assert.match(said[0], /^县委委员：.*刘国.*\n县委委员：.*赵六/)
  })

  test('a list taken up again is no list till it was dealt with once more', async () => {
    const hall = await hallOf(as, 10, 10, PARTY)
    const paper = await pollOf(as, hall)
    const items = ok(await as.congress.get(`/api/congresses/${hall.congress}`)).sittings.flatMap((s) => s.agenda).filter((i) => i.matter === 'candidates')
    ok(await actOn(as.congress, 'agenda_item', items[0].id, 'reopen', { reason: '再议' }))
    assert.equal(ok(await as.congress.get(`/api/rows/agenda_item/${items[0].id}`)).laid ?? null, null)
    assert.deepEqual(await missing(paper), ['before_candidates'])
    ok(await actOn(as.congress, 'agenda_item', items[0].id, 'finish'))
    assert.match(ok(await as.congress.get(`/api/rows/agenda_item/${items[0].id}`)).laid, /^县委委员：.*王文/)
    assert.deepEqual(await missing(paper), [])
  })

  test('a show of hands needs a quorum, whatever it passes: of all by the rules, of a presidium more than half', async () => {
    const hall = await hallOf(as, 123, 123, { ...PARTY, bare: true })
    const few = await add('sitting', { congress: hall.congress, title: '散会后', kind: 'plenary' })
    ok(await as.congress.post(`/api/sittings/${few}/open`))
    const at = new Date(Date.now() - 60000).toISOString().slice(0, 19) + 'Z'
    ok(await as.congress.post(`/api/sittings/${few}/check-in`, { door: '东门', events: hall.attendees.slice(0, 3).map((attendee) => ({ key: `few${attendee}`, attendee, kind: 'in', at, way: 'list' })) }))
    const hands = { place: 1, title: '通过大会主席团名单', kind: 'hands', approve: 3, oppose: 0, abstain: 0 }
    for (const state of ['passed', 'rejected'])
      assert.match((await as.congress.post('/api/rows/agenda_item', { region: COUNTY, state, fields: { ...hands, sitting: few } })).text, /hall\.hands_quorum.*3.*123/s)
    ok(await as.congress.post(`/api/congresses/${hall.congress}/officers`, { officers: [{ duty: 'presidium', attendee: hall.attendees[5] }] }))
    const ids = ok(await as.congress.get(`/api/congresses/${hall.congress}`)).officers.filter((o) => o.state === 'proposed').map((o) => o.id)
    refused(await as.congress.post(`/api/congresses/${hall.congress}/officers/pass`, { ids, sitting: few, approve: 3, oppose: 0, abstain: 0, by: '举手' }), 422, 'hall.hands_quorum')
    ok(await as.congress.post(`/api/congresses/${hall.congress}/officers/pass`, { ids, approve: 123, oppose: 0, abstain: 0, by: '举手' }), 200)
  })

  test('a congress votes on none but its own days', async () => {
    const hall = await hallOf(as, 10, 10, { ...PARTY, opens_on: '2035-03-01', closes_on: '2035-03-03' })
    const paper = await pollOf(as, hall)
    assert.match(refused(await freeze(hall, paper), 422, 'poll.congress_days'), /2035-03-01.*2035-03-03/)
    const days = async (fields) => {
      const { ver } = ok(await as.congress.get(`/api/rows/congress/${hall.congress}`))
      ok(await as.congress.post(`/api/rows/congress/${hall.congress}`, { ver, fields }))
    }
    await days({ opens_on: dayBefore(3), closes_on: dayBefore(1) })
    refused(await freeze(hall, paper), 422, 'poll.congress_days')
    await days({ closes_on: today() })
    ok(await freeze(hall, paper))
  })

  test('the evidence names what came before: which meeting, which item, how many hands', async () => {
    const hall = await hallOf(as, 10, 10, PARTY)
    const poll = await pollOf(as, hall)
    await heldIn(as, hall, poll, marks(...Array(10).fill('YYYN')))
    const lines = readFileSync(await evidenceFile(as, poll), 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line)).filter((l) => l.part === 'before')
    assert.deepEqual(lines.map((l) => [l.step, l.done]), ALL.map((step) => [step, 1]))
    assert.deepEqual(lines.map((l) => l.item), [undefined, undefined, undefined, '通过代表资格审查报告', '通过选举办法', '酝酿讨论候选人名单', '酝酿讨论候选人名单'])
    assert.deepEqual([lines[0].sitting, lines[4].sitting, lines[4].approve, lines[5].sitting, lines[5].approve, lines[6].sitting], ['预备会议', '预备会议', 10, '主席团会议（候选人）', undefined, '各代表团会议（候选人）'])
  })
})
