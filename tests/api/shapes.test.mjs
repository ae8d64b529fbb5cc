// The door: what does not fit the shape of a route is refused before the route runs, with one message that says
// the place and what is expected.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { lint, openapi } from './openapi.mjs'
import { Browser, cleanUp, COUNTY, demoSite, serve, signIn } from './server.mjs'

let server, congress, office, poll, nobody

before(async () => {
  server = await serve(demoSite('shapes'))
  nobody = new Browser(server)
  congress = await signIn(server, 'congress')
  office = await signIn(server, 'office')
  const [row] = (await congress.get('/api/rows/congress', { kind: 'party', limit: '1' })).body.rows
  const made = await congress.post('/api/polls', newPoll(row.id))
  assert.equal(made.status, 201, made.text)
  poll = made.body
})
after(cleanUp)

const newPoll = (id, name = '张三', more = {}) => ({
  congress: id, title: '选票', cast: 1, way: 'paper', colour: 'white', style: 'boxes',
  elections: [{ title: '选举', office: 'committee', seats: 1, rules: 'county-party-2020', candidates: [{ name: '李四' }, { name }] }],
  ...more,
})

/** Refused with this code, its message naming the place. */
const refused = (answer, code, place, also = []) => {
  assert.equal(answer.status, 400, answer.text)
  assert.equal(answer.body.error.code, code, answer.text)
  for (const words of [place, ...also]) assert.ok(answer.body.error.message.includes(words), answer.body.error.message)
  assert.deepEqual(answer.body.error.fields, [])
}

describe('a body', () => {
  test('a number sent as text, a fraction, a number out of range, null', async () => {
    const issue = (printed) => congress.ask('POST', `/api/polls/${poll.id}/issue`, { bytes: `{"ver":${poll.ver},"printed":${printed}}` })
    for (const wrong of ['"8"', '8.5', '8.0', '1e2', '-1', '100000001', 'null', 'true', '[]', '{}']) refused(await issue(wrong), 'shape.integer', 'printed')
    assert.equal((await congress.get(`/api/polls/${poll.id}`)).body.issue.printed, null, 'nothing was kept')
  })

  test('the place is a path into it', async () => {
    const post = (body) => congress.post('/api/polls', body)
    const id = poll.congress.id
    refused(await post(newPoll(id, 7)), 'shape.text', 'elections[0].candidates[1].name')
    refused(await post(newPoll(id, '张三', { titel: 'x' })), 'json.key', '“titel”')
    const bulk = (rows) => office.post('/api/rows/task/bulk', { rows, fields: {} })
    refused(await bulk([{ id: '1', ver: 1 }, { id: '2', ver: 1 }, { id: '3', ver: 1 }, { id: '4', ver: '1' }]), 'shape.integer', 'rows[3].ver')
    refused(await bulk([{ id: 4, ver: 1 }]), 'shape.id', 'rows[0].id')
    refused(await bulk([{ ver: 1 }]), 'shape.missing', 'rows[0].id')
    refused(await bulk([null]), 'shape.object', 'rows[0]')
    refused(await bulk({}), 'shape.list', 'rows')
    refused(await bulk(Array(1001).fill({ id: '1', ver: 1 })), 'shape.items', 'rows', ['1000'])
    refused(await office.post('/api/rows/task', { region: COUNTY, fields: { title: ['x'] } }), 'shape.value', 'fields.title')
    refused(await office.ask('POST', '/api/rows/task', { bytes: '{"fields":{"title":1.5}}' }), 'shape.point', 'fields.title')
    refused(await office.post('/api/rows/task', { region: '44x', fields: {} }), 'shape.region', 'region')
  })

  test('what a handler finds wrong stands at its place too', async () => {
    const election = (more) => ({ ...newPoll('').elections[0], ...more })
    const names = (...more) => election({ candidates: [{ name: '李四' }, ...more] })
    const post = (more) => congress.post('/api/polls', newPoll(poll.congress.id, '张三', more))
    const nobodysId = '249685239410977864'
    for (const [more, places] of [
      [{ title: ' ' }, ['title']],
      [{ elections: [election({ title: '' })] }, ['elections[0].title']],
      [{ elections: [election(), election({ office: 'galaxy' })] }, ['elections[1]']],
      [{ elections: [election({ rules: 'nosuch' })] }, ['elections[0]']],
      [{ elections: [names({ name: ' ' })] }, ['elections[0].candidates[1].name']],
      [{ elections: [election(), names({ name: '王五' }, { name: '李四' })] }, ['elections[1].candidates[2].name']],
      [{ elections: [names({ name: '名'.repeat(200) })] }, ['elections[0].candidates[1].name']],
      [{ elections: [names({ name: '王五', person: nobodysId })] }, ['elections[0].candidates[1].person']],
      [{ elections: [names({ name: '王五', sex: 'x' })] }, ['elections[0].candidates[1].sex']],
    ]) {
      const answer = await post(more)
      assert.equal(answer.status, 400, answer.text)
      assert.deepEqual(answer.body.error.fields.map((f) => f.field), places, answer.text)
    }
    const set = await congress.post(`/api/polls/${poll.id}/candidates`, {
      election: poll.elections[0].id, candidates: [{ name: '张三' }, { name: '李四', person: nobodysId }] })
    assert.deepEqual(set.body.error.fields.map((f) => f.field), ['candidates[1].person'], set.text)
    const officers = await congress.post(`/api/congresses/${poll.congress.id}/officers`, { officers: [{ name: '', duty: 'teller' }] })
    assert.deepEqual(officers.body.error.fields.map((f) => f.field), ['officers[0]'], officers.text)
  })

  test('a character that nobody sees, with its path', async () => {
    refused(await congress.post('/api/polls', newPoll(poll.congress.id, '张\u202e三')), 'request.character', '“elections[0].candidates[1].name”')
    const events = [{ key: 'k', kind: 'in', reason: '\u200b' }]
    refused(await congress.post('/api/sittings/1/check-in', { door: '东门', events }), 'request.character', '“events[0].reason”')
  })

  test('no object at all', async () => {
    for (const [bytes, given] of [['[]', '[…]'], ['null', 'null'], ['7', '7'], ['"x"', '"x"']]) refused(await office.ask('POST', '/api/rows/task', { bytes }), 'shape.body', '{…}', [given])
  })

  test('what was given is told apart from what it should be', async () => {
    for (const [region, given] of [[990124, /而不是 990124$/], ['44x', /而不是 "44x"$/], [true, /而不是 true$/]]) {
      const answer = await office.post('/api/rows/task', { region, fields: {} })
      refused(answer, 'shape.region', 'region')
      assert.match(answer.body.error.message, given)
    }
    for (const [bytes, code] of [['{"a":}', 'json.syntax'], ['{"fields":{},"fields":{}}', 'json.twice']]) {
      const { error } = (await office.ask('POST', '/api/rows/task', { bytes })).body
      assert.equal(error.code, code)
      assert.doesNotMatch(error.message, /token|near|duplicate/, 'no words of a library')
    }
  })

  test('too long, one of the words, a date', async () => {
    refused(await office.post(`/api/rows/task/1/remove`, { ver: 1, reason: '长'.repeat(2001) }), 'shape.long', 'reason', ['2000', '2001'])
    refused(await congress.post(`/api/polls/${poll.id}/groups`, { name: 'x', mode: 'sum' }), 'shape.word', 'mode', ['ballots, sums'])
    refused(await congress.post('/api/delegates/steps/allot', { level: 'county', on: 'May' }), 'shape.date', 'on')
  })

  test('in three languages', async () => {
    const says = []
    for (const language of ['zh-Hans', 'zh-Hant', 'en'])
      says.push((await congress.post(`/api/polls/${poll.id}/issue`, { printed: 'x' }, { headers: { 'Accept-Language': language } })).body.error.message)
    assert.match(says[0], /“printed”应为 0 到 100000000 的整数/)
    assert.match(says[1], /應爲/)
    assert.match(says[2], /“printed” must be a whole number from 0 to 100000000/)
  })

  test('is looked at only when the caller may', async () => {
    const path = `/api/polls/${poll.id}/issue`
    assert.equal((await nobody.post(path, { printed: 'x' })).status, 401)
    assert.equal((await office.post(path, { printed: 'x' })).status, 403)
  })
})

describe('what stands behind the ?', () => {
  test('unknown, twice, missing, of a wrong kind', async () => {
    refused(await office.get('/api/congresses', { regoin: COUNTY }), 'query.key', 'regoin')
    refused(await office.get(`/api/congresses?region=${COUNTY}&region=44`), 'query.twice', 'region')
    refused(await office.get('/api/imports'), 'query.missing', 'ledger')
    refused(await office.get('/api/congresses', { region: 'x' }), 'shape.region', 'region')
    refused(await congress.get('/api/delegates/quotas', { level: 'county', total: '2,5' }), 'shape.integer', 'total')
    refused(await congress.get(`/api/polls/${poll.id}`, { more: '1' }), 'query.key', 'more')
  })

  test('lists take the fields of their ledger besides', async () => {
    assert.equal((await office.get('/api/rows/task', { 'title.has': '任务' })).status, 200)
    assert.equal((await office.get('/api/rows/task', { 'nothing.has': 'x' })).body.error.code, 'list.key')
  })
})

describe('the description', () => {
  test('holds nothing that a strict client stumbles over, with and without the ledgers of a site', async () => {
    assert.deepEqual(lint(openapi()), [])
    for (const who of [office, congress]) assert.deepEqual(lint((await who.get('/api/openapi.json')).body), [])
  })

  test('says what is demanded', () => {
    const body = (path) => openapi().paths[path].post.requestBody.content['application/json'].schema
    for (const path of ['/api/rows/{ledger}/{row}/remove', '/api/polls/{poll}/thaw', '/api/delegates/vacancy']) assert.equal(body(path).properties.reason.minLength, 2, path)
    assert.equal(body('/api/rows/{ledger}/{row}/unseal').properties.purpose.minLength, 2)
    assert.deepEqual([body('/api/ledgers').$ref, body('/api/ledgers/{ledger}/fields').$ref], ['#/components/schemas/NewLedger', '#/components/schemas/NewField'])
    const [limit] = openapi().paths['/api/rows/{ledger}'].get.parameters.filter((p) => p.name === 'limit')
    assert.deepEqual([limit.schema.type, limit.schema.minimum, limit.schema.maximum], ['integer', 1, 200])
  })

  test('of a file says each type that comes', async () => {
    for (const format of ['xlsx', 'csv']) assert.equal((await office.get('/api/rows/task/export', { format })).status, 200, format)
    assert.equal((await congress.get(`/api/polls/${poll.id}/layout.json`)).status, 200)
  })
})

describe('every route', () => {
  const operations = Object.entries(openapi().paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, ...operation })))

  test('refuses an unknown member and an unknown parameter', async () => {
    const every = await signIn(server, 'security')
    const accounts = (await every.get('/api/accounts')).body.accounts
    const region = COUNTY
    const roles = ['cadre', 'office', 'discipline', 'congress', 'teller', 'scrutineer'].map((role) => ({ role, region }))
    assert.equal((await every.post(`/api/accounts/${accounts.find((a) => a.name === 'leader').id}/grants`, { grants: roles })).status, 204)
    const leader = await signIn(server, 'leader')
    let asked = 0
    for (const { method, path, requestBody, parameters, security } of operations) {
      const target = path.replace('{ledger}', 'talk').replace('{act}', 'follow').replace(/\{\w+\}/g, '999')
      const query = (parameters ?? []).filter((p) => p.in === 'query')
      const needs = query.filter((p) => p.required).map((p) => [p.name, p.name === 'ledger' ? 'talk' : p.schema.enum?.[0] ?? '1'])
      const browser = security ? nobody : leader
      if (!query.some((p) => p.name === 'filters')) {
        const answer = await browser.ask(method, `${target}?${new URLSearchParams([...needs, ['no_such', '1']])}`)
        if (![403, 404].includes(answer.status)) refused(answer, 'query.key', 'no_such')
      }
      if (!requestBody?.content['application/json']?.schema.properties && !requestBody?.content['application/json']?.schema.$ref) continue
      const answer = await browser.post(`${target}?${new URLSearchParams(needs)}`, { no_such: 1 })
      if ([403, 404].includes(answer.status)) continue
      refused(answer, 'json.key', 'no_such')
      asked++
    }
    assert.ok(asked > 40, `${asked} bodies`)
  })
})
