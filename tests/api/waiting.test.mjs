// What waits for a signature: who may sign sees it, who wrote or signed it does not, and what is listed can be done.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { accept, act, enterGroup, hallOf, marks, ok, pollOf, signBoth } from './congress.mjs'
import { makeRecords } from './roles.mjs'
import { ADMINS, Browser, cleanUp, COUNTY, demoSite, PASSWORD, RECORD_ROLES, serve, signIn, signInAll } from './server.mjs'

let server, as, records
before(async () => {
  server = await serve(demoSite('waiting'))
  as = await signInAll(server, [...RECORD_ROLES, ...ADMINS, 'town1', 'secretary', 'minister', 'teller1', 'teller2', 'scrutineer'])
  records = await makeRecords(as)
})
after(cleanUp)

const account = async (name, role, whose) => {
  const made = await as.system.post('/api/accounts', { name, title: name, ...whose })
  assert.equal(made.status, 201, made.text)
  const { id, password } = made.body
  assert.equal((await as.security.post(`/api/accounts/${id}/grants`, { grants: [{ role, region: COUNTY }] })).status, 204)
  const first = await signIn(server, name, password)
  assert.equal((await first.post('/api/account/password', { old: password, new: PASSWORD })).status, 204)
  return signIn(server, name)
}
const waiting = async (who) => ok(await who.get('/api/waiting')).waiting
const of = async (who, row) => (await waiting(who)).filter((one) => one.row === row)

test('an edition of rules waits for others, not for who wrote it', async () => {
  assert.deepEqual(await of(as.congress, records.edition.id), [])
  assert.deepEqual(await of(as.office, records.edition.id), [], 'the office does not decide on rules')
  const other = await account('secretariat', 'congress', { person: { name: records.person.name, birth: records.person.birth } })
  const [one] = await of(other, records.edition.id)
  assert.deepEqual([one.ledger, one.act], ['rule_edition', 'approve_first'])
  ok(await other.post(`/api/rules/editions/${one.row}/approve`, { password: PASSWORD }))
  assert.deepEqual(await of(other, one.row), [], 'nobody approves twice')
  const nobody = await account('machine', 'congress', { no_person: '测试账号' })
  assert.deepEqual(await of(nobody, one.row), [], 'an account that is nobody\'s approves nothing')
})

test('whatever act of a ledger is listed for an account can be done by it', async () => {
  let done = 0
  for (const [name, who] of Object.entries(as))
    for (const one of (await waiting(who)).filter((x) => !['poll', 'rule_edition'].includes(x.ledger)).slice(0, 3)) {
      const row = ok(await who.get(`/api/rows/${one.ledger}/${one.row}`))
      const answer = await who.post(`/api/rows/${one.ledger}/${one.row}/acts/${one.act}`, { ver: row.ver, password: PASSWORD })
      const code = answer.body?.error?.code ?? ''
      assert.ok(answer.status < 300 || !/denied|post|state|required|kept/.test(code), `${name} ${one.ledger} ${one.act}: ${answer.text}`)
      if (answer.status < 300) {
        done++
        assert.ok(!(await of(who, one.row)).some((x) => x.act === one.act), 'and is listed no more')
      }
    }
  assert.ok(done > 0, 'something was signed')
})

test('a group that differs waits for the scrutineer, a count for tellers and scrutineer, once each', async () => {
  const hall = await hallOf(as, 12, 10)
  let poll = await pollOf(as, hall, { cast: 22, way: 'paper' })
  await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
  await act(as.congress, poll, 'open', {})
  await act(as.congress, poll, 'issue', { printed: 12, issued: 10, unused: 2, cut: 2, returned: 10 })
  await act(as.congress, poll, 'close')
  assert.deepEqual(await of(as.scrutineer, poll.id), [])
  const group = await enterGroup(as, poll, marks(...Array(10).fill('YYYN')))
  assert.deepEqual((await of(as.scrutineer, poll.id)).map((x) => x.act), ['accept'])
  assert.deepEqual(await of(as.teller1, poll.id), [], 'who entered it does not judge it')
  await accept(as, group)
  assert.deepEqual(await of(as.scrutineer, poll.id), [])
  poll = await act(as.congress, poll, 'count')
  for (const who of [as.scrutineer, as.teller1]) assert.deepEqual((await of(who, poll.id)).map((x) => x.act), ['sign'])
  assert.deepEqual(await of(as.congress, poll.id), [])
  await signBoth(as, poll, hall)
  for (const who of [as.scrutineer, as.teller1]) assert.deepEqual(await of(who, poll.id), [])
})

test('in the language of the reader; nobody and administrators have none', async () => {
  assert.equal((await new Browser(server).get('/api/waiting')).status, 401)
  for (const role of ADMINS) assert.deepEqual(await waiting(as[role]), [])
})
