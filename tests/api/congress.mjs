// What tests of polls share: a congress with people in the hall, officers passed, and the way of one poll.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { COUNTY, PASSWORD, temporary } from './server.mjs'

export const ok = (answer, status = 200) => {
  assert.equal(answer.status, status, answer.text)
  return answer.body
}
export const refused = (answer, status, code) => {
  assert.equal(answer.status, status, answer.text)
  assert.equal(answer.body.error.code, code, answer.text)
  return answer.body.error.message
}

const SURNAMES = '王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗'
const GIVEN = '文武建国春秋安平志明海山玉林青云石松柏竹'
/** The nth of 8000 names that differ. */
export const nameOf = (n) =>
  SURNAMES[n % 20] + GIVEN[Math.floor(n / 20) % 20] + GIVEN[(Math.floor(n / 400) + 7 * n) % 20]

/** The day so many days from now, in China. */
export const day = (n) => new Date(Date.now() + 8 * 3600_000 + n * 86400_000).toISOString().slice(0, 10)
/** Today, as the program writes it; not before whom was elected a moment ago. */
export const today = () => day(0)

/** The second person of an act of two, at the same screen. */
export const SECOND = { name: 'leader', password: PASSWORD }

/** The session that the demo prepares, as one that elects everybody anew: its own elects to seats fallen vacant alone. */
export const NEXT_TERM = { title: '中国共产党青岚县第十五次代表大会', term: 15, session: 1, opens_on: today(), closes_on: day(1), approval_number: '望组批〔2026〕15号' }

/** Who is called was typed here, not taken from the register: two people record how many are due, by a paper. */
export const recordDue = async (as, congress, more = {}) => {
  const { due } = ok(await as.congress.get(`/api/congresses/${congress}`)).roster
  return as.congress.post(`/api/congresses/${congress}/due`, { due, paper: '代表资格审查报告〔2026〕1号', second: SECOND, ...more })
}

/** Sessions before it were held without the program, or the term before ended early: two people say so, by a paper. */
export const recordTerm = (as, congress, term, more = {}) =>
  as.congress.post(`/api/congresses/${congress}/term`, { term, paper: '市委同意提前换届的批复〔2026〕1号', second: SECOND, ...more })

/** What an election rests on, as an item of a sitting of all that passed it: no poll is frozen before them. */
export const settled = async (as, sitting, approve, matters = ['credentials', 'election_rules'], region = COUNTY) => {
  for (const [i, matter] of matters.entries())
    ok(await as.congress.post('/api/rows/agenda_item', { region, state: 'passed', fields: {
      sitting, place: 900 + i, title: matter === 'credentials' ? '通过代表资格审查报告' : '通过选举办法', kind: 'hands', matter, approve, oppose: 0, abstain: 0 } }), 201)
}

/** A meeting to which `came` came, and that is over. */
const metAs = async (as, congress, title, kind, came, region) => {
  const sitting = ok(await as.congress.post('/api/rows/sitting', { region, fields: { congress, title, kind } }), 201).id
  ok(await as.congress.post(`/api/sittings/${sitting}/open`))
  const at = new Date(Date.now() - 60000).toISOString().slice(0, 19) + 'Z'
  if (came.length) ok(await as.congress.post(`/api/sittings/${sitting}/check-in`, { door: '会议室', events: came.map((attendee) => ({ key: `${sitting}${attendee}`, attendee, kind: 'in', at, way: 'list' })) }))
  ok(await as.congress.post(`/api/sittings/${sitting}/close`))
  return sitting
}
/** The meetings that the list of candidates comes before: of the presidium, of which half are there, and of the delegations. */
export const meetingsOf = async (as, congress, presidium, region = COUNTY) => [
  await metAs(as, congress, '主席团会议（候选人）', 'presidium', presidium, region), await metAs(as, congress, '各代表团会议（候选人）', 'delegation', [], region)]
let lists = 0
/** The candidates as they stand on the ballots are laid before them, and talked over. */
export const lay = async (as, meetings, region = COUNTY) => {
  for (const sitting of meetings ?? [])
    ok(await as.congress.post('/api/rows/agenda_item', { region, state: 'done', fields: { sitting, place: 1 + (lists++ % 900), title: '酝酿讨论候选人名单', kind: 'deliberation', matter: 'candidates' } }), 201)
}

/** The first session of a people's congress has been open for two days and more; each term's after those of the terms before. */
export const openedOn = (term) => day(term - 1000)
const openedOf = ({ kind, session = 1, term }, next) => (kind === 'people' && session < 2 ? { opens_on: openedOn(term ?? next) } : {})

let made = 0
/** A congress of `people` electors, `present` of them checked in, with scrutineers and tellers; with all that comes before its
 * elections, unless it is `bare`. */
export const hallOf = async (as, people, present, given = {}, others = []) => {
  const { bare, ...fields } = given
  const add = async (ledger, more) =>
    ok(await as.congress.post(`/api/rows/${ledger}`, { region: COUNTY, fields: more }), 201).id
  // a plenary is of those whom a congress elected
  const parent = /plenary/.test(fields.kind) && !fields.parent && await add('congress', {
    title: `选出委员的大会${made + 1}`, kind: 'party', level: 'county', rules: 'county-party-2020', approval_number: `测试组批〔2025〕${101 + made}号` })
  const congress = await add('congress', {
    ...(parent && { parent }),
    title: `测试大会${++made}`, kind: 'party', level: 'county', rules: 'county-party-2020', approval_number: `测试组批〔2026〕${100 + made}号`,
    // a people's congress so small has so few people
    ...(fields.kind === 'people' && { population: 40000, deputies: people + others.filter((one) => one.votes !== false).length }),
    ...(fields.kind === 'district' ? {} : { term: 18 + made, session: 1 }), ...openedOf(fields, 18 + made), ...fields })
  const attendees = []
  for (let i = 0; i < people; i++)
    attendees.push(await add('attendee', { congress, name: nameOf(4000 + i), kind: 'delegate', delegation: `第${1 + (i % 3)}代表团` }))
  for (const one of others) await add('attendee', { congress, kind: 'delegate', delegation: '第一代表团', ...one })
  if (fields.kind !== 'district') ok(await recordDue(as, congress, { second: { name: 'secretary', password: PASSWORD } }))
  const { term } = fields.kind === 'district' ? {} : ok(await as.congress.get(`/api/rows/congress/${congress}`))
  if (term) ok(await recordTerm(as, congress, term, { second: { name: 'secretary', password: PASSWORD } }))
  const meet = async (title, kind, came) => {
    const sitting = await add('sitting', { congress, title, kind })
    ok(await as.congress.post(`/api/sittings/${sitting}/open`))
    const at = new Date(Date.now() - 60000).toISOString().slice(0, 19) + 'Z'
    for (let i = 0; i < came; i += 400)
      ok(await as.congress.post(`/api/sittings/${sitting}/check-in`, {
        door: '东门', events: attendees.slice(i, Math.min(came, i + 400)).map((attendee) => (
          { key: `${kind[0]}${attendee}`, attendee, kind: 'in', at, way: 'list' })) }))
    return sitting
  }
  const elects = !bare && /^(party|people)$/.test(fields.kind ?? 'party') // what comes before its elections (domain/congress/before.h)
  // too few to pass anybody: it was done when more were there, as many as any quorum asks for
  const quorate = Math.max(present, Math.ceil((people * 4) / 5))
  const few = present < quorate && quorate
  const before = (few || elects) && (await meet('预备会议', 'preparatory', quorate))
  const sitting = !before && (await meet('选举大会', 'plenary', present))
  const officers = [['chief_scrutineer', 0], ['scrutineer', 1], ['chief_teller', 2], ['teller', 3], ...(elects ? [['presidium', 0], ['presidium', 1], ['presidium', 2], ['secretary_general', 0]] : [])]
    .map(([duty, i]) => ({ duty, attendee: attendees[i] }))
  ok(await as.congress.post(`/api/congresses/${congress}/officers`, { officers }))
  const list = ok(await as.congress.get(`/api/congresses/${congress}`)).officers
  ok(await as.congress.post(`/api/congresses/${congress}/officers/pass`, {
    ids: list.map((o) => o.id), approve: few || present, oppose: 0, abstain: 0, by: '举手' }))
  if (elects) await settled(as, before, few || present)
  const meetings = elects ? await meetingsOf(as, congress, attendees.slice(0, 3)) : undefined
  if (before) ok(await as.congress.post(`/api/sittings/${before}/close`))
  return { congress, sitting: sitting || (await meet('选举大会', 'plenary', present)), meetings, attendees, people, present, asked: new Set(), again: (who) => hallOf(who, people, present, { ...given, term: 18 + made + 1 }, others) }
}

let items = 0
/** Officers are passed by an item on the agenda of a sitting, where a vote with these numbers passed their list. */
export const passBy = async (who, congress, sitting, ids, numbers, more = {}) => {
  const item = ok(await who.post('/api/rows/agenda_item', { region: COUNTY, state: 'passed', fields: {
    sitting, place: 100 + ++items, title: `通过大会职务名单${items}`, kind: 'hands', oppose: 0, abstain: 0, ...numbers } }), 201).id
  return who.post(`/api/congresses/${congress}/officers/pass`, { ids, agenda_item: item, ...more })
}

let decided = 0
/** The presidium met after the vote and declared an election void by hands: what `POST void` says of it. */
export const byPresidium = async (as, hall, region = COUNTY) => {
  const sitting = await metAs(as, hall.congress, `主席团会议（选举无效${++decided}）`, 'presidium', hall.attendees.slice(0, 3), region)
  const item = ok(await as.congress.post('/api/rows/agenda_item', { region, state: 'passed', fields: {
    sitting, place: 1, title: `决定选举无效${decided}`, kind: 'hands', approve: 3, oppose: 0, abstain: 0 } }), 201).id
  return { by: 'presidium', item, document: '主席团第三次会议决定', second: SECOND }
}

let units = 0
/** An electoral unit of one seat, whose ten voters all came. */
export const unitOf = async (as, fields = {}, region = COUNTY) =>
  ok(await as.congress.post('/api/rows/electoral_unit', { region, fields: {
    title: `测试选举单位${++units}`, level: 'county', term: 14, quota: 1, members: 10, full_members: 10, voters_due: 10, voters: 10, ...fields } }), 201).id

/** An act with a row as it stands. */
export const actOn = async (who, ledger, id, what, body = {}) => {
  const { ver } = ok(await who.get(`/api/rows/${ledger}/${id}`))
  return who.post(`/api/rows/${ledger}/${id}/acts/${what}`, { ver, ...body })
}

/** A delegate elected by a unit of his own and recorded so by the congress's secretariat; the office has confirmed his credentials. */
export const qualifiedOf = async (as, fields) => {
  const { level = 'county', body_kind } = fields
  const electoral_unit = await unitOf(as, { level, ...(body_kind ? { body_kind } : {}) })
  const { id } = ok(await as.congress.post('/api/rows/delegate', { region: COUNTY, state: 'elected', fields: { level, kind: 'leader', sex: '1', electoral_unit, votes_for: 9, ...fields } }), 201)
  ok(await actOn(as.office, 'delegate', id, 'qualify'))
  return id
}

let districts = 0
/** A district that is ready for its election, which `congress` is, with `voters` on its list. */
export const districtOf = async (as, congress, voters, fields = {}) => {
  const add = async (ledger, more) => ok(await as.congress.post(`/api/rows/${ledger}`, { region: COUNTY, fields: more }), 201).id
  const district = await add('district', {
    title: `测试选区${congress}`, level: 'county', place: ++districts, seats: 2, population: 9000, rules: 'people-direct-2020', congress,
    election_day: '2021-11-08', voter_list_on: '2021-10-18', first_list_on: '2021-10-24', formal_list_on: '2021-11-01', ...fields })
  for (let i = 0; i < voters; i++)
    await add('voter', { name: nameOf(i < 4 ? 4000 + i : 6000 + i), district, // the first of them watch and count
      card_number: `D${String(district).slice(-8)}-${i}`, sex: '1', birth: `19${60 + (i % 30)}-05-01` })
  return district
}

/** A poll with one election; candidates are names, and were laid before the meetings of the hall. */
export const pollOf = async (as, hall, more = {}) => {
  const { election, ...fields } = more
  officesOf(more).forEach((office) => hall.asked?.add(office))
  const poll = ok(await as.congress.post('/api/polls', {
    congress: hall.congress, title: '县委委员选票', cast: 1, colour: 'pink', way: 'paper', style: 'boxes',
    elections: [{ title: '县委委员', office: 'committee', seats: 3, rules: 'county-party-2020',
      candidates: ['王文', '李武', '张建', '刘国'].map((name) => ({ name })), ...election }],
    ...fields }), 201)
  if (poll.elections.some((e) => e.candidates.length)) await lay(as, hall.meetings)
  return poll
}
const officesOf = ({ election, elections }) => (elections ?? [{ office: 'committee', ...election }]).map((e) => e.office)

/** The same, for files in which one hall stands for many congresses: one elects an office once, so for one more vote on it
 * the hall becomes that of another congress of the same kind.  Not for a test of what a congress may ask twice. */
export const pollElsewhere = async (as, hall, more = {}) => {
  if (officesOf(more).some((office) => hall.asked?.has(office))) Object.assign(hall, await hall.again(as))
  return pollOf(as, hall, more)
}

export const act = async (who, poll, what, body = {}, status = 200) =>
  ok(await who.post(`/api/polls/${poll.id ?? poll}/${what}`, body), status)

/** One group of ballots through both tellers and the scrutineer. */
export const enterGroup = async (as, poll, ballots, second = ballots) => {
  const after = await act(as.congress, poll, 'groups', { name: '第一计票组', mode: 'ballots' }, 201)
  const { number } = after.groups.at(-1)
  const at = `/api/polls/${poll.id}/groups/${number}`
  for (const [who, side, list] of [[as.teller1, 1, ballots], [as.teller2, 2, second]]) {
    ok(await who.post(`${at}/entries`, { side, entries: list.map((ballot, i) => ({ pos: i + 1, ballot })) }))
    ok(await who.post(`${at}/finish`, { side }))
  }
  return { number, at }
}
export const accept = async (as, group) => ok(await as.scrutineer.post(`${group.at}/accept`, { password: PASSWORD }))

/** Signed by the chief scrutineer and the chief teller. */
export const signBoth = async (as, poll, hall) => {
  await act(as.scrutineer, poll, 'sign', { duty: 'chief_scrutineer', name: nameOf(4000), password: PASSWORD })
  return act(as.teller1, poll, 'sign', { duty: 'chief_teller', name: nameOf(4002), password: PASSWORD })
}

/** Frozen in the hall, voted on with these ballots, counted. */
export const countedIn = async (as, at, poll, ballots) => {
  const n = ballots.length
  await act(as.congress, poll, 'freeze', { sitting: at.sitting })
  await act(as.congress, poll, 'issue', { printed: n, issued: n, unused: 0, cut: 0, returned: n })
  await act(as.congress, poll, 'open')
  await act(as.congress, poll, 'close')
  await accept(as, await enterGroup(as, poll, ballots))
  return act(as.congress, poll, 'count')
}
/** And signed. */
export const heldIn = async (as, at, poll, ballots) => {
  await countedIn(as, at, poll, ballots)
  return signBoth(as, poll, at)
}

/** An election that was declared void is held again, in a sitting that was over. */
export const heldAgain = async (as, hall, poll, ballots) => {
  ok(await as.congress.post(`/api/sittings/${hall.sitting}/open`))
  const again = await act(as.congress, poll, 'next', { election: poll.elections[0].id, decision: 'start_again' }, 201)
  const done = await heldIn(as, hall, again, ballots)
  ok(await as.congress.post(`/api/sittings/${hall.sitting}/close`))
  return done
}

export const marks = (...all) => all.map((m) => ({ answers: [typeof m === 'string' ? { marks: m } : m] }))
export const HOLDERS = [{ name: '总监票人', passphrase: 'open-sesame-1' }, { name: '监票人', passphrase: 'open-sesame-2' },
  { name: '副总监票人', passphrase: 'open-sesame-3' }]

/** The evidence of a signed poll, in a file. */
export const evidenceFile = async (as, poll) => {
  const answer = await as.congress.get(`/api/polls/${poll.id}/evidence`)
  assert.equal(answer.status, 200, answer.text)
  const file = join(temporary('evidence'), 'poll.jsonl')
  writeFileSync(file, answer.bytes)
  return file
}
