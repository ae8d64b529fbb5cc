// A congress in its hall: roster, officers, doors, quorum.  The county's congress of the demo is to be held.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { passBy } from './congress.mjs'
import { allRows, cleanUp, COUNTY, demoSite, run, serve, signIn, signInAll, temporary, TOWN } from './server.mjs'

let server, as, county, town

before(async () => {
  server = await serve(demoSite('hall'))
  as = await signInAll(server, ['congress', 'office', 'cadre', 'leader', 'discipline', 'town1', 'system', 'security'])
  const { congresses } = ok(await as.congress.get('/api/congresses', { region: COUNTY }))
  county = congresses.find((c) => c.region.id === COUNTY && c.state === 'preparing')
  town = congresses.find((c) => c.region.id === TOWN && c.kind === 'party')
})
after(cleanUp)

const ok = (answer, status = 200) => {
  assert.equal(answer.status, status, answer.text)
  return answer.body
}
const refused = (answer, status, code) => {
  assert.equal(answer.status, status, answer.text)
  assert.equal(answer.body.error.code, code, answer.text)
  return answer.body.error.message
}
const congress = async (who = as.congress) => ok(await who.get(`/api/congresses/${county.id}`))
const create = async (ledger, fields, region = COUNTY) =>
  ok(await as.congress.post(`/api/rows/${ledger}`, { region, fields }), 201).id
const rowOf = async (ledger, id, who = as.congress) => ok(await who.get(`/api/rows/${ledger}/${id}`))

/** A sitting of its own, opened, so that tests do not meet. */
let n = 0
const openSitting = async (fields = {}, of = county.id) => {
  const id = await create('sitting', { congress: of, title: `测试会次${++n}`, kind: 'plenary', ...fields })
  assert.equal(ok(await as.congress.post(`/api/sittings/${id}/open`)).state, 'open')
  return id
}
const hall = async (sitting, who = as.congress) => ok(await who.get(`/api/sittings/${sitting}/hall`))
const roll = async (sitting) => ok(await as.congress.get(`/api/sittings/${sitting}/roll`)).attendees
const voters = async (sitting) => (await roll(sitting)).filter((a) => a.votes)
const start = Date.now() - 3600_000
const at = (second) => new Date(start + second * 1000).toISOString().slice(0, 19) + 'Z'
const minute = (second) => new Date(Math.floor((start + second * 1000) / 60_000) * 60_000).toISOString().slice(0, 19) + 'Z'
const send = async (sitting, door, events, who = as.congress) =>
  ok(await who.post(`/api/sittings/${sitting}/check-in`, { door, events }))
const coming = (people, door, second = 0) =>
  people.map((a, i) => ({ key: `${door}-${a.id}`, badge: a.badge, kind: 'in', at: at(second + i), way: 'qr' }))
const sums = (h) => h.present + h.left + h.absent + h.leave_sick + h.leave_business + h.unknown

describe('congresses', () => {
  test('the county has held one and prepares the next, its seventeen towns have held theirs', async () => {
    const all = ok(await as.congress.get('/api/congresses', { region: COUNTY })).congresses
    const congresses = all.filter((c) => c.kind === 'party')
    assert.deepEqual([all.length, congresses.length], [59, 19], 'two are direct elections of districts, two first plenaries of the county and of each town, two the county’s other congresses')
    assert.equal(congresses.filter((c) => c.state === 'closed').length, 18)
    assert.equal(county.state, 'preparing')
    assert.equal(county.due, 248)
    const towns = congresses.filter((c) => c !== county && c.region.id !== COUNTY)
    assert.equal(towns.reduce((sum, c) => sum + c.due, 0), 2078)
    for (const c of congresses) assert.match(c.title, /^中国共产党.+代表大会(第二次会议)?$/)
  })

  test('one is shown with sittings, agenda, officers, roster and what comes next', async () => {
    const c = await congress()
    assert.equal(c.congress.id, county.id)
    assert.equal(c.roster.due, 248)
    assert.equal(c.roster.observers, 6)
    assert.equal(c.roster.delegations.reduce((sum, d) => sum + d.due, 0), 248)
    assert.ok(c.sittings.length >= 4)
    const first = c.sittings.find((s) => s.kind === 'preparatory')
    assert.deepEqual(first.agenda.map((a) => a.place), [1, 2, 3])
    assert.equal(c.officers.filter((o) => o.duty === 'presidium').length, 25)
    assert.deepEqual(c.steps.map((s) => s.step), ['roster', 'sittings', 'before_meeting', 'before_presidium', 'before_secretary_general', 'before_rules', 'before_candidates', 'before_talks', 'officers', 'check_in', 'polls', 'results', 'close'])
    assert.equal(c.steps[0].ok, true)
    for (const s of c.steps) assert.ok(s.label && s.message && !s.message.includes('{'), JSON.stringify(s))
  })

  test('those who may not read it do not find it', async () => {
    for (const who of [as.discipline, as.system]) {
      assert.ok([403, 404].includes((await who.get('/api/congresses', { region: COUNTY })).status))
      refused(await who.get(`/api/congresses/${county.id}`), 404, 'row.none')
    }
    refused(await as.town1.get(`/api/congresses/${county.id}`), 404, 'row.none')
    for (const who of [as.office, as.cadre, as.leader]) assert.equal((await congress(who)).congress.id, county.id)
  })

  test('a town congress of the past has its attendance and its quorum of four fifths', async () => {
    const t = ok(await as.congress.get(`/api/congresses/${town.id}`))
    assert.deepEqual(t.sittings.map((s) => s.kind), ['preparatory', 'presidium', 'delegation', 'presidium', 'plenary'])
    const h = await hall(t.sittings[4].id)
    assert.equal(h.due, town.due)
    assert.equal(sums(h), h.due)
    assert.equal(h.unknown, 0)
    assert.deepEqual([h.quorum.share, h.quorum.op, h.quorum.needed], ['4/5', 'at_least', Math.ceil(h.due * 4 / 5)])
    assert.equal(h.quorum.met, true)
    assert.equal(h.quorum.present, h.present)
    assert.equal(h.doors.reduce((sum, d) => sum + d.count, 0), h.due)
  })
})

describe('the roster', () => {
  test('is made once from 248 qualified delegates; what was entered by hand stays', async () => {
    const by = await create('congress', { title: '名册测试大会', kind: 'party', level: 'county', term: 14, session: 3, rules: 'county-party-2020', approval_number: '测试组批〔2026〕2号' })
    const guest = await create('attendee', { congress: by, name: '手工来宾', votes: false, kind: 'guest' })
    const make = (from) => as.congress.post(`/api/congresses/${by}/roster`, { from })
    assert.deepEqual(ok(await make('delegates')), { added: 248, kept: 0, removed: 0 })
    assert.deepEqual(ok(await make('delegates')), { added: 0, kept: 248, removed: 0 })

    const people = await allRows(as.congress, 'attendee', { congress: by })
    assert.equal(people.length, 249)
    assert.equal(new Set(people.map((p) => p.badge)).size, 249)
    for (const p of people) assert.match(p.badge, /^[23456789ABCDEFGHJKMNPQRSTVWXYZ]{8}$/)
    const some = people.find((p) => p.delegate)
    assert.equal(some.votes, true)
    assert.equal(some.source, 'delegates')
    ok(await as.congress.post(`/api/rows/attendee/${some.id}`, { ver: some.ver, fields: { seat_number: '主席台1座' } }))

    const delegate = await rowOf('delegate', some.delegate.id)
    ok(await as.congress.post(`/api/rows/delegate/${delegate.id}/acts/lapse`, { ver: delegate.ver, reason: '调离本县' }))
    assert.deepEqual(ok(await make('delegates')), { added: 0, kept: 247, removed: 1 })
    assert.equal((await as.congress.get(`/api/rows/attendee/${some.id}`)).status, 404)
    assert.equal((await rowOf('attendee', guest)).name, '手工来宾')

    refused(await make('elected'), 422, 'roster.parent')
    refused(await make('deputies'), 422, 'roster.no_elected')
    refused(await make('friends'), 400, 'shape.word')
    refused(await as.office.post(`/api/congresses/${by}/roster`, { from: 'delegates' }), 403, 'denied')
    refused(await as.town1.post(`/api/congresses/${by}/roster`, { from: 'delegates' }), 403, 'denied')
  })

  test('nobody chooses a badge or a source, and a row lies in the region of its congress', async () => {
    const wrong = await as.congress.post('/api/rows/attendee', {
      region: COUNTY, fields: { congress: county.id, name: '自选', kind: 'guest', badge: 'AAAAAAAA' } })
    assert.deepEqual(wrong.body.error.fields.map((f) => [f.field, f.code]), [['badge', 'cell.kept']])
    const away = await as.congress.post('/api/rows/attendee', {
      region: TOWN, fields: { congress: county.id, name: '别处', kind: 'guest' } })
    assert.deepEqual(away.body.error.fields.map((f) => [f.field, f.code]), [['congress', 'cell.congress_region']])
  })
})

test('badges are printed four on a sheet, by those who run the congress', async () => {
  const pdf = await as.congress.get(`/api/congresses/${county.id}/badges.pdf`)
  assert.equal(pdf.status, 200, pdf.text.slice(0, 200))
  assert.equal(pdf.headers.get('content-type'), 'application/pdf')
  const bytes = pdf.bytes.toString('latin1')
  assert.ok(bytes.startsWith('%PDF-') && bytes.trimEnd().endsWith('%%EOF'))
  assert.equal(Number(bytes.match(/\/Type\s*\/Pages[^>]*\/Count (\d+)|\/Count (\d+)/)?.slice(1).find(Boolean)), Math.ceil((248 + 6) / 4))
  refused(await as.office.get(`/api/congresses/${county.id}/badges.pdf`), 403, 'denied')
  const empty = await create('congress', { title: '无人大会', kind: 'party', level: 'county', rules: 'county-party-2020', approval_number: '测试组批〔2026〕3号' })
  refused(await as.congress.get(`/api/congresses/${empty}/badges.pdf`), 422, 'badge.none')
})

test('attendees that come in from a spreadsheet get their badges too', () => {
  const data = demoSite('hall-import')
  const file = join(temporary('hall-sheet'), 'a.csv')
  const title = county.title
  writeFileSync(file, `大会,姓名,有表决权,到会身份,地区\n${title},来宾甲,否,来宾,青岚县\n${title},来宾乙,否,来宾,青岚县\n`)
  const done = run(['import', 'attendee', file, '--data', data])
  assert.equal(done.code, 0, done.err)
  const out = join(temporary('hall-out'), 'b.csv')
  assert.equal(run(['export', 'attendee', out, '--data', data, '--where', 'kind=guest']).code, 0)
  const lines = readFileSync(out, 'utf8').trim().split('\n').filter((line) => line.includes('来宾'))
  assert.equal(lines.length, 2)
  const badges = lines.map((line) => line.split(',').find((cell) => /^[2-9A-HJKMNP-TV-Z]{8}$/.test(cell)))
  assert.ok(badges[0] && badges[1] && badges[0] !== badges[1], lines.join('\n'))
})

describe('the doors', () => {
  test('three at once, one of them without network for a while and sending everything twice', async () => {
    const sitting = await openSitting()
    const people = await voters(sitting)
    const [east, west, south] = [people.slice(0, 100), people.slice(60, 160), people.slice(160, 230)]
    const late = coming(south, '南门', 10)
    const answers = await Promise.all([
      send(sitting, '东门', coming(east, '东门')),
      send(sitting, '西门', coming(west, '西门', 5)),
      ...[0, 25, 50].map((from) => send(sitting, '东门', coming(east, '东门').slice(from, from + 25))),
    ])
    for (const a of answers) assert.deepEqual(a.refused, [])
    let h = await hall(sitting)
    assert.equal(h.present, 160, 'forty were seen at two doors')
    assert.equal(h.unknown, 88)

    const again = await send(sitting, '南门', late)
    const twice = await send(sitting, '南门', [...late].reverse())
    assert.equal(again.taken.length, 70)
    assert.deepEqual(new Set(twice.taken.map((t) => `${t.key} ${t.status}`)), new Set(again.taken.map((t) => `${t.key} ${t.status}`)))
    h = await hall(sitting)
    assert.deepEqual([h.due, h.present, h.unknown], [248, 230, 18])
    assert.equal(sums(h), 248)
    assert.deepEqual(h.doors.map((d) => [d.name, d.count]).sort(), [['东门', 100], ['南门', 70], ['西门', 100]].sort())
    assert.equal(h.latest.length, 12)
    assert.equal(h.delegations.reduce((sum, d) => sum + d.present, 0), 230)
    assert.equal(h.delegations.reduce((sum, d) => sum + d.due, 0), 248)
    const known = await allRows(as.congress, 'attendance', { sitting })
    assert.equal(known.length, 230)
  })

  test('who leaves and comes back; what was seen earlier but reported later changes nothing', async () => {
    const sitting = await openSitting()
    const [a, b, c] = await voters(sitting)
    const event = (who, kind, second, key, more) => ({ key, attendee: who.id, kind, at: at(second), way: 'list', ...more })
    const status = async (who) => (await roll(sitting)).find((x) => x.id === who.id)
    await send(sitting, '东门', [event(a, 'in', 10, 'a1'), event(b, 'in', 11, 'b1')])
    await send(sitting, '东门', [event(a, 'out', 20, 'a2'), event(b, 'out', 21, 'b2')])
    assert.deepEqual([(await hall(sitting)).present, (await hall(sitting)).left], [0, 2])
    await send(sitting, '西门', [event(a, 'in', 30, 'a3')])
    const back = await send(sitting, '南门', [event(a, 'out', 15, 'a0'), event(b, 'in', 5, 'b0')])
    assert.deepEqual(back.taken.map((t) => t.status), ['present', 'left'])
    assert.deepEqual([(await status(a)).came_at, (await status(a)).left_at, (await status(a)).door], [minute(30), minute(20), '西门'])

    await send(sitting, '会务组', [event(c, 'leave_sick', 1, 'c1', { reason: '发热' })])
    assert.deepEqual([(await status(c)).status, (await status(c)).reason], ['leave_sick', '发热'])
    const cleared = await send(sitting, '会务组', [event(c, 'clear', 40, 'c2')])
    assert.equal(cleared.taken[0].status, null)
    const h = await hall(sitting)
    assert.deepEqual([h.present, h.left, h.leave_sick, h.unknown], [1, 1, 0, 246])
  })

  test('a clock an hour ahead is taken as now, so that what follows still counts', async () => {
    const sitting = await openSitting()
    const [a] = await voters(sitting)
    const ahead = new Date(Date.now() + 3600_000).toISOString().slice(0, 19) + 'Z'
    await send(sitting, '东门', [{ key: 'fast', attendee: a.id, kind: 'in', at: ahead, way: 'list' }])
    const line = (await roll(sitting)).find((x) => x.id === a.id)
    assert.ok(Math.abs(Date.parse(line.came_at) - Date.now()) < 120_000, line.came_at)
    const now = new Date(Date.now() + 1000).toISOString().slice(0, 19) + 'Z'
    const out = await send(sitting, '东门', [{ key: 'slow', attendee: a.id, kind: 'out', at: now, way: 'list' }])
    assert.equal(out.taken[0].status, 'left')
  })

  test('a badge that is unknown or of another congress is refused by name, the others are taken', async () => {
    const sitting = await openSitting()
    const [mine, another] = await voters(sitting)
    const past = ok(await as.congress.get(`/api/congresses/${town.id}`)).sittings[0].id
    const [other] = await roll(past)
    const answer = await send(sitting, '东门', [
      { key: '1', badge: 'ZZZZ2222', kind: 'in', way: 'code' },
      { key: '2', badge: other.badge, kind: 'in', way: 'qr' },
      { key: '3', badge: `${mine.badge.slice(0, 4).toLowerCase()}-${mine.badge.slice(4)} `, kind: 'in', way: 'code' },
      { key: '4', attendee: '12345', kind: 'in', way: 'list' },
      { key: '5', attendee: mine.id, kind: 'dance', way: 'list' },
      { key: 'with blank', attendee: mine.id, kind: 'in', way: 'list' },
      { key: '7', attendee: mine.id, kind: 'in', at: 'noon', way: 'list' },
      { key: '8', attendee: mine.id, kind: 'in', way: 'magic' },
      { key: '9', attendee: mine.id, kind: 'in', at: '1900-01-01T08:00:00Z', way: 'list' },
      { key: '10', attendee: mine.id, badge: another.badge, kind: 'out', way: 'qr' },
      { key: '11', attendee: mine.id, badge: 'ZZZZ2222', kind: 'out', way: 'qr' },
      { key: '12', attendee: mine.id, badge: mine.badge, kind: 'in', way: 'qr' },
    ])
    assert.deepEqual(answer.taken.map((t) => [t.key, t.attendee, t.status]), [['3', mine.id, 'present'], ['12', mine.id, 'present']])
    assert.deepEqual(answer.refused.map((r) => [r.key, r.code]), [
      ['1', 'hall.badge_unknown'], ['2', 'hall.badge_other'], ['4', 'hall.attendee_unknown'], ['5', 'hall.event_kind'],
      ['with blank', 'hall.event_key'], ['7', 'hall.event_time'], ['8', 'hall.event_way'],
      ['9', 'hall.event_old'], ['10', 'hall.badge_not_his'], ['11', 'hall.badge_unknown']])
    assert.match(answer.refused[0].message, /ZZZZ2222/)
    assert.ok(answer.refused[1].message.includes(town.title) && answer.refused[1].message.includes(county.title))
    assert.equal((await hall(sitting)).present, 1)
  })

  test('a sitting that is not open takes leave but nobody comes in; a closed one takes nothing, and answers what it took', async () => {
    const sitting = await create('sitting', { congress: county.id, title: '开关测试', kind: 'plenary' })
    const [a, b] = await voters(sitting)
    const early = await send(sitting, '东门', [
      { key: 'in', attendee: a.id, kind: 'in', way: 'list' }, { key: 'ill', attendee: b.id, kind: 'leave_sick', way: 'list' }])
    assert.deepEqual(early.refused.map((r) => r.code), ['hall.not_open'])
    assert.equal(early.taken[0].status, 'leave_sick')
    refused(await as.congress.post(`/api/sittings/${sitting}/close`), 422, 'act.state')
    assert.ok(ok(await as.congress.post(`/api/sittings/${sitting}/open`)).opened_at)
    refused(await as.congress.post(`/api/sittings/${sitting}/open`), 422, 'act.state')
    await send(sitting, '东门', [{ key: 'in', attendee: a.id, kind: 'in', way: 'list' }])
    assert.ok(ok(await as.congress.post(`/api/sittings/${sitting}/close`)).closed_at)
    const shut = await send(sitting, '东门', [
      { key: 'in', attendee: a.id, kind: 'in', way: 'list' }, { key: 'new', attendee: a.id, kind: 'out', way: 'list' }])
    assert.deepEqual(shut.taken.map((t) => [t.key, t.status]), [['in', 'present']])
    assert.deepEqual(shut.refused.map((r) => r.code), ['hall.closed'])
    assert.match(shut.refused[0].message, /开关测试/)
    ok(await as.congress.post(`/api/sittings/${sitting}/open`))
    assert.equal((await send(sitting, '东门', [{ key: 'new', attendee: a.id, kind: 'out', way: 'list' }])).taken[0].status, 'left')
    const row = await rowOf('sitting', sitting)
    refused(await as.congress.post(`/api/rows/sitting/${sitting}/remove`, { ver: row.ver, reason: '不要了' }), 422, 'hall.begun')
  })

  test('a batch is bounded and names its door', async () => {
    const sitting = await openSitting()
    const post = (body) => as.congress.post(`/api/sittings/${sitting}/check-in`, body)
    const event = { key: 'k', attendee: '1', kind: 'in' }
    refused(await post({ door: '东门', events: [] }), 400, 'hall.events')
    refused(await post({ door: '东门', events: Array(501).fill(event) }), 400, 'shape.items')
    refused(await post({ events: [event] }), 400, 'shape.missing')
    refused(await post({ door: '东门', events: [event], more: 1 }), 400, 'json.key')
    for (const who of [as.office, as.leader, as.cadre])
      refused(await who.post(`/api/sittings/${sitting}/check-in`, { door: '东门', events: [event] }), 403, 'denied')
    refused(await as.town1.post(`/api/sittings/${sitting}/open`), 403, 'denied')
  })

  test('attendance is written at the doors alone', async () => {
    const sitting = await openSitting()
    const [a] = await voters(sitting)
    await send(sitting, '东门', [{ key: 'x', attendee: a.id, kind: 'in', way: 'qr' }])
    const [row] = await allRows(as.congress, 'attendance', { sitting })
    assert.deepEqual([row.status, row.way, row.door], ['present', 'qr', '东门'])
    const forged = await as.congress.post(`/api/rows/attendance/${row.id}`, { ver: row.ver, fields: { status: 'absent' } })
    assert.deepEqual(forged.body.error.fields.map((f) => f.code), ['cell.kept'])
    const made = await as.congress.post('/api/rows/attendance', { region: COUNTY, fields: { sitting, attendee: a.id, name: '无' } })
    assert.equal(made.status, 400)
    refused(await as.congress.post(`/api/rows/attendance/${row.id}/remove`, { ver: row.ver, reason: '抹掉' }), 422, 'hall.attendance_stays')
    refused(await as.congress.post(`/api/rows/attendance/${row.id}`, { ver: row.ver, fields: { region: TOWN } }), 422, 'hall.attendance_stays')
    const s = await rowOf('sitting', sitting)
    refused(await as.congress.post(`/api/rows/sitting/${sitting}/acts/close`, { ver: s.ver }), 422, 'act.kept')
  })
})

describe('the quorum', () => {
  test('of a county congress is met by 125 of 248, of its presidium by its own members', async () => {
    const sitting = await openSitting()
    const people = await voters(sitting)
    await send(sitting, '东门', coming(people.slice(0, 124), '东门'))
    let { quorum } = await hall(sitting)
    assert.deepEqual([quorum.base, quorum.of, quorum.share, quorum.op, quorum.needed, quorum.present, quorum.met],
      ['due', 248, '1/2', 'more_than', 125, 124, false])
    assert.match(quorum.article, /第24条/)
    await send(sitting, '东门', coming(people.slice(124, 125), '东门'))
    quorum = (await hall(sitting)).quorum
    assert.deepEqual([quorum.present, quorum.met], [125, true])

    const presidium = await openSitting({ kind: 'presidium' })
    assert.equal((await hall(presidium)).due, 25)
    assert.equal((await voters(presidium)).length, 25)
    await send(presidium, '东门', coming((await voters(presidium)).slice(0, 3), '东门'))
    await send(presidium, '东门', coming((await roll(presidium)).filter((a) => !a.votes).slice(0, 5), '列席'))
    const h = await hall(presidium)
    assert.deepEqual([h.present, sums(h), h.quorum.needed], [3, 25, 13])

    const delegation = (await congress()).roster.delegations[0]
    const group = await openSitting({ kind: 'delegation', delegation: delegation.name })
    assert.equal((await hall(group)).due, delegation.due)
  })
})

describe('officers', () => {
  const propose = (officers, who = as.congress) => who.post(`/api/congresses/${county.id}/officers`, { officers })
  let people, plain, candidate, meeting

  before(async () => {
    people = (await allRows(as.congress, 'attendee', { congress: county.id })).filter((a) => a.votes)
    const busy = new Set((await congress()).officers.map((o) => o.attendee?.id))
    plain = people.filter((a) => !a.person && !busy.has(a.id))
    candidate = people.find((a) => a.person)
    const poll = await create('poll', { title: '县委委员选票', congress: county.id })
    /* Whoever links candidates to the records of persons holds both roles. */
    const { accounts } = ok(await as.security.get('/api/accounts'))
    await as.security.post(`/api/accounts/${accounts.find((a) => a.name === 'congress').id}/grants`, {
      grants: ['congress', 'cadre'].map((role) => ({ role, region: COUNTY })) })
    const election = await create('election', { title: '县委委员', poll, office: 'committee', seats: 1, rules: 'county-party-2020' })
    await create('candidate', { election, name: candidate.name, person: candidate.person.id })
    await create('candidate', { election, name: plain[9].name })
    ok(await as.cadre.post('/api/rows/family', {
      region: COUNTY, fields: { person: candidate.person.id, relation: '73', name: plain[8].name } }), 201)
    ok(await as.cadre.post('/api/rows/family', {
      region: COUNTY, fields: { person: candidate.person.id, relation: '85', name: plain[7].name } }), 201)
  })

  test('those of the demo are without conflict', async () => {
    const { officers } = await congress()
    const ids = officers.filter((o) => /teller|scrutineer/.test(o.duty)).map((o) => o.id)
    assert.equal(ids.length, 16)
    meeting = await openSitting()
    await send(meeting, '东门', coming((await voters(meeting)).slice(0, 230), '东门'))
    assert.equal(ok(await passBy(as.congress, county.id, meeting, ids, { approve: 229, abstain: 1 })).done, 16)
    const passed = (await congress()).officers.find((o) => o.id === ids[0])
    assert.deepEqual([passed.state, passed.approve, passed.abstain, passed.vote_by], ['passed', 229, 1, '举手表决'])
    assert.equal((await congress()).steps.find((s) => s.step === 'officers').ok, true)
    assert.match(refused(await as.congress.post(`/api/congresses/${county.id}/officers/pass`, { ids: [ids[0]], approve: 229 }), 422,
      'officer.not_proposed'), new RegExp(passed.name))
  })

  test('a candidate, a near relative of one, and whoever counts and watches are refused by name, all or none', async () => {
    const before = (await congress()).officers.length
    const cases = [
      [[{ attendee: plain[0].id, duty: 'teller' }, { attendee: candidate.id, duty: 'scrutineer' }], 'officer.candidate', candidate.name],
      [[{ attendee: plain[9].id, duty: 'teller' }], 'officer.candidate', plain[9].name],
      [[{ attendee: plain[8].id, duty: 'scrutineer' }], 'officer.relative', plain[8].name],
      [[{ attendee: plain[1].id, duty: 'chief_scrutineer' }, { attendee: plain[1].id, duty: 'chief_teller' }], 'officer.chiefs', plain[1].name],
      [[{ attendee: plain[1].id, duty: 'teller' }, { attendee: plain[1].id, duty: 'scrutineer' }], 'officer.both', plain[1].name],
    ]
    for (const [list, code, name] of cases) {
      const message = refused(await propose(list), 422, code)
      assert.ok(message.includes(name) && /条/.test(message), message)
    }
    assert.equal((await congress()).officers.length, before)
    assert.equal(ok(await propose([{ attendee: plain[7].id, duty: 'scrutineer' }, { attendee: candidate.id, duty: 'executive_chair' }])).done, 2)
  })

  test('the ledger itself is no way round', async () => {
    const make = (name, duty, attendee) => as.congress.post('/api/rows/officer', {
      region: COUNTY, fields: { congress: county.id, name, duty, ...(attendee ? { attendee } : {}) } })
    for (const [name, code] of [[plain[8].name, 'officer.relative'], [plain[9].name, 'officer.candidate']]) {
      const answer = await make(name, 'teller')
      assert.equal(answer.status, 400, answer.text)
      assert.deepEqual(answer.body.error.fields.map((f) => [f.field, f.code]), [['name', code]])
    }
    const id = ok(await make(plain[8].name, 'delegation_head', plain[8].id), 201).id
    const changed = await as.congress.post(`/api/rows/officer/${id}`, { ver: 1, fields: { duty: 'teller' } })
    assert.deepEqual(changed.body.error.fields.map((f) => f.code), ['officer.relative'])
    refused(await as.congress.post(`/api/rows/officer/${id}/acts/pass`, { ver: 1 }), 422, 'act.kept')
    const gone = ok(await as.congress.post(`/api/rows/officer/${id}/acts/withdraw`, { ver: 1, reason: '另有任用' }))
    assert.equal(gone.state, 'withdrawn')
  })

  test('names, duties, numbers', async () => {
    refused(await propose([]), 400, 'officer.count')
    refused(await propose([{ attendee: plain[0].id, duty: 'king' }]), 400, 'officer.duty')
    refused(await propose([{ name: '', duty: 'teller' }]), 400, 'officer.name')
    refused(await propose([{ name: '不在册', duty: 'scrutineer' }]), 422, 'officer.no_attendee')
    refused(await propose([{ attendee: '1', duty: 'teller' }]), 404, 'hall.attendee_unknown')
    refused(await propose([{ name: '外请计票', duty: 'teller' }], as.office), 403, 'denied')
    assert.equal(ok(await propose([{ name: '外请计票', duty: 'teller' }, { name: '外请计票', duty: 'teller' }])).done, 1)
    assert.equal(ok(await propose([{ name: '外请计票', duty: 'teller' }])).done, 1)
    const mine = (await congress()).officers.filter((o) => o.name === '外请计票')
    assert.equal(mine.length, 1)
    const pass = (more) => as.congress.post(`/api/congresses/${county.id}/officers/pass`, { ids: [mine[0].id], ...more })
    refused(await pass({ approve: -1 }), 400, 'shape.integer')
    refused(await pass({ approve: 125, oppose: 90, abstain: 10 }), 422, 'officer.by_item') // its agenda has votes by hands
    const item = await create('agenda_item', { sitting: meeting, place: 90, title: '通过计票人', kind: 'hands', approve: 124, oppose: 90, abstain: 10 })
    refused(await as.congress.post(`/api/rows/agenda_item/${item}/acts/pass`, { ver: 1 }), 422, 'agenda.not_carried') // of 248 due
    assert.equal(ok(await passBy(as.congress, county.id, meeting, [mine[0].id], { approve: 125, oppose: 90, abstain: 10 })).done, 1)
  })
})

test('tellers and scrutineers read the hall and open no door', async () => {
  for (const account of ['teller1', 'scrutineer']) {
    const who = await signIn(server, account)
    const sitting = await openSitting()
    assert.equal((await hall(sitting, who)).due, 248)
    refused(await who.post(`/api/sittings/${sitting}/close`), 403, 'denied')
    refused(await who.post(`/api/sittings/${sitting}/check-in`, { door: '东门', events: [{ key: 'k', attendee: '1', kind: 'in' }] }), 403, 'denied')
  }
})
