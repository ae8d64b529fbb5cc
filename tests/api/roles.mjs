// One sample request for each route, about records of one town, and who may make it.  A request is real: the ids
// are there; what a permitted caller gets is a success or a refusal that has nothing to do with permission.
import { allRows, PASSWORD, TOWN } from './server.mjs'

const REASON = { reason: '试验' }
const AGAIN = { password: PASSWORD }
const WRONG_VER = 999999

/** What the requests are about: rows of TOWN, a poll in preparation with a counting group, a file, an amended rule set. */
export const makeRecords = async (as) => {
  const ok = (answer) => {
    if (answer.status >= 300) throw new Error(answer.text)
    return answer.body
  }
  const at = async (who, ledger, fits = () => true) => (await allRows(who, ledger)).find((row) => row.region.id === TOWN && fits(row))
  const congress = await at(as.congress, 'congress', (row) => row.state === 'preparing' && row.kind === 'district')
  const poll = ok(await as.congress.post('/api/polls', {
    congress: congress.id, title: '选票', cast: 1, way: 'paper', colour: 'white', style: 'boxes',
    elections: [{ title: '选举', office: 'deputy_direct', seats: 1, rules: 'people-direct-2020', candidates: [{ name: '甲' }, { name: '乙' }] }],
  }))
  ok(await as.congress.post(`/api/polls/${poll.id}/groups`, { name: '一组', mode: 'ballots' }))
  const file = ok(await as.office.upload('/api/files', Buffer.from('x'), { name: 'a.txt' }))
  const pledge = { signer: '某人', kind: 'leader', signed_on: '2021-11-02', unit_post: '某某镇' }
  ok(await as.office.post('/api/rows/pledge', { region: TOWN, fields: { ...pledge, scan: file.id } }))
  const rules = { name: 'county-party-2020' }
  const { text } = ok(await as.congress.get(`/api/rules/${rules.name}`))
  const edition = ok(await as.congress.post(`/api/rules/${rules.name}/editions`, { text: amended(text), ...REASON }))
  const [form] = ok(await as.congress.get('/api/forms', { scope: 'congress', id: congress.id })).forms
  return {
    congress, poll, election: poll.elections[0], file, pledge, rules, edition, form,
    sitting: await at(as.congress, 'sitting'),
    attendee: await at(as.congress, 'attendee'),
    officer: await at(as.congress, 'officer'),
    unit: await at(as.congress, 'electoral_unit'),
    delegate: await at(as.congress, 'delegate'),
    district: await at(as.congress, 'district'),
    nomination: await at(as.cadre, 'nomination'),
    task: await at(as.office, 'task'),
    person: await at(as.cadre, 'person'),
  }
}

/** A rule set with another share of surplus: another edition. */
const amended = (text) => {
  const set = JSON.parse(text)
  set.rules.find((x) => x.rule === 'surplus' && x.offices.includes('committee')).least = [1, 2]
  return JSON.stringify(set)
}

/** A pledge of the town that was taken out, another each time. */
/** A counting group in which nothing is entered: the same one while nobody removed it. */
const emptyGroup = async (x, as) =>
  (await as.congress.post(`/api/polls/${x.poll.id}/groups`, { name: '空组', mode: 'ballots' })).body.groups.at(-1).number
const removed = async ({ pledge }, as) => {
  const { body } = await as.office.post('/api/rows/pledge', { region: TOWN, fields: { ...pledge, signer: `某人${Math.random()}` } })
  await as.office.post(`/api/rows/pledge/${body.id}/remove`, { ver: body.ver, ...REASON })
  return body.id
}

/** An import of this caller; of somebody else when he may not begin one. */
const imported = async (x, as, who) => {
  for (const one of [who, as.office]) {
    const up = one && (await one.upload('/api/imports', Buffer.from('签订人\n某人\n'), { ledger: 'pledge', name: 'a.csv' }))
    if (up?.status === 201) return up.body.id
  }
}

const level = { region: TOWN, level: 'township' }
const bytes = (text) => ({ bytes: Buffer.from(text) })

let strangers = 0 // five wrong passwords lock a name, also one that nobody has

/**
 * For each route: a function of (records, as, who, caller) that gives [target, body or {bytes}], and, where the table of
 * permissions speaks of a ledger that the caller names, that ledger.  `site`: about the whole site, not the town;
 * `anywhere`: at any region; `rights`, `act`: what this request needs of those; `at`: the role is needed where the record is;
 * `hidden`: the code of a 404 that says nothing of permission.
 */
export const SAMPLES = {
  'GET /api/ledgers': { ask: () => ['/api/ledgers'] },
  'GET /api/codes': { ask: () => ['/api/codes'] },
  'GET /api/regions': { ask: () => ['/api/regions'] },
  'GET /api/regions/find': { ask: () => ['/api/regions/find?q=镇'] },
  'GET /api/regions/{region}': { ask: () => [`/api/regions/${TOWN}`] },
  'GET /api/openapi.json': { ask: () => ['/api/openapi.json'] },
  'POST /api/ledgers': { ask: () => ['/api/ledgers', bytes('{}')] },
  'POST /api/ledgers/{ledger}/fields': { ask: () => ['/api/ledgers/task/fields', bytes('{}')] },
  'GET /api/health': { ask: () => ['/api/health'] },
  'POST /api/session': { ask: () => ['/api/session', { account: `nobody-${++strangers}`, password: 'x' }] },
  'GET /api/session': { ask: () => ['/api/session'] },
  'GET /api/account/events': { ask: () => ['/api/account/events'] },
  'POST /api/session/end': { ask: () => ['/api/session/end?no=1', {}] },
  'POST /api/session/unlock': { ask: () => ['/api/session/unlock', AGAIN] },
  'POST /api/account/password': { ask: () => ['/api/account/password', { old: PASSWORD, new: '1' }] },
  'POST /api/account/locale': { ask: () => ['/api/account/locale', { locale: 'zh-Hans' }] },
  'POST /api/account/totp/new': { ask: () => ['/api/account/totp/new', AGAIN] },
  'POST /api/account/totp/on': { ask: () => ['/api/account/totp/on', { code: '1' }] },
  'POST /api/account/totp/off': { ask: () => ['/api/account/totp/off', AGAIN] },

  'GET /api/rows/{ledger}': { ledger: 'pledge', ask: () => [`/api/rows/pledge?region=${TOWN}`] },
  'GET /api/rows/{ledger}/count': { ledger: 'pledge', ask: () => [`/api/rows/pledge/count?region=${TOWN}`] },
  'GET /api/rows/{ledger}/export': { ledger: 'pledge', rights: ['export'], ask: () => [`/api/rows/pledge/export?format=csv&region=${TOWN}`] },
  'GET /api/rows/{ledger}/removed': { ledger: 'pledge', ask: () => [`/api/rows/pledge/removed?region=${TOWN}`] },
  'GET /api/rows/{ledger}/{row}': { ledger: 'task', ask: (x) => [`/api/rows/task/${x.task.id}`] },
  'GET /api/rows/{ledger}/{row}/history': { ledger: 'task', ask: (x) => [`/api/rows/task/${x.task.id}/history`] },
  'GET /api/rows/{ledger}/{row}/views': { ledger: 'person', ask: (x) => [`/api/rows/person/${x.person.id}/views`] },
  'POST /api/rows/{ledger}': { ledger: 'task', ask: () => ['/api/rows/task', { region: TOWN, fields: { no_such: '1' } }] },
  'POST /api/rows/{ledger}/bulk': { ledger: 'task', rights: ['write'], ask: (x) => ['/api/rows/task/bulk', { rows: [{ id: x.task.id, ver: WRONG_VER }], fields: { title: 'x' } }] },
  'POST /api/rows/{ledger}/{row}': { ledger: 'task', ask: (x) => [`/api/rows/task/${x.task.id}`, { ver: WRONG_VER, fields: { title: 'x' } }] },
  'POST /api/rows/{ledger}/{row}/remove': { ledger: 'task', ask: (x) => [`/api/rows/task/${x.task.id}/remove`, { ver: WRONG_VER, ...REASON }] },
  'POST /api/rows/{ledger}/{row}/restore': { ledger: 'pledge', ask: async (x, as) => [`/api/rows/pledge/${await removed(x, as)}/restore`, {}] },
  'POST /api/rows/{ledger}/{row}/unseal': { ledger: 'person', act: 'unseal:identity', ask: (x) => [`/api/rows/person/${x.person.id}/unseal`, { field: 'id_number', purpose: '核对情况' }] },
  'POST /api/rows/{ledger}/{row}/acts/{act}': { ledger: 'task', act: 'begin', ask: (x) => [`/api/rows/task/${x.task.id}/acts/begin`, { ver: WRONG_VER }] },
  'GET /api/search': { ask: () => ['/api/search?q=任务'] },
  'POST /api/files': { anywhere: true, ask: () => ['/api/files?name=a.txt', bytes('x')] },
  'GET /api/files/{file}': { ledger: 'pledge', rights: ['read'], ask: (x) => [`/api/files/${x.file.id}`] },

  'POST /api/imports': { ledger: 'pledge', anywhere: true, ask: () => ['/api/imports?ledger=pledge&name=a.csv', bytes('签订人\n某人\n')] },
  'GET /api/imports': { ledger: 'pledge', anywhere: true, ask: () => ['/api/imports?ledger=pledge'] },
  'GET /api/imports/{import}': { ledger: 'pledge', rights: ['write'], anywhere: true, ask: async (...k) => [`/api/imports/${await imported(...k)}`] },
  'POST /api/imports/{import}/check': { ledger: 'pledge', rights: ['write'], anywhere: true, ask: async (...k) => [`/api/imports/${await imported(...k)}/check`, { columns: ['no_such'] }] },
  'POST /api/imports/{import}/run': { ledger: 'pledge', rights: ['write'], anywhere: true, ask: async (...k) => [`/api/imports/${await imported(...k)}/run`, {}] },
  'POST /api/imports/{import}/cancel': { ledger: 'pledge', rights: ['write'], anywhere: true, ask: async (...k) => [`/api/imports/${await imported(...k)}/cancel`, {}] },
  'POST /api/imports/{import}/undo': { ledger: 'pledge', rights: ['write'], anywhere: true, ask: async (...k) => [`/api/imports/${await imported(...k)}/undo`, {}] },
  'GET /api/imports/{import}/wrong': { ledger: 'pledge', rights: ['write'], anywhere: true, ask: async (...k) => [`/api/imports/${await imported(...k)}/wrong`] },

  'GET /api/figures': { ledger: 'task', rights: ['read'], ask: () => [`/api/figures?ledger=task&region=${TOWN}`] },
  'GET /api/figures/by': { ledger: 'task', ask: () => [`/api/figures/by?ledger=task&by=region&region=${TOWN}`] },
  'GET /api/wall': { ledger: '*', rights: ['read'], ask: () => [`/api/wall?region=${TOWN}`] },

  'GET /api/rules': { anywhere: true, ask: () => ['/api/rules'] },
  'GET /api/rules/{rules}': { anywhere: true, ask: (x) => [`/api/rules/${x.rules.name}`] },
  'POST /api/rules/{rules}/editions': { site: true, ask: (x) => [`/api/rules/${x.rules.name}/editions`, { text: 'x', ...REASON }] },
  'POST /api/rules/editions/{edition}/approve': { site: true, ask: (x) => [`/api/rules/editions/${x.edition.id}/approve`, AGAIN] },
  'POST /api/rules/editions/{edition}/refuse': { site: true, ask: (x) => [`/api/rules/editions/${x.edition.id}/refuse`, { reason: '  ' }] },

  'GET /api/congresses': { ask: () => [`/api/congresses?region=${TOWN}`] },
  'GET /api/congresses/{congress}': { ask: (x) => [`/api/congresses/${x.congress.id}`] },
  'GET /api/congresses/{congress}/badges.pdf': { ask: (x) => [`/api/congresses/${x.congress.id}/badges.pdf`] },
  'POST /api/congresses/{congress}/roster': { ask: (x) => [`/api/congresses/${x.congress.id}/roster`, { from: 'elected' }] },
  'POST /api/congresses/{congress}/officers': { ask: (x) => [`/api/congresses/${x.congress.id}/officers`, { officers: [] }] },
  'POST /api/congresses/{congress}/vacant': { ask: (x) => [`/api/congresses/${x.congress.id}/vacant`, { seats: 1, paper: '试验' }] },
  'POST /api/congresses/{congress}/due': { ask: (x) => [`/api/congresses/${x.congress.id}/due`, { due: 1, paper: '试验' }] },
  'POST /api/congresses/{congress}/term': { ask: (x) => [`/api/congresses/${x.congress.id}/term`, { term: 1, paper: '试验' }] },
  'POST /api/congresses/{congress}/deputies': { ask: (x) => [`/api/congresses/${x.congress.id}/deputies`, { deputies: 1, paper: '试验' }] },
  'POST /api/attendees/{attendee}/vote': { ask: (x) => [`/api/attendees/${x.attendee.id}/vote`, { votes: true, decision: '试验' }] },
  'POST /api/congresses/{congress}/officers/pass': { ask: (x) => [`/api/congresses/${x.congress.id}/officers/pass`, { ids: [], approve: 1 }] },
  'POST /api/officers/{officer}/withdraw': { ask: (x) => [`/api/officers/${x.officer.id}/withdraw`, { ver: 1, reason: ' ' }] },
  'GET /api/congresses/{congress}/motions': { ask: (x) => [`/api/congresses/${x.congress.id}/motions`] },
  'GET /api/congresses/{congress}/rehearsals': { ask: (x) => [`/api/congresses/${x.congress.id}/rehearsals`] },
  'POST /api/congresses/{congress}/rehearse': { anywhere: true, ask: (x) => [`/api/congresses/${x.congress.id}/rehearse?no=1`, {}] },
  'POST /api/congresses/{congress}/rehearse/cancel': { ask: (x) => [`/api/congresses/${x.congress.id}/rehearse/cancel`, {}] },
  'POST /api/rehearsals/{rehearsal}/serve': { anywhere: true, ask: () => ['/api/rehearsals/1/serve?no=1', {}] },
  'POST /api/rehearsals/{rehearsal}/destroy': { anywhere: true, ask: () => ['/api/rehearsals/1/destroy?no=1', {}] },
  'GET /api/sittings/{sitting}/hall': { ask: (x) => [`/api/sittings/${x.sitting.id}/hall`] },
  'GET /api/sittings/{sitting}/roll': { ask: (x) => [`/api/sittings/${x.sitting.id}/roll`] },
  'GET /api/polls/{poll}/lines': { ask: (x) => [`/api/polls/${x.poll.id}/lines`] },
  'GET /api/sittings/{sitting}/script': { ask: (x) => [`/api/sittings/${x.sitting.id}/script`] },
  'POST /api/sittings/{sitting}/check-in': { ask: (x) => [`/api/sittings/${x.sitting.id}/check-in`, { door: '东门', events: [{ key: 'k', kind: 'in' }] }] },
  'POST /api/sittings/{sitting}/open': { ask: (x) => [`/api/sittings/${x.sitting.id}/open`, {}] },
  'POST /api/sittings/{sitting}/close': { ask: (x) => [`/api/sittings/${x.sitting.id}/close`, {}] },

  'GET /api/delegates/quotas': { ask: () => [`/api/delegates/quotas?${new URLSearchParams(level)}`] },
  'POST /api/delegates/quotas': { ask: () => ['/api/delegates/quotas', { ...level, total: 1, units: [] }] },
  'GET /api/delegates/structure': { ask: () => [`/api/delegates/structure?${new URLSearchParams(level)}`] },
  'GET /api/delegates/steps': { ask: () => [`/api/delegates/steps?${new URLSearchParams(level)}`] },
  'POST /api/delegates/steps/{step}': { ask: () => ['/api/delegates/steps/credentials', { ...level, on: '2021-05-01' }] },
  'POST /api/delegates/units/{unit}/elect': { ask: (x) => [`/api/delegates/units/${x.unit.id}/elect`, { poll: x.poll.id }] },
  'GET /api/delegates/credentials': { ask: () => [`/api/delegates/credentials?${new URLSearchParams(level)}`] },
  'POST /api/delegates/vacancy': { ask: (x) => ['/api/delegates/vacancy', { delegate: x.delegate.id, ver: WRONG_VER, ...REASON }] },
  'GET /api/districts/{district}': { ask: (x) => [`/api/districts/${x.district.id}`] },
  'GET /api/nominations/flow': { ask: () => [`/api/nominations/flow?region=${TOWN}&body_kind=party&level=township`] },
  'GET /api/nominations/{nomination}/list': { ask: (x) => [`/api/nominations/${x.nomination.id}/list`] },
  'POST /api/nominations/{nomination}/issue': { ask: (x) => [`/api/nominations/${x.nomination.id}/issue`, AGAIN] },
  'POST /api/nominations/next': { ask: (x) => ['/api/nominations/next', { from: x.nomination.id }] },
  'POST /api/nominations/{nomination}/candidates': { ask: (x) => [`/api/nominations/${x.nomination.id}/candidates`, { election: x.election.id, seat: 'x' }] },

  'GET /api/waiting': { ask: () => ['/api/waiting'] },
  'GET /api/talks/coverage': { ask: () => [`/api/talks/coverage?region=${TOWN}`] },

  'POST /api/polls': { ask: (x) => ['/api/polls', { congress: x.congress.id, title: '', elections: [] }] },
  'GET /api/polls/{poll}': { ask: (x) => [`/api/polls/${x.poll.id}`] },
  'POST /api/polls/{poll}/candidates': { ask: (x) => [`/api/polls/${x.poll.id}/candidates`, { election: x.election.id, candidates: [{ name: '甲' }, { name: '甲' }] }] },
  'POST /api/polls/{poll}/freeze': { ask: (x) => [`/api/polls/${x.poll.id}/freeze`, {}] },
  'POST /api/polls/{poll}/withdrawals': { ask: (x) => [`/api/polls/${x.poll.id}/withdrawals`, { election: x.election.id, name: '甲', by: 'nominee', paper: '撤回书一份' }] },
  'POST /api/polls/{poll}/void': { ask: (x) => [`/api/polls/${x.poll.id}/void`, { cause: 'procedure', reason: '核对', password: 'wrong' }] },
  'POST /api/polls/{poll}/thaw': { ask: (x) => [`/api/polls/${x.poll.id}/thaw`, { reason: '  ' }] },
  'POST /api/polls/{poll}/open': { ask: (x) => [`/api/polls/${x.poll.id}/open`, {}] },
  'POST /api/polls/{poll}/slips': { ask: (x) => [`/api/polls/${x.poll.id}/slips`, { count: 0 }] },
  'GET /api/polls/{poll}/ballots.pdf': { ask: (x) => [`/api/polls/${x.poll.id}/ballots.pdf`] },
  'GET /api/polls/{poll}/layout.json': { ask: (x) => [`/api/polls/${x.poll.id}/layout.json`] },
  'POST /api/polls/{poll}/close': { ask: (x) => [`/api/polls/${x.poll.id}/close`, {}] },
  'POST /api/polls/{poll}/unseal': { ask: (x) => [`/api/polls/${x.poll.id}/unseal`, {}] },
  'POST /api/polls/{poll}/issue': { ask: (x) => [`/api/polls/${x.poll.id}/issue`, {}] },
  'POST /api/polls/{poll}/count': { ask: (x) => [`/api/polls/${x.poll.id}/count`, {}] },
  'POST /api/polls/{poll}/recount': { ask: (x) => [`/api/polls/${x.poll.id}/recount`, { reason: '  ' }] },
  'POST /api/polls/{poll}/sign': { at: 'row', ask: (x, as, who, caller) => [`/api/polls/${x.poll.id}/sign`, { duty: caller.role === 'teller' ? 'teller' : 'scrutineer', name: '某', ...AGAIN }] },
  'POST /api/polls/{poll}/next': { ask: (x) => [`/api/polls/${x.poll.id}/next`, { election: x.election.id, decision: 'start_again' }] },
  'POST /api/polls/{poll}/seats': { ask: (x) => [`/api/polls/${x.poll.id}/seats`, { election: x.election.id, seats: 9, paper: '试验决定' }] },
  'POST /api/polls/{poll}/reduce': { ask: (x) => [`/api/polls/${x.poll.id}/reduce`, { election: x.election.id, seats: 9, ...REASON, approve: 0, oppose: 0, abstain: 0 }] },
  'POST /api/polls/{poll}/put_off': { ask: (x) => [`/api/polls/${x.poll.id}/put_off`, { election: x.election.id, ...REASON, approve: 0, oppose: 0, abstain: 0 }] },
  'GET /api/polls/{poll}/evidence': { ask: (x) => [`/api/polls/${x.poll.id}/evidence`], hidden: 'evidence.none' },
  'GET /api/polls/{poll}/group-numbers': { ask: (x) => [`/api/polls/${x.poll.id}/group-numbers`] },
  'POST /api/polls/{poll}/alike': { at: 'row', ask: (x) => [`/api/polls/${x.poll.id}/alike`, { question: 0, names: ['甲', '乙'], as: null }] },
  'POST /api/polls/{poll}/alike/withdraw': { at: 'row', ask: (x) => [`/api/polls/${x.poll.id}/alike/withdraw`, { question: 0, names: ['甲', '乙'], ...REASON }] },
  'POST /api/polls/{poll}/groups': { ask: (x) => [`/api/polls/${x.poll.id}/groups`, { name: '第九计票组', mode: 'sums' }] },
  'POST /api/polls/{poll}/groups/{group}/remove': { ask: async (x, as) => [`/api/polls/${x.poll.id}/groups/${await emptyGroup(x, as)}/remove`, {}] },
  'GET /api/polls/{poll}/groups/{group}': { at: 'row', ask: (x) => [`/api/polls/${x.poll.id}/groups/1?side=1`] },
  'POST /api/polls/{poll}/groups/{group}/entries': { at: 'row', ask: (x) => [`/api/polls/${x.poll.id}/groups/1/entries`, { side: 1, entries: [] }] },
  'POST /api/polls/{poll}/groups/{group}/finish': { at: 'row', ask: (x) => [`/api/polls/${x.poll.id}/groups/1/finish`, { side: 1 }] },
  'GET /api/polls/{poll}/groups/{group}/differences': { at: 'row', ask: (x) => [`/api/polls/${x.poll.id}/groups/1/differences`] },
  'POST /api/polls/{poll}/groups/{group}/settle': { at: 'row', ask: (x) => [`/api/polls/${x.poll.id}/groups/1/settle`, { pos: 1, ballot: { void: '撕毁' }, ...REASON }] },
  'POST /api/polls/{poll}/groups/{group}/accept': { at: 'row', ask: (x) => [`/api/polls/${x.poll.id}/groups/1/accept`, AGAIN] },
  'POST /api/polls/{poll}/groups/{group}/reopen': { at: 'row', ask: (x) => [`/api/polls/${x.poll.id}/groups/1/reopen`, REASON] },
  'POST /api/vote/paper': { ask: () => ['/api/vote/paper', { slip: 'x' }], hidden: 'vote.slip' },
  'POST /api/vote/cast': { ask: () => ['/api/vote/cast', { slip: 'x', ballots: [] }], hidden: 'vote.slip' },

  'GET /api/forms': { ledger: 'congress', rights: ['read'], ask: (x) => [`/api/forms?scope=congress&id=${x.congress.id}`] },
  'GET /api/forms/{form}': { ledger: 'congress', rights: ['read'], ask: (x) => [`/api/forms/${x.form.name}?scope=congress&id=${x.congress.id}`] },
  'GET /api/congresses/{congress}/power-cut.pdf': { ask: (x) => [`/api/congresses/${x.congress.id}/power-cut.pdf`] },
  'GET /api/templates': { anywhere: true, ask: () => ['/api/templates'] },
  'GET /api/templates/{template}': { anywhere: true, ask: (x) => [`/api/templates/${x.form.name.split(':')[0]}`] },
  'POST /api/templates/{template}': { site: true, at: 'row', ask: (x) => [`/api/templates/${x.form.name.split(':')[0]}`, bytes('x')] },
  'POST /api/templates/{template}/reset': { site: true, at: 'row', ask: (x) => [`/api/templates/${x.form.name.split(':')[0]}/reset`, {}] },

  'GET /api/accounts': { ask: () => ['/api/accounts'] },
  'GET /api/accounts/names': { ask: () => ['/api/accounts/names?q=张'] },
  'GET /api/people/names': { ask: () => ['/api/people/names?q=张'] },
  'POST /api/accounts': { ask: () => ['/api/accounts', { name: '', title: '' }] },
  'POST /api/accounts/{account}/person': { ask: () => ['/api/accounts/1/person', { no_person: '测试账号' }], hidden: 'account.none' },
  'POST /api/accounts/{account}/reset': { ask: () => ['/api/accounts/1/reset', {}], hidden: 'account.none' },
  'POST /api/accounts/{account}/disable': { ask: () => ['/api/accounts/1/disable', {}], hidden: 'account.none' },
  'POST /api/accounts/{account}/enable': { ask: () => ['/api/accounts/1/enable', {}], hidden: 'account.none' },
  'POST /api/accounts/{account}/unlock': { ask: () => ['/api/accounts/1/unlock', {}], hidden: 'account.none' },
  'POST /api/accounts/{account}/grants': { ask: () => ['/api/accounts/1/grants', { grants: [] }], hidden: 'account.none' },
  'GET /api/trace': { ask: () => ['/api/trace'] },
  'GET /api/views': { ask: () => ['/api/views'] },
  'POST /api/verify': { ask: () => ['/api/verify?no=1', {}] },
  'GET /api/jobs/{job}': { ask: () => ['/api/jobs/1'], hidden: 'job.none' },
  'POST /api/backups': { ask: () => ['/api/backups?no=1', {}] },
  'GET /api/backups': { ask: () => ['/api/backups'] },
}
