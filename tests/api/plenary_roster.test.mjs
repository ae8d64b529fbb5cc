// Who comes to a plenary: the elected of the congress before it.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { accept, act, enterGroup, hallOf, marks, ok, pollOf, refused, signBoth } from './congress.mjs'
import { cleanUp, COUNTY, demoSite, serve, signInAll } from './server.mjs'

let server, as
before(async () => {
  server = await serve(demoSite('plenary_roster'))
  as = await signInAll(server, ['congress', 'teller1', 'teller2', 'scrutineer', 'leader'])
})
after(cleanUp)

const add = async (ledger, fields) => ok(await as.congress.post(`/api/rows/${ledger}`, { region: COUNTY, fields }), 201).id

describe('the roster of a plenary', () => {
  test('the elected of the congress before it, alternates without a vote', async () => {
    const hall = await hallOf(as, 12, 10)
    const plenary = await add('congress', { title: '测试全会', kind: 'plenary', level: 'county', rules: 'county-party-2020', parent: hall.congress })
    const roster = (from = 'elected', id = plenary) => as.congress.post(`/api/congresses/${id}/roster`, { from })
    refused(await roster(), 422, 'roster.no_elected')
    refused(await roster('elected', hall.congress), 422, 'roster.parent')
    refused(await roster('lot'), 400, 'shape.word')
    const elect = async (cast, election, ballots) => {
      const poll = await pollOf(as, hall, { cast, title: election.title, election })
      await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
      await act(as.congress, poll, 'issue', { printed: 12, issued: 10, unused: 2, cut: 2, returned: 10 })
      await act(as.congress, poll, 'open')
      await act(as.congress, poll, 'close')
      await accept(as, await enterGroup(as, poll, ballots))
      await act(as.congress, poll, 'count')
      return poll
    }
    const members = await elect(1, { title: '委员' }, marks(...Array(10).fill('YYYN')))
    refused(await roster(), 422, 'roster.no_elected')
    await signBoth(as, members, hall)
    assert.deepEqual(ok(await roster()), { added: 3, kept: 0, removed: 0 })
    const alternates = await elect(2, { title: '候补委员', office: 'alternate', seats: 1, candidates: [{ name: '赵六' }, { name: '钱七' }] }, marks(...Array(8).fill('YN'), 'NY', 'NY'))
    await signBoth(as, alternates, hall)
    assert.deepEqual(ok(await roster()), { added: 1, kept: 3, removed: 0 })
    const view = ok(await as.congress.get(`/api/congresses/${plenary}`))
    assert.deepEqual([view.roster.due, view.roster.observers], [3, 1])
  })
})
