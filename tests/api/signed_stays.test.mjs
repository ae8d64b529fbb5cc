// What a signed result says is held: whom it elected, when its congress closed, who left later, and who counted and watched.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { act, byPresidium, countedIn, evidenceFile, hallOf, heldIn, marks, nameOf, ok, pollOf, refused, SECOND, today } from './congress.mjs'
import { readFileSync } from 'node:fs'
import { memberOf, MEMBERS_PASSWORD } from './members.mjs'
import { unzip } from './sheet.mjs'
import { allRows, cleanUp, COUNTY, demoSite, PASSWORD, run, serve, signInAll } from './server.mjs'

let server, as

before(async () => {
  server = await serve(demoSite('signed_stays'))
  as = await signInAll(server, ['congress', 'cadre', 'system', 'security', 'teller1', 'teller2', 'scrutineer'])
})
after(cleanUp)

const seen = async (ledger, id) => ok(await as.congress.get(`/api/rows/${ledger}/${id}`))
const edit = async (ledger, id, fields, who = as.congress) => who.post(`/api/rows/${ledger}/${id}`, { ver: (await seen(ledger, id)).ver, fields })
const doAct = async (ledger, id, act, body = {}, who = as.congress) =>
  who.post(`/api/rows/${ledger}/${id}/acts/${act}`, { ver: (await seen(ledger, id)).ver, ...body })
const codes = (answer) => { assert.equal(answer.status, 400, answer.text); return answer.body.error.fields.map((f) => f.code) }

/** A signed poll of four seats that elects three of the paper and 周新人, who was written in. */
const writtenIn = async (fields) => {
  const hall = await hallOf(as, 10, 10, fields)
  const poll = await heldIn(as, hall, await pollOf(as, hall), marks(...Array(10).fill({ marks: 'YYNN', write_in: ['周新人'] })))
  assert.equal(poll.state, 'signed')
  const rows = await allRows(as.congress, 'candidate', { election: poll.elections[0].id })
  return { hall, poll, row: rows.find((r) => r.written_in) }
}

describe('whoever was written in and elected', () => {
  test('keeps his name and his election; what tells him apart is filled in once, while the congress is held', async () => {
    const { hall, row } = await writtenIn()
    assert.ok(row.elected)
    assert.deepEqual(codes(await edit('candidate', row.id, { name: '周换人' })), ['poll.written_in'])
    const bulk = await as.congress.post('/api/rows/candidate/bulk', { rows: [{ id: row.id, ver: row.ver }], fields: { name: '周换人' } })
    assert.equal(bulk.status, 400, bulk.text)
    const other = await writtenIn()
    assert.equal((await edit('candidate', row.id, { election: other.poll.elections[0].id })).status, 400)
    assert.equal((await as.congress.post(`/api/rows/candidate/${row.id}/remove`, { ver: row.ver, reason: '误录' })).status, 422)
    ok(await edit('candidate', row.id, { post: '青岚县林业局局长', birth: '1980-05' }))
    assert.deepEqual(codes(await edit('candidate', row.id, { post: '别的单位' })), ['poll.written_in'])
    assert.deepEqual(codes(await edit('candidate', row.id, { birth: null })), ['poll.written_in'])
    ok(await as.congress.post(`/api/sittings/${hall.sitting}/close`))
    ok(await doAct('congress', hall.congress, 'open'))
    ok(await doAct('congress', hall.congress, 'close'))
    refused(await edit('candidate', row.id, { education: '31' }), 422, 'congress.over')
    assert.equal((await seen('candidate', row.id)).name, '周新人')
  })
})

describe('the day on which a congress closed', () => {
  test('is changed until a poll of it is signed, and not after', async () => {
    const { hall } = await writtenIn()
    ok(await edit('congress', hall.congress, { closes_on: '2026-06-30' })) // nothing was written down
    assert.deepEqual(codes(await edit('congress', hall.congress, { closes_on: '2026-07-01' })), ['congress.signed'])
    assert.deepEqual(codes(await edit('congress', hall.congress, { closes_on: null })), ['congress.signed'])
    ok(await edit('congress', hall.congress, { note: '备查' }))
    const open = await hallOf(as, 10, 10, { closes_on: '2026-06-30' })
    await pollOf(as, open)
    ok(await edit('congress', open.congress, { closes_on: '2026-07-01' }))
  })
})

describe('the sitting of a signed poll', () => {
  test('keeps when it was held and who took the chair; another sitting does not', async () => {
    const { hall } = await writtenIn()
    ok(await edit('sitting', hall.sitting, { held_at: '2026-06-29T01:00:00Z', chair: '周主持' })) // nothing was written down
    assert.deepEqual(codes(await edit('sitting', hall.sitting, { held_at: '2026-06-30T01:00:00Z' })), ['congress.signed'])
    assert.deepEqual(codes(await edit('sitting', hall.sitting, { chair: '别人' })), ['congress.signed'])
    ok(await edit('sitting', hall.sitting, { note: '备查' }))
    const fields = { congress: hall.congress, title: '闭幕大会', kind: 'plenary', held_at: '2026-06-30T01:00:00Z' }
    const { id } = ok(await as.congress.post('/api/rows/sitting', { region: COUNTY, fields }), 201)
    ok(await edit('sitting', id, { held_at: '2026-07-01T01:00:00Z' }))
  })
})

describe('a departure', () => {
  test('is entered by whoever last said anything of it, and confirmed by another', async () => {
    ok(await as.cadre.post('/api/rows/person', { region: COUNTY, fields: { name: '尉迟登记', sex: '1', birth: '1980.04' } }), 201)
    const clerk = await memberOf(server, as, '尉迟登记', { role: 'congress' })
    const { row } = await writtenIn()
    const { id } = ok(await clerk.post('/api/rows/departure', { region: COUNTY, fields: {
      candidate: row.id, cause: 'resigned', left_on: today(), organ: 'party', decided_by: '县委全会', document: '县委全会纪要' } }), 201)
    ok(await edit('departure', id, { decided_by: '另一机关', document: '另一文件' }))
    refused(await doAct('departure', id, 'confirm', { password: PASSWORD }), 422, 'departure.same')
    refused(await doAct('departure', id, 'confirm', { password: MEMBERS_PASSWORD, fields: { document: '又一文件' } }, clerk), 422, 'departure.same')
    const whole = await seen('departure', id)
    ok(await edit('departure', id, { document: whole.document }, clerk)) // says nothing else
    ok(await doAct('departure', id, 'confirm', { password: MEMBERS_PASSWORD }, clerk))
    const done = await seen('departure', id)
    assert.deepEqual([done.state, done.document], ['confirmed', '另一文件'])
    assert.notEqual(done.entered_by.id, done.confirmed_by.id)
  })
})

describe('who counts and watches', () => {
  const officersOf = async (hall) => ok(await as.congress.get(`/api/congresses/${hall.congress}`)).officers
  const officer = async (hall, duty) => (await officersOf(hall)).find((o) => o.duty === duty && o.state !== 'withdrawn')
  /** Withdrawn by two, or (second null) by one. */
  const withdraw = (o, second = SECOND, ver = o.ver) =>
    as.congress.post(`/api/officers/${o.id}/withdraw`, { ver, reason: '因病', ...(second ? { second } : {}) })
  const propose = async (hall, duty, attendee) => {
    ok(await as.congress.post(`/api/congresses/${hall.congress}/officers`, { officers: [{ duty, attendee }] }))
    return (await officersOf(hall)).find((o) => o.duty === duty && o.state === 'proposed')
  }
  const pass = (hall, o, second = SECOND) => as.congress.post(`/api/congresses/${hall.congress}/officers/pass`, {
    ids: [o.id], approve: hall.present, oppose: 0, abstain: 0, by: '举手', ...(second ? { second } : {}) })
  const sign = (who, poll, duty, n) => who.post(`/api/polls/${poll.id}/sign`, { duty, name: nameOf(4000 + n), password: PASSWORD })
  const words = async (form, scope, id) =>
    unzip((await as.congress.get(`/api/forms/${form}`, { scope, id, format: 'docx' })).bytes)['word/document.xml'].toString().replace(/<[^>]*>|\s/g, '')
  const parts = (file, part) => readFileSync(file, 'utf8').split('\n').filter((l) => l.includes(`{"part":"${part}"`)).map((l) => JSON.parse(l))
  const BALLOTS = () => marks(...Array(10).fill('YYYN'))

  test('are changed by one person before a poll is frozen, and by two from then on', async () => {
    const hall = await hallOf(as, 10, 10)
    const poll = await pollOf(as, hall)
    const teller = await officer(hall, 'teller')
    ok(await doAct('officer', teller.id, 'withdraw', { reason: '因病' }))
    ok(await pass(hall, await propose(hall, 'teller', hall.attendees[4]), null))
    await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
    const chief = await officer(hall, 'chief_scrutineer')
    refused(await doAct('officer', chief.id, 'withdraw', { reason: '因病' }), 422, 'officer.two')
    refused(await withdraw(chief, null), 422, 'second.needed')
    refused(await withdraw(chief, { name: 'congress', password: PASSWORD }), 422, 'second.self')
    refused(await withdraw(chief, SECOND, chief.ver + 1), 409, 'row.changed')
    assert.equal((await officer(hall, 'chief_scrutineer')).state, 'passed')
    ok(await withdraw(chief))
    const step = async () => ok(await as.congress.get(`/api/congresses/${hall.congress}`)).steps.find((s) => s.step === 'officers')
    const headless = await step()
    assert.deepEqual([headless.ok, /总监票人.*撤换.*接替/.test(headless.message)], [false, true])
    const onPoll = async () => ok(await as.congress.get(`/api/polls/${poll.id}`)).gates.filter((g) => g.act === 'sign').map((g) => [g.ok, g.message])
    assert.deepEqual(await onPoll(), [[false, headless.message]], 'the page of the poll says it too')
    const successor = await propose(hall, 'chief_scrutineer', hall.attendees[5])
    refused(await pass(hall, successor, null), 422, 'second.needed')
    ok(await pass(hall, successor))
    assert.equal((await step()).ok, true)
    assert.deepEqual(await onPoll(), [])
    refused(await withdraw({ ...chief, ver: chief.ver + 1 }), 422, 'officer.not_passed')
    const head = await propose(hall, 'delegation_head', hall.attendees[6])
    ok(await pass(hall, head, null)) // whose duty is another one
    const passed = (await officersOf(hall)).find((o) => o.id === head.id)
    ok(await doAct('officer', passed.id, 'withdraw', { reason: '另有任用' }))
  })

  test('the chief of the freeze, or his successor, signs; the evidence names the change, and papers those who signed', async () => {
    const hall = await hallOf(as, 10, 10)
    const poll = await pollOf(as, hall)
    await countedIn(as, hall, poll, BALLOTS())
    ok(await withdraw(await officer(hall, 'chief_scrutineer')))
    refused(await sign(as.scrutineer, poll, 'chief_scrutineer', 0), 422, 'sign.name')
    ok(await sign(as.teller1, poll, 'chief_teller', 2))
    assert.equal(ok(await sign(as.scrutineer, poll, 'scrutineer', 1)).state, 'counted', 'a chief there was, and he has not signed')
    ok(await pass(hall, await propose(hall, 'chief_scrutineer', hall.attendees[5])))
    assert.equal(ok(await sign(as.scrutineer, poll, 'chief_scrutineer', 5)).state, 'signed')
    const file = await evidenceFile(as, poll)
    assert.equal(run(['verify', file]).code, 0)
    const changes = parts(file, 'officer_change')
    assert.deepEqual(changes.map((o) => [o.change, o.duty, o.name]), [
      ['withdrawn', 'chief_scrutineer', nameOf(4000)], ['passed', 'chief_scrutineer', nameOf(4005)]])
    assert.ok(changes.every((o) => o.account !== o.second && /^\d+$/.test(o.second)))
    assert.equal(changes[0].reason, '因病')
    assert.equal(changes[1].approve, 10)
    assert.deepEqual(parts(file, 'officer').filter((o) => o.duty === 'chief_scrutineer').map((o) => o.name).sort(), [nameOf(4000), nameOf(4005)].sort())

    // signed and nothing left to vote on: they stay, by one and by two
    const chief = await officer(hall, 'chief_scrutineer')
    refused(await doAct('officer', chief.id, 'withdraw', { reason: '换人' }), 422, 'officer.settled')
    refused(await withdraw(chief), 422, 'officer.settled')
    refused(await pass(hall, await propose(hall, 'chief_scrutineer', hall.attendees[7])), 422, 'officer.settled')
    assert.match(await words('result_public', 'poll', poll.id), new RegExp(`总监票人：${nameOf(4005)}`))

    // for one more vote they are changed by two, and the papers of the first keep those of the first
    const next = await pollOf(as, hall, { cast: 2, title: '县纪委委员选票', election: { title: '县纪委委员', office: 'discipline' } })
    refused(await doAct('officer', chief.id, 'withdraw', { reason: '换人' }), 422, 'officer.two')
    ok(await withdraw(chief))
    ok(await pass(hall, (await officersOf(hall)).find((o) => o.name === nameOf(4007) && o.state === 'proposed')))
    assert.match(await words('result_public', 'poll', poll.id), new RegExp(`总监票人：${nameOf(4005)}`))
    assert.match(await words('election_rules', 'congress', hall.congress), /设总监票人1名/)
    assert.deepEqual(parts(await evidenceFile(as, poll), 'officer_change'), changes, 'what comes later is no matter of this poll')
    await countedIn(as, hall, next, BALLOTS())
    ok(await sign(as.scrutineer, next, 'chief_scrutineer', 7))
    ok(await sign(as.teller1, next, 'chief_teller', 2))
    const second = await evidenceFile(as, next)
    assert.equal(run(['verify', second]).code, 0)
    assert.deepEqual(parts(second, 'officer_change'), [], 'changed before its freeze')
    assert.deepEqual(parts(second, 'officer').filter((o) => o.duty === 'chief_scrutineer').map((o) => o.name), [nameOf(4007)])

    // declared void later, the first is sealed anew, with those of its own day
    await act(as.congress, poll, 'void', { cause: 'procedure', reason: '发票数有误', password: PASSWORD, ...await byPresidium(as, hall) })
    const anew = await evidenceFile(as, poll)
    assert.equal(run(['verify', anew]).code, 0)
    assert.deepEqual(parts(anew, 'officer'), parts(file, 'officer'))
    assert.match(await words('result_public', 'poll', poll.id), new RegExp(`总监票人：${nameOf(4005)}`))
  })

  test('are not fixed while a poll is thawed, and fixed as they are when it is frozen again', async () => {
    const hall = await hallOf(as, 10, 10)
    const poll = await pollOf(as, hall)
    await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
    ok(await withdraw(await officer(hall, 'chief_teller')))
    await act(as.congress, poll, 'thaw', { reason: '总计票人因病，重新推选', second: SECOND })
    await countedIn(as, hall, poll, BALLOTS())
    ok(await sign(as.scrutineer, poll, 'chief_scrutineer', 0))
    assert.equal(ok(await sign(as.teller1, poll, 'teller', 3)).state, 'signed', 'no chief teller at the freeze')
    const file = await evidenceFile(as, poll)
    assert.equal(run(['verify', file]).code, 0)
    assert.deepEqual(parts(file, 'officer_change'), [])
  })
})
