// What a signed result says is held: whom it elected, when its congress closed, who left later, and who counted and watched.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { hallOf, heldIn, marks, ok, pollOf, refused } from './congress.mjs'
import { memberOf, MEMBERS_PASSWORD } from './members.mjs'
import { allRows, cleanUp, COUNTY, demoSite, PASSWORD, serve, signInAll } from './server.mjs'

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
    assert.deepEqual(codes(await edit('candidate', row.id, { education: '31' })), ['poll.written_in_closed'])
    assert.equal((await seen('candidate', row.id)).name, '周新人')
  })
})

describe('the day on which a congress closed', () => {
  test('is changed until a poll of it is signed, and not after', async () => {
    const { hall } = await writtenIn()
    ok(await edit('congress', hall.congress, { closes_on: '2026-06-30' })) // nothing was written down
    assert.deepEqual(codes(await edit('congress', hall.congress, { closes_on: '2026-07-01' })), ['congress.closes_signed'])
    assert.deepEqual(codes(await edit('congress', hall.congress, { closes_on: null })), ['congress.closes_signed'])
    ok(await edit('congress', hall.congress, { note: '备查' }))
    const open = await hallOf(as, 10, 10, { closes_on: '2026-06-30' })
    await pollOf(as, open)
    ok(await edit('congress', open.congress, { closes_on: '2026-07-01' }))
  })
})

describe('a departure', () => {
  test('is entered by whoever last said anything of it, and confirmed by another', async () => {
    ok(await as.cadre.post('/api/rows/person', { region: COUNTY, fields: { name: '尉迟登记', sex: '1', birth: '1980.04' } }), 201)
    const clerk = await memberOf(server, as, '尉迟登记', { role: 'congress' })
    const { row } = await writtenIn()
    const { id } = ok(await clerk.post('/api/rows/departure', { region: COUNTY, fields: {
      candidate: row.id, cause: 'resigned', left_on: '2026-09-01', decided_by: '县委全会', document: '县委全会纪要' } }), 201)
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
