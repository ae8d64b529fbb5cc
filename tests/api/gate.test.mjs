// One gate for every write of a row: whatever the door, nobody skips an act, and nothing that the hook of a
// ledger keeps is taken away behind its back.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { act, hallOf, ok, pollOf, refused } from './congress.mjs'
import { importing } from './importing.mjs'
import { ACCOUNTS, cleanUp, COUNTY, demoSite, serve, signInAll } from './server.mjs'
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
    const delegate = { name: '柳青山', level: 'county', kind: 'leader', sex: '1', unit_post: '县直机关' }
    const made = await create(as.congress, 'delegate', delegate, 'qualified')
    assert.deepEqual(await acts(as.congress, 'delegate', ok(made, 201).id), ['create', 'review', 'elect', 'qualify'])
    const lapsed = await create(as.congress, 'delegate', { ...delegate, name: '柳青林' }, 'lapsed')
    assert.match(refused(lapsed, 422, 'state.needs_reason'), /资格终止.*终止资格/)
  })

  test('of a file too: the cell of the state says which act stands before it', async () => {
    const seen = await checked(as.office, 'report_review', [['报告名称', '报告类别', '层级', '轮次', '状态'],
      ['政府工作报告', '政府工作报告', '县级', '第一轮', '已审定'], ['纪委工作报告', '纪委工作报告', '县级', '第一轮', '待审']])
    assert.equal(seen.bad, 1, JSON.stringify(seen.errors))
    assert.equal(seen.errors[0].row, 2)
    assert.match(seen.errors[0].message, /已审定.*签字/)
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
    await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
    ok(await as.congress.post(`/api/imports/${seen.id}/undo`), 202)
    const after = await settled(seen.id, as.congress)
    assert.equal(after.state, 'done', JSON.stringify(after))
    assert.match(JSON.stringify(after), /poll\.begun|已经核定/)
    const names = ok(await as.congress.get(`/api/polls/${poll.id}`)).elections[0].candidates.map((c) => c.name)
    assert.ok(names.includes('云中鹤'), names)
  })
})
