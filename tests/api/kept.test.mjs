// What a sitting keeps of its doors, and what stays under a poll that has begun.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { act, accept, enterGroup, evidenceFile, hallOf, marks, ok, pollOf, recordDue, refused, SECOND, signBoth } from './congress.mjs'
import { allRows, cleanUp, COUNTY, demoSite, serve, signInAll } from './server.mjs'
import { readFileSync } from 'node:fs'

let server, as

before(async () => {
  server = await serve(demoSite('kept'))
  as = await signInAll(server, ['congress', 'teller1', 'teller2', 'scrutineer'])
})
after(cleanUp)

const hall = async (sitting) => ok(await as.congress.get(`/api/sittings/${sitting}/hall`))
const roll = async (sitting) => ok(await as.congress.get(`/api/sittings/${sitting}/roll`)).attendees
const voters = async (sitting) => (await roll(sitting)).filter((a) => a.votes)
const at = (second) => new Date(Date.now() - 3600_000 + second * 1000).toISOString()
const send = async (sitting, door, events) =>
  ok(await as.congress.post(`/api/sittings/${sitting}/check-in`, { door, events }))
const rowOf = async (ledger, id) => ok(await as.congress.get(`/api/rows/${ledger}/${id}`))

test('1.8 attendance is ordered exactly while the sitting lasts, and keeps whole minutes after it', async () => {
  const sitting = (await hallOf(as, 6, 1)).sitting
  const [a, b] = (await voters(sitting)).filter((x) => !x.status)
  const second = at(3580).slice(0, 19)
  const event = (who, kind, ms, key) => ({ key, attendee: who.id, kind, at: `${second}.${ms}Z`, way: 'list' })
  // keys that would decide the other way round, were the second all that is known
  const events = [event(a, 'in', '100', 'z'), event(a, 'out', '400', 'y'), event(a, 'in', '700', 'x'),
    event(b, 'in', '200', 'm'), event(b, 'out', '201', 'l')]
  await send(sitting, '东门', [...events].reverse())
  const standing = async () => (await roll(sitting)).filter((x) => [a.id, b.id].includes(x.id)).map((x) => x.status)
  assert.deepEqual((await standing()).sort(), ['left', 'present'])
  const live = (await hall(sitting)).latest
  assert.deepEqual(live.slice(0, 2).map((x) => [x.name, x.status]), [[a.name, 'present'], [b.name, 'left']], 'the last who moved stands first')
  const before = await standing()
  ok(await as.congress.post(`/api/sittings/${sitting}/close`))
  assert.deepEqual(await standing(), before)
  for (const row of await allRows(as.congress, 'attendance', { sitting }))
    for (const field of ['at', 'came_at', 'left_at']) if (row[field]) assert.match(row[field], /:00Z$/, field)
  const { latest, doors } = await hall(sitting)
  for (const x of [...latest.map((l) => l.at), ...doors.map((d) => d.last_at)]) assert.match(x, /:00Z$/)
  // opened again, what comes now is after all that was
  ok(await as.congress.post(`/api/sittings/${sitting}/open`))
  await send(sitting, '东门', [{ key: 'a0', attendee: a.id, kind: 'out', way: 'list' }])
  assert.deepEqual((await standing()), ['left', 'left'])
})

/** A poll of a hall, counted and signed. */
const signed = async (h, poll) => {
  await act(as.congress, poll, 'freeze', { sitting: h.sitting })
  await act(as.congress, poll, 'issue', { printed: 5, issued: 5, unused: 0, cut: 0, returned: 5 })
  await act(as.congress, poll, 'open')
  await act(as.congress, poll, 'close')
  await accept(as, await enterGroup(as, poll, marks(...Array(5).fill('YYYN'))))
  await act(as.congress, poll, 'count')
  return signBoth(as, poll, h)
}

/** Each way to lose a row from under a poll: its answer's status and code. */
const tries = async (ledger, id, name, elsewhere) => {
  const row = await rowOf(ledger, id)
  const change = async (body) => {
    const answer = await as.congress.post(`/api/rows/${ledger}/${id}`, { ver: row.ver, ...body })
    return answer.status === 200 ? 'done' : answer.body.error.fields?.[0]?.code ?? answer.body.error.code
  }
  const removed = await as.congress.post(`/api/rows/${ledger}/${id}/remove`, { ver: row.ver, reason: '不要了' })
  return [removed.body?.error?.code ?? 'done', await change({ fields: { [name]: '改了名' } }), await change(elsewhere)]
}

test('1.9 nothing is removed, moved or renamed under an open or signed poll', async () => {
  const h = await hallOf(as, 6, 5)
  const other = ok(await as.congress.post('/api/rows/congress', { region: COUNTY,
    fields: { title: '别的大会', kind: 'party', level: 'county', rules: 'county-party-2020', approval_number: '测试组批〔2026〕2号' } }), 201).id
  const officer = ok(await as.congress.get(`/api/congresses/${h.congress}`)).officers[0].id
  const rows = [
    ['congress', h.congress, 'title', { fields: { kind: 'plenary' } }],
    ['sitting', h.sitting, 'title', { fields: { congress: other } }],
    ['officer', officer, 'name', { fields: { congress: other } }],
    ['attendee', h.attendees[5], 'name', { fields: { congress: other } }],
  ]
  const poll = await pollOf(as, h)
  await act(as.congress, poll, 'freeze', { sitting: h.sitting })
  const all = async (when) => {
    for (const [ledger, id, name, elsewhere] of rows)
      for (const [i, code] of (await tries(ledger, id, name, elsewhere)).entries())
        assert.match(code, /^(congress\.(polled|begun_as)|held\.kept)$/, `${ledger} ${when}: ${['removed', 'renamed', 'moved'][i]}`)
  }
  await all('frozen')
  await act(as.congress, poll, 'thaw', { reason: '漏了一人', second: SECOND })
  const spare = await rowOf('attendee', h.attendees[5])
  ok(await as.congress.post(`/api/rows/attendee/${spare.id}`, { ver: spare.ver, fields: { name: '改正的名' } }))
  // two people said who is due by name: of a list that says something else they say it again
  refused(await as.congress.post(`/api/polls/${poll.id}/freeze`, { sitting: h.sitting }), 422, 'roster.due_swapped')
  ok(await recordDue(as, h.congress))
  await signed(h, poll)
  await all('signed')
  const kept = await rowOf('attendee', h.attendees[5])
  ok(await as.congress.post(`/api/rows/attendee/${kept.id}`, { ver: kept.ver, fields: { note: '名字有误' } }))
  assert.equal(ok(await as.congress.get(`/api/polls/${poll.id}`)).state, 'signed')
  assert.match(refused(await as.congress.post(`/api/rows/congress/${h.congress}/remove`,
    { ver: (await rowOf('congress', h.congress)).ver, reason: '不要了' }), 422, 'congress.polled'), /县委委员选票/)
  // a roster made anew takes nobody off it either
  const by = await allRows(as.congress, 'attendee', { congress: h.congress })
  assert.equal(by.length, 6)
  // and its evidence knows how many were present, not who and not when
  const attendance = readFileSync(await evidenceFile(as, poll), 'utf8').split('\n').filter((l) => l.startsWith('{"part":"attendance"'))
  assert.deepEqual(attendance.map((l) => Object.keys(JSON.parse(l))), [['part', 'due', 'present', 'leave_sick', 'leave_business', 'absent']])
})
