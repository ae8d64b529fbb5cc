// Hands are raised by those who came: whoever never came in has not left.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { hallOf, ok } from './congress.mjs'
import { cleanUp, COUNTY, demoSite, serve, signInAll } from './server.mjs'

let server, as
before(async () => {
  server = await serve(demoSite('left'))
  as = await signInAll(server, ['congress'])
})
after(cleanUp)

test('a word of going out counts for whom some door saw come in', async () => {
  const { congress, attendees, sitting } = await hallOf(as, 10, 4)
  const send = async (events) => ok(await as.congress.post(`/api/sittings/${sitting}/check-in`, { door: '西门', events }))
  const hall = async () => ok(await as.congress.get(`/api/sittings/${sitting}/hall`))
  const item = ok(await as.congress.post('/api/rows/agenda_item', { region: COUNTY, fields: { sitting, place: 1, title: '通过一个决议', kind: 'hands' } }), 201).id
  const raised = async (approve) => {
    const { ver } = ok(await as.congress.get(`/api/rows/agenda_item/${item}`))
    return as.congress.post(`/api/rows/agenda_item/${item}`, { ver, fields: { approve, oppose: 0, abstain: 0 } })
  }
  const out = attendees.slice(4).map((attendee) => ({ key: `gone${attendee}`, attendee, kind: 'out', way: 'list' }))
  assert.ok((await send(out)).taken.every((one) => !one.status))
  let now = await hall()
  assert.deepEqual([now.due, now.present, now.left, now.unknown], [10, 4, 0, 6])
  assert.match((await raised(5)).text, /hall\.hands_most/)
  const { officers } = ok(await as.congress.get(`/api/congresses/${congress}`))
  assert.ok(officers.length)
  // the door that saw two of them come reports late
  const at = new Date(Date.now() - 60_000).toISOString().slice(0, 19) + 'Z'
  await send(attendees.slice(4, 6).map((attendee) => ({ key: `late${attendee}`, attendee, kind: 'in', at, way: 'qr' })))
  now = await hall()
  assert.deepEqual([now.present, now.left, now.unknown], [4, 2, 4])
  ok(await raised(6))
})
