// What comes before an election: the preparatory meeting, who presides, whose mandate holds, how it is elected.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { actOn, hallOf, ok, pollOf, refused, settled } from './congress.mjs'
import { cleanUp, COUNTY, demoSite, serve, signInAll, TOWN } from './server.mjs'

let as
before(async () => {
  as = await signInAll(await serve(demoSite('before')), ['congress', 'leader', 'teller1', 'teller2', 'scrutineer'])
})
after(cleanUp)

const PARTY = { kind: 'party', level: 'county', rules: 'county-party-2020' }
const PEOPLE = { kind: 'people', level: 'county', rules: 'organic-2022', population: 40000, deputies: 10 }
const CHIEF = { election: { title: '县长', office: 'chief', seats: 1, rules: 'organic-2022', candidates: [{ name: '王文' }] } }
const ALL = ['before_meeting', 'before_presidium', 'before_secretary_general', 'before_credentials', 'before_rules']

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
      const done = [
        () => hall.meet('预备会议', 'preparatory'),
        () => hall.pass('presidium'),
        () => hall.pass('secretary_general'),
        () => settled(as, hall.sitting, 10, ['credentials']),
        () => add('agenda_item', { sitting: hall.sitting, place: 20, title: '通过选举办法', kind: 'hands', matter: 'election_rules', approve: 10, oppose: 0, abstain: 0 }, 'passed'),
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
    assert.deepEqual((await stepsOf({ congress })).map((s) => s.step), ['before_presidium', 'before_credentials', 'before_rules'])
    const later = await bareOf({ ...PARTY, session: 2 })
    assert.deepEqual((await stepsOf(later)).map((s) => s.step), ALL.filter((s) => s !== 'before_credentials'))
  })

  test('a draft at the presidium and a report that nobody passed are not it; deputies\' mandates are heard', async () => {
    const report = { place: 10, title: '听取代表资格审查报告', kind: 'report', matter: 'credentials' }
    const open = async (hall) => (await stepsOf(hall)).filter((s) => !s.ok).map((s) => s.step)
    for (const [fields, left] of [[PARTY, ['before_credentials', 'before_rules']], [PEOPLE, ['before_rules']]]) {
      const hall = await bareOf(fields)
      await hall.pass('presidium', 'secretary_general')
      await hall.meet('预备会议', 'preparatory')
      await add('agenda_item', { sitting: hall.sitting, ...report }, 'done')
      const presidium = await add('sitting', { congress: hall.congress, title: '主席团会议', kind: 'presidium' })
      const draft = await add('agenda_item', { sitting: presidium, place: 1, title: '通过选举办法（草案）', kind: 'other', matter: 'election_rules' }, 'done')
      assert.ok(draft)
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

  test('what a frozen ballot rests on is not taken up again, nor made another matter; what was left undone says so for good', async () => {
    const hall = await bareOf(PARTY)
    await hall.meet('预备会议', 'preparatory')
    await hall.pass('presidium', 'secretary_general')
    await settled(as, hall.sitting, 10)
    const items = ok(await as.congress.get(`/api/congresses/${hall.congress}`)).sittings.flatMap((s) => s.agenda).filter((i) => i.matter)
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
    for (const step of await stepsOf(other)) assert.match(step.message, /^未履行/)
  })
})
