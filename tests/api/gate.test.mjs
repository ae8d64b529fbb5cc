// One gate for every write of a row: whatever the door, nobody skips an act, and nothing that the hook of a
// ledger keeps is taken away behind its back.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { act, hallOf, lay, ok, pollOf, refused, qualifiedOf, unitOf } from './congress.mjs'
import { importing } from './importing.mjs'
import { memberOf } from './members.mjs'
import { ACCOUNTS, cleanUp, COUNTY, demoSite, serve, signInAll, TOWN } from './server.mjs'
import { makeCsv } from './sheet.mjs'

let server, as

before(async () => {
  server = await serve(demoSite('gate'))
  as = await signInAll(server, [...ACCOUNTS, 'scrutineer', 'teller1', 'teller2'])
})
after(cleanUp)

const create = (who, ledger, fields, state) => who.post(`/api/rows/${ledger}`, { region: COUNTY, fields, ...(state ? { state } : {}) })
const acts = async (who, ledger, id) => ok(await who.get(`/api/rows/${ledger}/${id}/history`)).changes.map((c) => c.act).reverse()

const { check, settled } = importing(() => as)
const checked = (who, ledger, rows) => check(makeCsv(rows), { who, ledger, name: 'a.csv' })

describe('a new row', () => {
  const REPORT = { title: '县委工作报告', kind: 'party', level: 'county', round: '1' }

  test('is never born in a state that is signed', async () => {
    assert.match(refused(await create(as.office, 'report_review', REPORT, 'approved'), 422, 'state.needs_sign'), /已审定.*书记签字/)
    assert.equal((await create(as.office, 'report_review', REPORT, 'draft')).status, 201)
  })

  test('in a later state has passed every act on the way, each in the trace', async () => {
    const delegate = { name: '柳青山', level: 'county', kind: 'leader', sex: '1', unit_post: '县直机关', electoral_unit: await unitOf(as), votes_for: 8 }
    refused(await create(as.congress, 'delegate', delegate, 'qualified'), 422, 'delegates.same_hand')
    const made = await create(as.congress, 'delegate', delegate, 'elected')
    assert.deepEqual(await acts(as.congress, 'delegate', ok(made, 201).id), ['create', 'review', 'elect'])
    const lapsed = await create(as.congress, 'delegate', { ...delegate, name: '柳青林' }, 'lapsed')
    assert.match(refused(lapsed, 422, 'state.needs_reason'), /资格终止.*终止资格/)
  })

  test('of a file too: the cell of the state says which act stands before it', async () => {
    const seen = await checked(as.office, 'report_review', [['报告名称', '报告类别', '层级', '轮次', '状态'],
      ['政府工作报告', '政府工作报告', '县级', '第一轮', '已审定'], ['纪委工作报告', '纪委工作报告', '县级', '第一轮', '待审'],
      ['党委工作报告', '党委工作报告', '村级社区', '第一轮', '已审定']])
    assert.equal(seen.bad, 2, JSON.stringify(seen.errors))
    assert.equal(seen.errors[0].row, 2)
    assert.match(seen.errors[0].message, /已审定.*签字/)
    assert.deepEqual(seen.errors.filter((e) => e.row === 4).map((e) => e.code), ['cell.code', 'state.needs_sign'], 'each mistake is its own')
  })
})

describe('a row that leaves', () => {
  test('stays in a frozen poll: a name is not moved to another election', async () => {
    const hall = await hallOf(as, 6, 6)
    const frozen = await pollOf(as, hall, { title: '不动的选票', election: { title: '不动的选举', seats: 3 } })
    const other = await pollOf(as, hall, { title: '另一张选票', cast: 2, election: { title: '另一次选举', office: 'discipline', seats: 3 } })
    await act(as.congress, frozen, 'freeze', { sitting: hall.sitting })
    const moved = await as.congress.post(`/api/rows/candidate/${frozen.elections[0].candidates[1].id}`, { ver: 1, fields: { election: other.elections[0].id } })
    refused(moved, 422, 'poll.begun')
    const election = ok(await as.congress.get(`/api/rows/election/${frozen.elections[0].id}`))
    refused(await as.congress.post(`/api/rows/election/${election.id}`, { ver: election.ver, fields: { poll: other.id } }), 422, 'poll.begun')
  })

  test('in another region than what it belongs to is refused, in every ledger of the kind', async () => {
    const [district] = ok(await as.congress.get('/api/rows/district', { limit: '1' })).rows
    const congresses = ok(await as.congress.get('/api/rows/congress', { limit: '50' })).rows
    const congress = congresses.find((one) => one.region.id !== '990124')
    for (const [ledger, code] of [['voter', 'district'], ['proxy', 'district'], ['mobile_box', 'district'], ['voter_objection', 'district'],
      ['sitting', 'congress'], ['attendee', 'congress'], ['officer', 'congress'], ['poll', 'congress'], ['district', 'congress']]) {
      const answer = await as.congress.post(`/api/rows/${ledger}`, { region: '990124', fields: { [code]: code === 'district' ? district.id : congress.id } })
      assert.ok([400, 403].includes(answer.status), `${ledger}: ${answer.text}`)
    }
    ok(await as.congress.get('/api/health'))
  })
})

describe('an import taken back', () => {
  test('takes no name out of a frozen ballot paper', async () => {
    const hall = await hallOf(as, 6, 6)
    const title = '冻结后的选举'
    const poll = await pollOf(as, hall, { title: '冻结后的选票', election: { title, seats: 3 } })
    const seen = await checked(as.congress, 'candidate', [['姓名', '选举'], ['云中鹤', title]])
    assert.equal(seen.bad, 0, JSON.stringify(seen.errors))
    ok(await as.congress.post(`/api/imports/${seen.id}/run`), 202)
    assert.equal((await settled(seen.id, as.congress)).state, 'done')
    await lay(as, hall.meetings)
    await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
    ok(await as.congress.post(`/api/imports/${seen.id}/undo`), 202)
    const after = await settled(seen.id, as.congress)
    assert.equal(after.state, 'done', JSON.stringify(after))
    assert.match(JSON.stringify(after), /poll\.begun|已经锁定/)
    const names = ok(await as.congress.get(`/api/polls/${poll.id}`)).elections[0].candidates.map((c) => c.name)
    assert.ok(names.includes('云中鹤'), names)
  })
})

describe('what others stand on', () => {
  const remove = async (who, ledger, id) => {
    const { ver } = ok(await who.get(`/api/rows/${ledger}/${id}`))
    return who.post(`/api/rows/${ledger}/${id}/remove`, { ver, reason: '不再需要' })
  }

  test('stays: a congress with its polls, a unit with its people, and the message names one of them', async () => {
    const hall = await hallOf(as, 6, 6)
    await pollOf(as, hall)
    refused(await remove(as.congress, 'congress', hall.congress), 422, 'row.used_by')
    const { id: unit } = ok(await create(as.cadre, 'unit', { title: '待撤单位', kind: 'department', level: 'county' }), 201)
    const { id: person } = ok(await create(as.cadre, 'person', { name: '独孤在岗', sex: '1', birth: '1980.01', unit }), 201)
    assert.match(refused(await remove(as.cadre, 'unit', unit), 422, 'row.used_by'), /独孤在岗/)
    assert.equal((await remove(as.cadre, 'person', person)).status, 204)
    assert.equal((await remove(as.cadre, 'unit', unit)).status, 204)
  })

  test('stays: who was passed by the congress or was at its door', async () => {
    const hall = await hallOf(as, 6, 6)
    const { officers } = ok(await as.congress.get(`/api/congresses/${hall.congress}`))
    for (const { id } of officers) refused(await remove(as.congress, 'officer', id), 422, 'officer.stays')
    refused(await remove(as.congress, 'attendee', hall.attendees[5]), 422, 'roster.stays')
  })

  test('is named only to those who may read it', async () => {
    const { id: delegate } = ok(await create(as.congress, 'delegate', { name: '柳青河', level: 'county', kind: 'leader', sex: '1', unit_post: '县直机关' }), 201)
    const { id: objection } = ok(await create(as.cadre, 'objection', { title: '不便外传的事项', delegate, received_on: '2021-06-01' }), 201)
    const message = refused(await remove(as.congress, 'delegate', delegate), 422, 'row.used')
    assert.ok(message.includes('公示异议') && !message.includes('不便外传'), message)
    assert.equal((await remove(as.cadre, 'objection', objection)).status, 204)
    assert.equal((await remove(as.congress, 'delegate', delegate)).status, 204)
  })
})

describe('old books', () => {
  const HEAD = ['报告名称', '报告类别', '层级', '轮次', '状态']
  const OLD = [HEAD, ['上届工作报告', '党委工作报告', '县级', '第二轮', '已审定']]
  const VOUCHED = { second: { name: 'cadre', password: 'Huanjie-2026' } }
  let id, checks

  before(async () => {
    const cadre = ok(await as.security.get('/api/accounts')).accounts.find((a) => a.name === 'cadre')
    ok(await as.security.post(`/api/accounts/${cadre.id}/grants`, { grants: [...cadre.grants.map((g) => ({ role: g.role, region: g.region.id })), { role: 'registrar', region: COUNTY }] }), 204)
    const up = ok(await as.office.upload('/api/imports', makeCsv(OLD), { ledger: 'report_review', name: '上届.csv' }), 201)
    id = up.id
    ok(await as.office.post(`/api/imports/${id}/check`, { columns: up.columns.map((c) => c.field), region: COUNTY, old: true }), 202)
    const seen = await settled(id)
    assert.equal(seen.bad, 0, JSON.stringify(seen.errors))
    assert.equal(seen.old, true)
    checks = seen.check
  })

  const run = (body) => as.office.post(`/api/imports/${id}/run`, { check: checks, ...body })
  const bring = async (who, ledger, rows) => {
    const up = ok(await who.upload('/api/imports', makeCsv(rows), { ledger, name: '旧.csv' }), 201)
    ok(await who.post(`/api/imports/${up.id}/check`, { columns: up.columns.map((c) => c.field), region: COUNTY, old: true }), 202)
    return settled(up.id, who)
  }

  test('need a second person who is there, is another, and holds the role; which of it is wrong tells no password', async () => {
    refused(await run({}), 422, 'import.unvouched')
    const wrong = []
    for (const other of [{ password: 'wrong' }, { name: 'nobody' }, { name: 'leader' }, { name: 'leader', password: 'wrong' }])
      wrong.push((await run({ second: { ...VOUCHED.second, ...other } })).text)
    assert.equal(new Set(wrong).size, 1, wrong.join())
    assert.match(wrong[0], /second\.wrong/)
    assert.doesNotMatch(wrong[0], /登记核准人/, 'a sentence for every act of two')
    refused(await run({ second: { ...VOUCHED.second, name: 'office' } }), 422, 'second.self')
  })

  test('are vouched for as they were seen: a check since then is another', async () => {
    refused(await run({ ...VOUCHED, check: undefined }), 409, 'import.rechecked')
    const up = ok(await as.office.get(`/api/imports/${id}`))
    ok(await as.office.post(`/api/imports/${id}/check`, { columns: up.columns.map((c) => c.field), region: COUNTY, old: true }), 202)
    const again = await settled(id)
    assert.equal(again.check, checks + 1)
    refused(await run(VOUCHED), 409, 'import.rechecked')
    checks = again.check
  })

  test('are vouched for by a person, who has made the password his own', async () => {
    const registrar = async (name, owner) => {
      const { id: account, password } = ok(await as.system.post('/api/accounts', { name, title: name, ...owner }), 201)
      ok(await as.security.post(`/api/accounts/${account}/grants`, { grants: [{ role: 'registrar', region: COUNTY }] }), 204)
      return { second: { name, password } }
    }
    refused(await run(await registrar('nobodys', { no_person: '登记室公用' })), 422, 'second.wrong')
    ok(await create(as.cadre, 'person', { name: '上官初任', sex: '1', birth: '1980.01' }), 201)
    refused(await run(await registrar('fresh', { person: { name: '上官初任' } })), 422, 'second.wrong')
  })

  test('that state what is signed are taken back by two, whole', async () => {
    const office = ok(await as.security.get('/api/accounts')).accounts.find((a) => a.name === 'office')
    ok(await as.security.post(`/api/accounts/${office.id}/grants`, { grants: [...office.grants.map((g) => ({ role: g.role, region: g.region.id })), { role: 'registrar', region: COUNTY }],
      posts: office.posts.map((p) => ({ post: p.post, region: p.region.id })) }), 204)
    const vouched = { second: { name: 'office', password: 'Huanjie-2026' } }
    const seen = await bring(as.cadre, 'vetting_batch', [['批次名称', '审核类别', '送审人数', '状态'], ['上届联审一批', '资格联审', '12', '已结论']])
    assert.equal(seen.bad, 0, JSON.stringify(seen.errors))
    ok(await as.cadre.post(`/api/imports/${seen.id}/run`, { check: seen.check, ...vouched }), 202)
    assert.equal((await settled(seen.id, as.cadre)).state, 'done')
    const [row] = ok(await as.cadre.get('/api/rows/vetting_batch', { title: '上届联审一批' })).rows
    refused(await as.cadre.post(`/api/rows/vetting_batch/${row.id}/remove`, { ver: row.ver, reason: '不要了' }), 422, 'signed.stays')
    refused(await as.cadre.post(`/api/imports/${seen.id}/undo`), 422, 'import.unvouched')
    ok(await as.cadre.post(`/api/imports/${seen.id}/undo`, vouched), 202)
    const back = await settled(seen.id, as.cadre)
    assert.equal(back.state, 'undone', back.message)
    assert.deepEqual(ok(await as.cadre.get('/api/rows/vetting_batch', { title: '上届联审一批' })).rows, [])
  })

  test('reach no further than the one who vouches', async () => {
    const town = ok(await as.office.get('/api/rows/unit', { limit: '200' })).rows.find((u) => u.region.id !== COUNTY).region
    const { grants, id: account } = ok(await as.security.get('/api/accounts')).accounts.find((a) => a.name === 'discipline')
    ok(await as.security.post(`/api/accounts/${account}/grants`, {
      grants: [...grants.map((x) => ({ role: x.role, region: x.region.id })), { role: 'registrar', region: town.id }] }), 204)
    const up = ok(await as.office.upload('/api/imports', makeCsv([[...HEAD, '地区'], ['镇报告', '党委工作报告', '乡级', '第一轮', '已审定', town.id],
      ['县报告', '党委工作报告', '县级', '第一轮', '已审定', COUNTY]]), { ledger: 'report_review', name: '旧.csv' }), 201)
    ok(await as.office.post(`/api/imports/${up.id}/check`, { columns: up.columns.map((c) => c.field), region: town.id, old: true }), 202)
    const seen = await settled(up.id)
    assert.equal(seen.bad, 0, JSON.stringify(seen.errors))
    ok(await as.office.post(`/api/imports/${up.id}/run`, { check: seen.check, second: { name: 'discipline', password: 'Huanjie-2026' } }), 202)
    const after = await settled(up.id)
    assert.equal(after.state, 'failed')
    assert.deepEqual(after.errors.map((e) => [e.row, e.code]), [[3, 'import.not_vouched']])
    assert.deepEqual(ok(await as.office.get('/api/rows/report_review', { q: '镇报告' })).rows, [])
  })

  test('keep the state they name, and both names in the trace of each row and in the audit list', async () => {
    ok(await run(VOUCHED), 202)
    assert.equal((await settled(id)).state, 'done')
    const [row] = ok(await as.office.get('/api/rows/report_review', { q: '上届工作报告' })).rows
    assert.equal(row.state, 'approved')
    const { changes } = ok(await as.office.get(`/api/rows/report_review/${row.id}/history`))
    assert.deepEqual(changes.map((c) => c.act), ['create'])
    assert.match(changes[0].reason, /县换届办.*干部科.*上届\.csv/)
    const events = JSON.stringify(ok(await as.audit.get('/api/trace', { kind: 'events' })))
    assert.match(events, /import\.old_books/)
  })

  test('are taken back by two as well, also after a restart', async () => {
    refused(await as.office.post(`/api/imports/${id}/undo`), 422, 'import.unvouched')
    await server.stop()
    server = await serve(server.data)
    as = await signInAll(server, [...ACCOUNTS, 'scrutineer', 'teller1', 'teller2'])
    const { imports } = ok(await as.office.get('/api/imports', { ledger: 'report_review' }))
    assert.equal(imports.find((i) => i.id === id).old, true)
    refused(await as.office.post(`/api/imports/${id}/undo`), 422, 'import.unvouched')
    assert.deepEqual([ok(await as.office.get(`/api/imports/${id}`))].map((i) => [i.state, i.rows, i.old]), [['done', 1, true]])
    ok(await as.office.post(`/api/imports/${id}/undo`, VOUCHED), 202)
    assert.equal((await settled(id)).state, 'undone')
  })

  test('change nothing that is there, and state nothing that a feature alone does', async () => {
    const made = ok(await create(as.office, 'report_review', { title: '在审报告', kind: 'party', level: 'county', round: '1' }), 201)
    const seen = await bring(as.office, 'report_review', [['记录号', ...HEAD], [made.id, '在审报告', '党委工作报告', '县级', '第一轮', '已审定']])
    assert.deepEqual(seen.errors.map((e) => e.code), ['import.old_change'])
    const { ledgers } = ok(await as.congress.get('/api/ledgers'))
    for (const [name, state] of [['poll', 'signed'], ['officer', 'passed'], ['sitting', 'closed']]) {
      const ledger = ledgers.find((l) => l.name === name)
      const needed = ledger.fields.filter((f) => f.required && !f.kept)
      const words = [[...needed.map((f) => f.label['zh-Hans']), '状态'], [...needed.map(() => '1'), state]]
      const { errors } = await bring(as.congress, name, words)
      assert.ok(errors.some((e) => e.code === 'import.old_kept'), JSON.stringify(errors))
    }
  })
})

describe('the registrar', () => {
  test('no ledger gives a role to the registrar', async () => {
    const wrong = await as.system.post('/api/ledgers', { name: 'x', label: { 'zh-Hans': 'x', en: 'x' }, menu: 'command', title: 'n',
      fields: [{ name: 'n', type: 'text', label: { 'zh-Hans': '名', en: 'N' } }], roles: { write: ['registrar'] } })
    assert.equal(wrong.status, 400, wrong.text)
  })
})

describe('what was decided about stays what it was', () => {
  const edit = async (who, ledger, id, fields) => {
    const { ver } = ok(await who.get(`/api/rows/${ledger}/${id}`))
    return who.post(`/api/rows/${ledger}/${id}`, { ver, fields })
  }

  test('a passed officer, whoever came to the door, and the congress under a poll', async () => {
    const hall = await hallOf(as, 10, 10)
    const poll = await pollOf(as, hall)
    const { officers } = ok(await as.congress.get(`/api/congresses/${hall.congress}`))
    const [chief] = officers
    assert.equal((await edit(as.congress, 'officer', chief.id, { attendee: hall.attendees[5] })).status, 422)
    for (const fields of [{ name: '外来人' }, { duty: 'teller' }])
      assert.match(refused(await edit(as.congress, 'officer', chief.id, fields), 422, 'held.kept'), /不能再改/)
    ok(await edit(as.congress, 'officer', chief.id, { note: '列席' }))
    ok(await edit(as.congress, 'congress', hall.congress, { title: '测试大会（改名）' }))
    ok(await as.congress.post(`/api/polls/${poll.id}/freeze`, { sitting: hall.sitting }))
    refused(await edit(as.congress, 'congress', hall.congress, { title: '另一个大会' }), 422, 'held.kept')
    assert.equal((await edit(as.congress, 'congress', hall.congress, { kind: 'plenary' })).body.error.fields[0].code, 'congress.begun_as')
    assert.equal((await edit(as.congress, 'congress', hall.congress, { region: TOWN })).body.error.fields[0].code, 'congress.level_region')
    for (const fields of [{ name: '换一个人' }, { kind: 'observer' }])
      refused(await edit(as.congress, 'attendee', hall.attendees[6], fields), 422, 'held.kept')
    assert.equal((await edit(as.congress, 'attendee', hall.attendees[6], { votes: false })).body.error.fields[0].code, 'roster.vote_polling')
    refused(await edit(as.congress, 'sitting', hall.sitting, { title: '改名的会' }), 422, 'held.kept')
  })

  test('a delegate who was elected, whoever edits and by whatever door', async () => {
    const id = await qualifiedOf(as, { name: '柳青河', unit_post: '县直机关' })
    for (const who of [as.congress, as.office]) {
      const answer = await edit(who, 'delegate', id, { name: '换人' })
      if (answer.status !== 403) refused(answer, 422, 'held.kept')
    }
    ok(await edit(as.congress, 'delegate', id, { phone: '19900001111' }))
    const bulk = await as.congress.post('/api/rows/delegate/bulk', { rows: [{ id, ver: 6 }], fields: { name: '换人' } })
    assert.notEqual(bulk.status, 200)
  })
})

describe('an import reaches as far as its owner, row by row', () => {
  const SECOND = String(Number(TOWN) + 1)
  const HEADS = ['签订人', '承诺类别', '签订日期', '单位及职务', '所属地区']
  const line = (name, region) => [name, '组工干部', '2021-11-08', '某单位', region]
  const pledges = async (name) => ok(await as.office.get('/api/rows/pledge', { signer: name })).rows

  test('no row of another place is taken over by its number', async () => {
    const { id } = ok(await create(as.office, 'pledge', { signer: '县里的人', kind: 'leader', signed_on: '2021-05-30' }), 201)
    const seen = await check(makeCsv([['记录号', ...HEADS], [id, ...line('县里的人', TOWN)]]), { who: as.town1, ledger: 'pledge', name: 'a.csv', region: TOWN })
    assert.deepEqual(seen.errors.map((e) => [e.row, e.field, e.code]), [[2, 'id', 'cell.id']])
  })

  test('and nothing is taken back where its owner no longer writes', async () => {
    ok(await create(as.cadre, 'person', { name: '欧阳两镇', sex: '1', birth: '1980.04' }), 201)
    const who = await memberOf(server, as, '欧阳两镇', { role: 'office', regions: [TOWN, SECOND] })
    const seen = await check(makeCsv([HEADS, line('甲镇导入', TOWN), line('乙镇导入', SECOND)]), { who, ledger: 'pledge', name: 'a.csv', region: TOWN })
    assert.deepEqual(seen.errors, [])
    ok(await who.post(`/api/imports/${seen.id}/run`), 202)
    assert.equal((await settled(seen.id, who)).state, 'done')
    ok(await as.security.post(`/api/accounts/${who.id}/grants`, { grants: [{ role: 'office', region: TOWN }], posts: [] }), 204)
    ok(await who.post(`/api/imports/${seen.id}/undo`), 202)
    const after = await settled(seen.id, who)
    assert.deepEqual([after.state, (await pledges('甲镇导入')).length, (await pledges('乙镇导入')).length], ['done', 1, 1])
  })

  test('a deadline follows the date that a file corrects', async () => {
    const { id } = ok(await create(as.discipline, 'complaint', { number: '期限随动', received_on: '2021-06-01', channel: 'phone', anonymous: true, content: '反映问题' }), 201)
    const due = async () => ok(await as.discipline.get(`/api/rows/complaint/${id}`)).due
    const first = await due()
    const seen = await check(makeCsv([['记录号', '编号', '收到日期', '匿名'], [id, '期限随动', '2021-06-10', '是']]), { who: as.discipline, ledger: 'complaint', name: 'a.csv' })
    assert.deepEqual(seen.errors, [])
    ok(await as.discipline.post(`/api/imports/${seen.id}/run`), 202)
    assert.equal((await settled(seen.id, as.discipline)).state, 'done')
    assert.equal((Date.parse(await due()) - Date.parse(first)) / 86400000, 9)
  })
})

describe('an act', () => {
  test('writes what it asks for, and no other field for who may not write the row', async () => {
    const fields = { title: '县委工作报告（三稿）', kind: 'party', level: 'county', round: '3', author: '起草组' }
    const { id } = ok(await create(as.office, 'report_review', fields), 201)
    const sign = (more) => as.leader.post(`/api/rows/report_review/${id}/acts/return`, { ver: 1, reason: '第三部分重写', ...more })
    assert.match(refused(await sign({ fields: { title: '领导改了' } }), 422, 'act.field'), /报告名称/)
    const bulk = await as.leader.post('/api/rows/report_review/bulk', { rows: [{ id, ver: 1 }], act: 'return', reason: '退回修改', fields: { author: '别人', sent_on: '2020-01-01' } })
    assert.match(bulk.text, /act\.field/)
    assert.equal(ok(await as.office.get(`/api/rows/report_review/${id}`)).author, '起草组')
    ok(await sign({ fields: { comments: '数据再核' } }))
    assert.equal(ok(await as.office.get(`/api/rows/report_review/${id}`)).comments, '数据再核')
  })
})
