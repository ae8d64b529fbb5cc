// A show of hands has one majority, whatever it is about and through whatever door it is recorded; in a district its voters choose.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { actOn, districtOf, hallOf, nameOf, ok, pollOf, refused, SECOND } from './congress.mjs'
import { printed } from './paper.mjs'
import { cleanUp, COUNTY, demoSite, serve, signInAll } from './server.mjs'

let server, as
const add = async (ledger, fields) => ok(await as.congress.post(`/api/rows/${ledger}`, { region: COUNTY, fields }), 201).id
const propose = (congress, officers) => as.congress.post(`/api/congresses/${congress}/officers`, { officers })
const proposed = async (congress) =>
  ok(await as.congress.get(`/api/congresses/${congress}`)).officers.filter((o) => o.state === 'proposed').map((o) => o.id)
const pass = (congress, ids, approve, more = {}) =>
  as.congress.post(`/api/congresses/${congress}/officers/pass`, { ids, approve, oppose: 0, abstain: 0, by: '举手', ...more })

before(async () => {
  server = await serve(demoSite('hands'))
  as = await signInAll(server, ['congress', 'office'])
})
after(cleanUp)

describe('officers pass by the majority of their congress, as an item of its agenda does', () => {
  /** [fields of the congress, people, present, hands that are too few, hands that are enough, what the refusal says] */
  const CASES = [
    [{ kind: 'people', rules: 'organic-2022', population: 40000 }, 46, 40, 23, 24, /至少要 24 人.*共 46 人/],
    [{ kind: 'party', rules: 'county-party-2020' }, 58, 40, 29, 30, /至少要 30 人.*共 58 人/],
    [{ kind: 'member_meeting', rules: 'township-party-2020' }, 20, 18, 9, 10, /至少要 10 人.*共 18 人/],
  ]
  for (const [fields, people, present, few, enough, says] of CASES)
    test(`${fields.kind} ${fields.level ?? 'county'}: ${few} of ${people} are too few by either door`, async () => {
      const hall = await hallOf(as, people, present, fields)
      ok(await propose(hall.congress, [{ duty: 'scrutineer', attendee: hall.attendees[5] }, { duty: 'presidium', attendee: hall.attendees[6] }]))
      const ids = await proposed(hall.congress)
      assert.match(refused(await pass(hall.congress, ids, few, { oppose: 1 }), 422, 'officer.majority'), says)
      const item = await add('agenda_item', { sitting: hall.sitting, title: '通过名单', place: 1, kind: 'hands', approve: few, oppose: 1, abstain: 0 })
      const { ver } = ok(await as.congress.get(`/api/rows/agenda_item/${item}`))
      assert.match((await as.congress.post(`/api/rows/agenda_item/${item}/acts/pass`, { ver })).text, says)
      ok(await as.congress.post(`/api/rows/agenda_item/${item}`, { ver, fields: { approve: enough } }))
      ok(await actOn(as.congress, 'agenda_item', item, 'pass'))
      ok(await as.congress.post(`/api/congresses/${hall.congress}/officers/pass`, { ids, agenda_item: item }))
    })

  test('the presidium of a party congress passes who watches and counts and its chairs, by its own majority, and nobody else', async () => {
    const hall = await hallOf(as, 30, 30)
    ok(await propose(hall.congress, [3, 4].map((i) => ({ duty: 'presidium', attendee: hall.attendees[i] }))))
    ok(await pass(hall.congress, await proposed(hall.congress), 30))
    const sitting = await add('sitting', { congress: hall.congress, title: '主席团第一次会议', kind: 'presidium' })
    ok(await as.congress.post(`/api/sittings/${sitting}/open`))
    const at = new Date(Date.now() - 60000).toISOString().slice(0, 19) + 'Z'
    ok(await as.congress.post(`/api/sittings/${sitting}/check-in`, { door: '东门', events: [0, 1, 2, 3, 4].map((i) => (
      { key: `p${i}`, attendee: hall.attendees[i], kind: 'in', at, way: 'list' })) }))
    ok(await propose(hall.congress, [{ duty: 'scrutineer', attendee: hall.attendees[12] }]))
    const [one] = await proposed(hall.congress)
    refused(await pass(hall.congress, [one], 2, { oppose: 3, sitting }), 422, 'officer.majority')
    refused(await pass(hall.congress, [one], 6, { sitting }), 422, 'hall.hands_most')
    ok(await pass(hall.congress, [one], 3, { oppose: 2, sitting }))
    ok(await propose(hall.congress, [{ duty: 'presidium', attendee: hall.attendees[13] }]))
    refused(await pass(hall.congress, await proposed(hall.congress), 5, { sitting }), 422, 'officer.sitting')
    ok(await propose(hall.congress, [{ duty: 'executive_chair', attendee: hall.attendees[4] }]))
    const chair = ok(await as.congress.get(`/api/congresses/${hall.congress}`)).officers.find((o) => o.duty === 'executive_chair').id
    ok(await pass(hall.congress, [chair], 4, { oppose: 1, sitting }))
    const people = await hallOf(as, 46, 46, { kind: 'people', rules: 'organic-2022', population: 40000 })
    refused(await pass(people.congress, [one], 5, { sitting }), 404, 'row.none')
  })
})

describe('in a district its voters choose who watches and counts (选举法 43)', () => {
  let congress
  before(async () => {
    congress = await add('congress', { title: '推选监票人的选区', kind: 'district', level: 'county', rules: 'people-direct-2020' })
    await districtOf(as, congress, 29)
  })

  test('whoever is on the list is proposed by name; a stranger is refused by every door, called or not', async () => {
    ok(await propose(congress, [['chief_scrutineer', 0], ['scrutineer', 1], ['chief_teller', 2], ['teller', 3]].map(([duty, i]) => ({ duty, name: nameOf(4000 + i) }))))
    const stranger = await add('attendee', { congress, name: '外来人', kind: 'staff', votes: false })
    assert.match(refused(await propose(congress, [{ duty: 'scrutineer', attendee: stranger }]), 422, 'officer.no_voter'), /外来人.*第四十三条/)
    refused(await propose(congress, [{ duty: 'teller', name: '外来人' }]), 422, 'officer.no_voter')
    assert.match((await as.congress.post('/api/rows/officer', { region: COUNTY, fields: { congress, name: '外来人', duty: 'scrutineer', attendee: stranger } })).text, /officer\.no_voter/)
  })

  test('no more hands than voters, and more than half of them', async () => {
    const ids = await proposed(congress)
    assert.match(refused(await pass(congress, ids, 2000), 422, 'hall.hands_voters'), /2000.*29/)
    refused(await pass(congress, ids, 9, { oppose: 9 }), 422, 'officer.majority')
    ok(await pass(congress, ids, 20, { oppose: 9 }))
    const poll = await pollOf(as, { congress }, { title: '代表选票', election: { title: '人大代表', office: 'deputy_direct', seats: 1, rules: 'people-direct-2020',
      candidates: [{ name: '王文' }, { name: '李武' }] } })
    const text = await printed(as.congress, 'scrutineer_list', 'poll', poll.id)
    assert.match(text, /监票人、计票人由选民推选.*第四十三条/)
    assert.doesNotMatch(text, /大会|代表中/)
  })

  test('passed before the list was entered, he is still no voter when the poll is frozen', async () => {
    const hall = await hallOf(as, 10, 8, { kind: 'district', rules: 'people-direct-2020' })
    ok(await propose(hall.congress, [{ duty: 'scrutineer', attendee: hall.attendees[7] }]))
    ok(await pass(hall.congress, await proposed(hall.congress), 8))
    await districtOf(as, hall.congress, 10, { seats: 1, title: '后建的选区' })
    const poll = await pollOf(as, hall, { title: '代表选票', election: { title: '人大代表', office: 'deputy_direct', seats: 1, rules: 'people-direct-2020',
      candidates: [{ name: '王文' }, { name: '李武' }] } })
    assert.match(refused(await as.congress.post(`/api/polls/${poll.id}/freeze`, { attendance: { due: 10, present: 8 }, second: SECOND }), 422, 'officer.no_voter'), /选民名单/)
  })
})
