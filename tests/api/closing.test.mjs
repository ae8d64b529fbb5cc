// A congress closes when it is over, and what is closed decides nothing more until it goes on.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { act, actOn, byPresidium, day, hallOf, heldIn, marks, nameOf, ok, pollOf, refused, SECOND } from './congress.mjs'
import { importing } from './importing.mjs'
import { cleanUp, COUNTY, demoSite, PASSWORD, serve, signInAll, TOWN } from './server.mjs'
import { makeCsv } from './sheet.mjs'

let server, as

before(async () => {
  server = await serve(demoSite('closing'))
  as = await signInAll(server, ['congress', 'teller1', 'teller2', 'scrutineer'])
})
after(cleanUp)

const names = (...all) => all.map((name) => ({ name }))
test('seats that a vote left open are elected again or decided about before the end, and are not green', async () => {
  const own = await hallOf(as, 10, 10)
  const step = async (name) => ok(await as.congress.get(`/api/congresses/${own.congress}`)).steps.find((s) => s.step === name)
  const doAct = async (act) => actOn(as.congress, 'congress', own.congress, act)
  const poll = await heldIn(as, own, await pollOf(as, own), marks(...Array(8).fill('YYNN'), 'YYYN', 'YYYN'))
  assert.equal(poll.result.questions[0].unfilled, 1)
  const shown = await step('results')
  assert.equal(shown.ok, false)
  assert.match(shown.message, /应选 3 名，选出 2 名/)
  ok(await as.congress.post(`/api/sittings/${own.sitting}/close`))
  ok(await doAct('open'))
  assert.match(refused(await doAct('close'), 422, 'congress.seats_open'), /县委委员.*应选 3 名，选出 2 名/)
  ok(await as.congress.post(`/api/polls/${poll.id}/reduce`, { election: poll.elections[0].id, seats: 2, reason: '接近名额', approve: 9, oppose: 1, abstain: 0, second: SECOND }))
  assert.equal((await step('results')).ok, true)
  ok(await doAct('close'))
})

test('a sitting that was not held is recorded so, with the reason, and keeps no congress open', async () => {
  const own = await hallOf(as, 10, 10)
  const add = async (more) => ok(await as.congress.post('/api/rows/sitting', { region: COUNTY, fields: { congress: own.congress, ...more } }), 201)
  const doAct = (sitting, name, more = {}) => as.congress.get(`/api/rows/sitting/${sitting}`).then((r) =>
    as.congress.post(`/api/rows/sitting/${sitting}/acts/${name}`, { ver: ok(r).ver, ...more }))
  const step = async (name) => ok(await as.congress.get(`/api/congresses/${own.congress}`)).steps.find((s) => s.step === name)
  const spare = await add({ title: '第九次全体会议', kind: 'plenary' })
  await heldIn(as, own, await pollOf(as, own), marks(...Array(10).fill('YYYN')))
  ok(await as.congress.post(`/api/sittings/${own.sitting}/close`))
  ok(await actOn(as.congress, 'congress', own.congress, 'open'))
  assert.match(refused(await actOn(as.congress, 'congress', own.congress, 'close'), 422, 'congress.sitting_open'), /第九次全体会议.*不召开/)
  refused(await as.congress.post(`/api/rows/sitting/${spare.id}/remove`, { ver: spare.ver, reason: '没有开' }), 422, 'congress.polled')
  refused(await doAct(own.sitting, 'cancel', { reason: '没有开' }), 422, 'act.state')
  refused(await doAct(spare.id, 'cancel'), 422, 'act.reason')
  const before = (await step('sittings')).message
  ok(await doAct(spare.id, 'cancel', { reason: '议程提前完成' }))
  assert.notEqual((await step('sittings')).message, before, 'one fewer')
  refused(await as.congress.post(`/api/sittings/${spare.id}/open`), 422, 'act.state')
  const person = ok(await as.congress.get(`/api/rows/attendee?congress=${own.congress}`)).rows[0]
  assert.match(JSON.stringify((await as.congress.post(`/api/sittings/${spare.id}/check-in`, { door: 'A', events: [
    { key: 'k1', badge: person.badge, kind: 'leave_sick', at: new Date().toISOString() }] })).body), /不召开/)
  ok(await doAct(spare.id, 'restore', { reason: '误登记' }))
  refused(await actOn(as.congress, 'congress', own.congress, 'close'), 422, 'congress.sitting_open')
  ok(await doAct(spare.id, 'cancel', { reason: '议程提前完成' }))
  ok(await actOn(as.congress, 'congress', own.congress, 'close'))
})

test('a plenary sitting is on a day of its congress', async () => {
  const made = ok(await as.congress.post('/api/rows/congress', { region: TOWN, fields: { title: '会期之内', kind: 'party',
    level: 'township', term: 41, session: 1, opens_on: day(400), closes_on: day(402), rules: 'township-party-2020' } }), 201)
  const add = (title, kind, on) => as.congress.post('/api/rows/sitting', { region: TOWN, fields: { congress: made.id, title, kind, held_at: `${on}T09:00` } })
  const before = await add('甲', 'plenary', day(399))
  refused(before, 400, 'row.invalid')
  assert.deepEqual(before.body.error.fields.map((f) => [f.field, f.code]), [['held_at', 'sitting.outside']])
  ok(await add('预备', 'preparatory', day(399)), 201)
  const on = ok(await add('乙', 'plenary', day(402)), 201)
  refused(await as.congress.post(`/api/rows/sitting/${on.id}`, { ver: on.ver, fields: { held_at: `${day(403)}T09:00` } }), 400, 'row.invalid')
})

describe('a congress that is closed', () => {
  test('has no more ballot papers and is not rehearsed; resumed, it goes on', async () => {
    const own = await hallOf(as, 10, 10)
    const tried = async (name, more = {}) => as.congress.post(`/api/rows/congress/${own.congress}/acts/${name}`, {
      ver: ok(await as.congress.get(`/api/rows/congress/${own.congress}`)).ver, ...more })
    const state = async (...all) => ok(await tried(...all))
    const step = async (name) => ok(await as.congress.get(`/api/congresses/${own.congress}`)).steps.find((s) => s.step === name).ok
    await state('open')
    refused(await tried('close'), 422, 'congress.sitting_open')
    ok(await as.congress.post(`/api/sittings/${own.sitting}/close`))
    const waiting = await pollOf(as, { ...own, asked: undefined })
    refused(await tried('close'), 422, 'congress.poll_open')
    ok(await as.congress.post(`/api/sittings/${own.sitting}/open`))
    const poll = await heldIn(as, own, waiting, marks(...Array(10).fill('YYYN')))
    assert.equal(await step('results'), true)
    ok(await as.congress.post(`/api/polls/${poll.id}/void`, { cause: 'procedure', reason: '未按选举办法投票', password: PASSWORD, ...await byPresidium(as, own) }))
    assert.equal(await step('results'), false, 'a void vote that nobody repeated is no result')
    refused(await as.congress.post(`/api/polls/${poll.id}/reduce`, { election: poll.elections[0].id, seats: 2, reason: '接近名额', approve: 9, oppose: 1, abstain: 0, second: SECOND }), 422, 'reduce.void')
    refused(await tried('close'), 422, 'congress.seats_open')
    const again = await act(as.congress, poll, 'next', { election: poll.elections[0].id, decision: 'start_again' }, 201)
    await heldIn(as, own, again, marks(...Array(10).fill('YYYN')))
    ok(await as.congress.post(`/api/sittings/${own.sitting}/close`))
    await state('close')
    const make = () => as.congress.post('/api/polls', { congress: own.congress, title: '选票', elections: [
      { title: '委员', office: 'committee', rules: 'county-party-2020', seats: 1, candidates: names('王文', '李武') }] })
    assert.match(refused(await make(), 422, 'poll.congress_closed'), /已经闭幕.*继续开会/)
    assert.match(refused(await as.congress.post(`/api/congresses/${own.congress}/rehearse`), 422, 'rehearsal.closed'), /闭幕/)
    await state('reopen', { reason: '还要选举' })
    ok(await make(), 201)
  })
})

/** What hangs on a congress and goes on all the same when it is closed, and why. */
const GOES_ON = {
  departure: 'who was elected resigns or is called away after the end',
  voter: 'who is registered stays so for the next election (选举法 27)',
}
/** What is only changed after the end: nothing of it is added or removed. */
const CHANGES = {
  motion: 'a suggestion is answered within months after the end',
  district: 'the next election takes the district over',
  voter_objection: 'a court judges later',
}
const LEDGERS = readdirSync(new URL('../../ledgers', import.meta.url)).filter((f) => f.endsWith('.json'))
  .map((f) => JSON.parse(readFileSync(new URL(`../../ledgers/${f}`, import.meta.url))))
/** Every ledger whose rows people tie to a congress, or to what is tied to one; what features alone write is no word. */
const hanging = () => {
  const found = new Set(['congress'])
  for (let before = 0; before < found.size;) {
    before = found.size
    for (const l of LEDGERS)
      if (l.fields.some((f) => f.type === 'ref' && !f.kept && found.has(f.to))) found.add(l.name)
  }
  found.delete('congress')
  return [...found].sort()
}

describe('what hangs on a congress that is closed stays as it was', () => {
  const rows = {} // one of each ledger, on a congress that was closed
  const add = async (ledger, fields) => (rows[ledger] = ok(await as.congress.post(`/api/rows/${ledger}`, { region: COUNTY, fields }), 201).id)

  before(async () => {
    const hall = await hallOf(as, 20, 20, { kind: 'people', rules: 'organic-2022', title: '已闭幕的大会' })
    Object.assign(rows, { sitting: hall.sitting, attendee: hall.attendees[9] })
    await add('agenda_item', { sitting: hall.sitting, place: 1, title: '报告', kind: 'report' })
    await add('officer', { congress: hall.congress, name: nameOf(4009), duty: 'presidium', attendee: hall.attendees[9] })
    await add('motion', { congress: hall.congress, number: 1, kind: 'suggestion', title: '修路', source: 'deputies', leader: hall.attendees[6], received_at: '2026-01-05T09:00:00Z' })
    await add('motion_signer', { motion: rows.motion, attendee: hall.attendees[7] })
    await add('discussion', { congress: hall.congress, sitting: hall.sitting, delegation: '第一代表团', topic: '报告', convener: '王召集' })
    await add('discussion_point', { discussion: rows.discussion, attendee: hall.attendees[6], place: 1, speaker: nameOf(4006), said: '赞成' })
    ok(await actOn(as.congress, 'motion', rows.motion, 'suggest', { fields: { handler: '县交通局' } }))
    ok(await as.congress.post(`/api/sittings/${hall.sitting}/close`))
    const first = async (ledger, where = {}) => (rows[ledger] = ok(await as.congress.get(`/api/rows/${ledger}`, { limit: 1, ...where })).rows[0].id)
    const poll = await first('poll', { congress: ok(await as.congress.get('/api/rows/congress', { kind: 'people', state: 'closed' })).rows.at(-1).id })
    await first('candidate', { election: await first('election', { poll }) })
    for (const ledger of ['district', 'proxy', 'mobile_box', 'voter_objection', 'voter']) await first(ledger)
    const { rows: districts } = ok(await as.congress.get('/api/rows/congress', { kind: 'district' }))
    for (const congress of [hall.congress, ...districts.map((d) => d.id)])
      for (const what of ['open', 'close']) ok(await actOn(as.congress, 'congress', congress, what))
  })

  const tried = async (ledger) => {
    const { fields: described } = LEDGERS.find((l) => l.name === ledger)
    const at = `/api/rows/${ledger}`, written = rows[ledger] && ok(await as.congress.get(`${at}/${rows[ledger]}`))
    if (!written) return {}
    const fields = Object.fromEntries(described.filter((f) => !f.kept && f.type !== 'sealed' && written[f.name] != null)
      .map((f) => [f.name, written[f.name].id ?? written[f.name]]))
    const text = described.find((f) => f.name === 'note') ?? described.find((f) => f.type.endsWith('text') && !f.kept)
    return {
      change: await as.congress.post(`${at}/${rows[ledger]}`, { ver: written.ver, fields: { [text.name]: '补记' } }),
      remove: await as.congress.post(`${at}/${rows[ledger]}/remove`, { ver: ok(await as.congress.get(`${at}/${rows[ledger]}`)).ver, reason: '登记有误' }),
      add: await as.congress.post(at, { region: COUNTY, fields }),
    }
  }
  const isOver = (answer) => /congress\.over/.test(answer.text)

  for (const ledger of hanging())
    test(`${ledger}: ${GOES_ON[ledger] ?? CHANGES[ledger] ?? 'nothing is added, changed or removed'}`, async () => {
      const answers = await tried(ledger)
      assert.ok(answers.add || GOES_ON[ledger], 'one of it hangs on a closed congress')
      for (const [what, answer] of Object.entries(answers)) {
        const goes = GOES_ON[ledger] || (CHANGES[ledger] && what === 'change')
        assert.equal(isOver(answer), !goes, `${what}: ${answer.status} ${answer.text}`)
        if (!goes) assert.match(refused(answer, 422, 'congress.over'), /已闭幕.*继续开会/)
      }
    })

  test('neither by an import, nor by the acts of its page; a suggestion is answered, and goes back to nobody', async () => {
    const { congress } = ok(await as.congress.get(`/api/rows/sitting/${rows.sitting}`))
    const { check } = importing(() => as)
    const checked = await check(makeCsv([['大会', '会次名称', '会次类别'], ['已闭幕的大会', '补开的会议', '全体会议']]), { who: as.congress, ledger: 'sitting', name: 'a.csv' })
    assert.deepEqual([checked.bad, checked.errors.map((e) => e.code ?? e.message)].flat().length, 2, JSON.stringify(checked))
    assert.match(JSON.stringify(checked.errors), /已闭幕/)
    refused(await as.congress.post(`/api/congresses/${congress.id}/officers`, { officers: [{ duty: 'teller', attendee: rows.attendee }] }), 422, 'congress.over')
    refused(await actOn(as.congress, 'motion', rows.motion, 'reopen', { reason: '重新审议' }), 422, 'congress.over')
    ok(await actOn(as.congress, 'motion', rows.motion, 'answer', { fields: { answer: '已列入计划', answered_on: '2026-02-01' } }))
  })
})
