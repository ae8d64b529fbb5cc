// Whoever reads the days of the demo finds no contradiction: every congress is asked.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ok } from './congress.mjs'
import { allRows, cleanUp, COUNTY, dayOf, demoSite, serve, signInAll } from './server.mjs'

let server, as, congresses
const of = (row) => row?.id ?? row
const none = (all, what) => assert.deepEqual(all.slice(0, 3), [], `${all.length} ${what}`)

before(async () => {
  server = await serve(demoSite('days'))
  as = await signInAll(server, ['office', 'cadre', 'congress'])
  const list = ok(await as.congress.get('/api/congresses', { region: COUNTY })).congresses
  congresses = await Promise.all(list.map(async (c) => ok(await as.congress.get(`/api/congresses/${c.id}`))))
})
after(cleanUp)

const held = () => congresses.filter((c) => c.congress.state === 'closed')
/** When a row came to be what it is. */
const settledAt = async (ledger, id) => ok(await as.congress.get(`/api/rows/${ledger}/${id}/history`)).changes.map((e) => e.at).sort().at(-1)
const sittingsOf = async (congress) =>
  Promise.all(congress.sittings.map(async (s) => ({ ...s, ...ok(await as.congress.get(`/api/rows/sitting/${s.id}`)), agenda: s.agenda })))

describe('every congress held', () => {
  test('its sittings follow one another: the doors of one open when the one before is over', async () => {
    assert.equal(held().length, 17 * 3 + 5, 'of the Party in 17 towns and the county with two plenaries each, two others')
    for (const congress of held()) {
      const all = (await sittingsOf(congress)).sort((a, b) => a.opened_at.localeCompare(b.opened_at))
      for (const [i, s] of all.entries()) {
        assert.ok(s.opened_at < s.held_at && s.held_at < s.closed_at, `${congress.congress.title} ${s.title}`)
        if (i > 0) assert.ok(s.opened_at >= all[i - 1].closed_at, `${congress.congress.title}: ${s.title} opens before ${all[i - 1].title} is over`)
        assert.ok(dayOf(s.closed_at) <= congress.congress.closes_on && dayOf(s.opened_at) >= congress.congress.opens_on, s.title)
      }
    }
  })

  test('each item is settled in its sitting, in the order of the agenda, each poll from freezing to signing in its own', async () => {
    for (const congress of held())
      for (const s of await sittingsOf(congress)) {
        const items = await Promise.all(s.agenda.map(async (item) => ({ title: item.title, at: await settledAt('agenda_item', item.id) })))
        none(items.filter((i) => i.at < s.held_at || i.at > s.closed_at), `items outside ${congress.congress.title} ${s.title}`)
        assert.deepEqual(items.map((i) => i.at), items.map((i) => i.at).sort(), s.title)
      }
    const sittings = new Map((await Promise.all(held().map(sittingsOf))).flat().map((s) => [s.id, s]))
    for (const poll of await allRows(as.congress, 'poll')) {
      const s = sittings.get(of(poll.sitting))
      const times = [s.held_at, poll.frozen_at, poll.opened_at, poll.closed_at, poll.signed_at, s.closed_at]
      assert.deepEqual(times, [...times].sort(), `${poll.title}: ${times}`)
    }
  })

  test('deputies may nominate until a deadline after the rules that set it were passed, for two days, before the ballots', async () => {
    for (const congress of held().filter((c) => c.congress.names_until)) {
      const items = congress.sittings.flatMap((s) => s.agenda)
      const { names_until: until } = ok(await as.congress.get(`/api/rows/congress/${congress.congress.id}`))
      const passed = await settledAt('agenda_item', items.find((i) => i.title === '通过选举办法').id)
      const listed = await settledAt('agenda_item', items.find((i) => /正式候选人名单/.test(i.title)).id)
      assert.ok(Date.parse(until) - Date.parse(passed) >= 2 * 24 * 3600_000 && until < listed, `${passed} ${until} ${listed}`)
      for (const { id } of congress.polls) assert.ok(ok(await as.congress.get(`/api/rows/poll/${id}`)).frozen_at > listed)
    }
    assert.equal(held().filter((c) => c.congress.names_until).length, 1)
  })

  test('a plenary calls its members when they are elected, before its doors', async () => {
    const attendees = await allRows(as.congress, 'attendee')
    for (const { congress, sittings: [sitting] } of held().filter((c) => /plenary/.test(c.congress.kind))) {
      const { opened_at: opened } = ok(await as.congress.get(`/api/rows/sitting/${sitting.id}`))
      const called = await settledAt('attendee', attendees.find((a) => of(a.congress) === congress.id).id)
      const signed = congresses.find((c) => c.congress.id === of(congress.parent)).polls
      for (const { id } of signed) assert.ok(ok(await as.congress.get(`/api/rows/poll/${id}`)).signed_at < called && called < opened, congress.title)
    }
  })

  test('every committee and commission elected holds its first plenary, and it elects the secretaries', async () => {
    for (const party of held().filter((c) => c.congress.kind === 'party')) {
      const own = held().filter((c) => of(c.congress.parent) === party.congress.id)
      assert.deepEqual(own.map((c) => c.congress.kind).sort(), ['discipline_plenary', 'plenary'], party.congress.title)
      for (const { polls, congress } of own) {
        const full = await Promise.all(polls.map(async (p) => ok(await as.congress.get(`/api/polls/${p.id}`))))
        const offices = full.flatMap((p) => p.elections.map((e) => e.office))
        assert.ok(full.every((p) => p.state === 'signed') && ['secretary', 'deputy_secretary'].every((o) => offices.includes(o)), congress.title)
      }
    }
  })
})

describe('who is where', () => {
  test("nobody is a deputy and a member of the consultative conference, none of the standing committee holds the government's office", async () => {
    const attendees = await allRows(as.congress, 'attendee')
    const members = (kind) => attendees.filter((a) => of(a.congress) === held().find((c) => c.congress.kind === kind).congress.id)
    const both = new Set(members('conference').flatMap((a) => [a.name, ...(a.person ? [of(a.person)] : [])]))
    none(members('people').filter((a) => both.has(a.name) || (a.person && both.has(of(a.person)))).map((a) => a.name), 'people in both')
    const people = held().find((c) => c.congress.kind === 'people')
    const elected = (await Promise.all(people.polls.map(async (p) => ok(await as.congress.get(`/api/polls/${p.id}`)))))
      .flatMap((p) => p.elections.map((e, i) => ({ office: e.office, elected: p.result.questions[i].elected })))
    const standing = elected.filter((e) => /standing_member|congress_/.test(e.office)).flatMap((e) => e.elected)
    none(elected.filter((e) => /^(chief|vice|procurator)$/.test(e.office)).flatMap((e) => e.elected).filter((name) => standing.includes(name)), 'of both')
  })

  test('the composition that the plan demands is met, in the whole and in each unit', async () => {
    const { targets } = ok(await as.congress.get('/api/delegates/structure', { region: COUNTY, level: 'county' }))
    assert.ok(targets.length >= 4)
    none(targets.filter((t) => !t.met), 'targets missed')
    const delegates = (await allRows(as.congress, 'delegate')).filter((d) => d.state === 'qualified')
    for (const row of (await allRows(as.congress, 'electoral_unit')).filter((u) => u.body_kind === 'party')) {
      const unit = ok(await as.congress.get(`/api/rows/electoral_unit/${row.id}`)), own = delegates.filter((d) => of(d.electoral_unit) === row.id)
      assert.ok(own.filter((d) => d.sex === '2').length >= unit.women_min, `${unit.title}: women`)
      assert.ok(own.filter((d) => ['worker', 'farmer', 'professional', 'frontline'].includes(d.kind)).length >= unit.frontline_min, `${unit.title}: front line`)
    }
  })
})
