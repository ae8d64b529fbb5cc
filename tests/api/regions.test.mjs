// Nothing of another region comes out, or is changed, on any way.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { hallOf, ok, pollOf } from './congress.mjs'
import { ledgers, may, mayAct } from './matrix.mjs'
import { ACCOUNTS, ADMINS, allRows, cleanUp, COUNTY, demoSite, serve, signInAll, TOWN } from './server.mjs'

let server, as

before(async () => {
  server = await serve(demoSite('regions'))
  as = await signInAll(server, ACCOUNTS)
})
after(cleanUp)

describe('another region', () => {
  const foreign = [] // {ledger, row} outside of the town, from every ledger town1's role may read
  let town

  before(async () => {
    town = as.town1
    for (const ledger of ledgers.filter((l) => may(l, 'office', 'r'))) {
      const rows = await allRows(as.office, ledger.name)
      const row = rows.find((r) => r.region.id !== TOWN)
      if (row) foreign.push({ ledger: ledger.name, row })
    }
    assert.ok(foreign.length > 25, `${foreign.length} ledgers with rows elsewhere`)
  })

  test('a row elsewhere is 404 on every way to it, 403 where the role may do so nowhere', async () => {
    const { ledgers: described } = (await as.office.get('/api/ledgers')).body
    for (const { ledger, row } of foreign) {
      const base = `/api/rows/${ledger}/${row.id}`
      const d = described.find((l) => l.name === ledger), l = ledgers.find((one) => one.name === ledger)
      const title = d.fields.find((f) => f.name === d.title)
      const answers = [
        await town.get(base),
        await town.get(`${base}/history`),
        await town.get(`${base}/views`),
        await town.post(base, { ver: row.ver, fields: { [title.name]: 'x' } }),
        await town.post(`${base}/remove`, { ver: row.ver, reason: '不应成功' }),
        await town.post(`${base}/restore`, {}),
        await town.post(`${base}/unseal`, { field: title.name, purpose: '不应成功' }),
        await town.post(`${base}/acts/${d.acts[0]?.name ?? 'finish'}`, { ver: row.ver }),
        await town.post(`/api/rows/${ledger}/bulk`, { rows: [{ id: row.id, ver: row.ver }], fields: { [title.name]: 'x' } }),
      ]
      const writes = may(l, 'office', 'w'), acts = d.acts[0] && mayAct(l, 'office', d.acts[0].name)
      const unseals = d.fields.some((f) => f.seal && mayAct(l, 'office', `unseal:${f.seal}`))
      const bulk = writes || d.acts.some((a) => mayAct(l, 'office', a.name))
      const anywhere = [true, true, true, writes, writes, writes, unseals, !d.acts[0] || acts, bulk]
      answers.forEach((answer, i) =>
        assert.equal(answer.status, anywhere[i] ? 404 : 403, `${ledger} ${i}: ${answer.status} ${answer.text}`))
      assert.equal((await as.office.get(base)).body.ver, row.ver, `${ledger} was changed`)
    }
  })

  test('a removed row elsewhere cannot be read or restored', async () => {
    const made = await as.office.post('/api/rows/pledge', {
      region: '990124101', fields: { signer: '外镇人', kind: 'leader', signed_on: '2021-11-02', unit_post: '某某镇' },
    })
    assert.equal(made.status, 201, made.text)
    const base = `/api/rows/pledge/${made.body.id}`
    assert.equal((await as.office.post(`${base}/remove`, { ver: 1, reason: '试验' })).status, 204)
    for (const answer of [await town.get(base), await town.get(`${base}/history`), await town.post(`${base}/restore`, {})])
      assert.equal(answer.status, 404, answer.text)
    assert.equal((await as.office.post(`${base}/restore`, {})).status, 200)
  })

  test('the town cannot list, count, export, group or see figures of the county or another town', async () => {
    for (const region of [COUNTY, '990124101', '99', '0', '9901']) {
      for (const { ledger } of foreign) {
        const d = ledgers.find((l) => l.name === ledger)
        for (const [path, pairs] of [
          [`/api/rows/${ledger}`, {}], [`/api/rows/${ledger}/count`, {}],
          ...(may(d, 'office', 'e') ? [[`/api/rows/${ledger}/export`, { format: 'csv' }]] : []),
          ['/api/figures/by', { ledger, by: 'region' }], ['/api/figures', { ledger }],
        ]) {
          const answer = await town.get(path, { region, ...pairs })
          assert.equal(answer.status, 403, `${path} ${region}: ${answer.status} ${answer.text.slice(0, 200)}`)
        }
      }
      assert.equal((await town.get('/api/figures', { region })).status, 403)
      assert.equal((await town.get('/api/wall', { region })).status, 403)
    }
  })

  test('its own lists, search and wall hold nothing from elsewhere', async () => {
    for (const { ledger } of foreign) {
      for (const row of await allRows(town, ledger)) assert.equal(row.region.id, TOWN, ledger)
      const groups = (await town.get('/api/figures/by', { ledger, by: 'region' })).body.rows
      for (const group of groups) assert.equal(group.region.id, TOWN, ledger)
    }
    for (const q of ['镇', '张', '王', '换届', '任务']) {
      for (const region of [undefined, COUNTY, '0']) {
        const found = await town.get('/api/search', { q, ...(region ? { region } : {}) })
        assert.ok([200, 403].includes(found.status), found.text)
        for (const hit of found.body.hits ?? []) assert.equal(hit.region.id, TOWN, `${q}: ${hit.title}`)
      }
    }
    const wall = (await town.get('/api/wall')).body
    assert.equal(wall.region.id, TOWN)
    for (const child of wall.children) assert.ok(child.id.startsWith(TOWN))
  })

  test('it cannot create, move or import elsewhere', async () => {
    const fields = { signer: '本镇人', kind: 'leader', signed_on: '2021-11-03', unit_post: '本镇' }
    for (const region of [COUNTY, '990124101'])
      assert.equal((await town.post('/api/rows/pledge', { region, fields })).status, 403)
    const made = await town.post('/api/rows/pledge', { region: TOWN, fields })
    assert.equal(made.status, 201, made.text)
    const moved = await town.post(`/api/rows/pledge/${made.body.id}`, { ver: 1, fields: { region: '990124101' } })
    assert.equal(moved.status, 403, moved.text)

    const file = Buffer.from('签订人,承诺类别,签订日期\n甲,领导干部,2021-11-04\n')
    const up = await town.upload('/api/imports', file, { ledger: 'pledge', name: 'a.csv' })
    assert.equal(up.status, 201, up.text)
    const columns = up.body.columns.map((c) => c.field)
    const refused = await town.post(`/api/imports/${up.body.id}/check`, { columns, region: COUNTY })
    assert.equal(refused.status, 403, refused.text)
  })

  test('what a row elsewhere has taken is told as taken, without the row', async () => {
    const unit = (who, region) => who.post('/api/rows/unit', { region, fields: { title: '岚桥外镇站', kind: 'institution', level: 'county', code: 'WZ-0071' } })
    const other = ok(await unit(as.office, COUNTY), 201).id
    for (const [who, is] of [[town, false], [as.office, true]]) {
      const wrong = await unit(who, TOWN)
      const told = wrong.body.error.fields.find((f) => f.code === 'cell.taken')
      assert.equal(told?.field, 'code', wrong.text)
      assert.equal([other, '岚桥外镇站'].some((part) => wrong.text.includes(part)), is, wrong.text)
    }
  })

  test('an import that names rows or places elsewhere has only wrong rows', async () => {
    const { row } = foreign.find((f) => f.ledger === 'pledge')
    const file = Buffer.from(
      `编号（不要改）,乡镇,签订人,承诺类别,签订日期\n${row.id},,改了,领导干部,2021-11-04\n,${row.region.id},乙,领导干部,2021-11-04\n`)
    const up = await town.upload('/api/imports', file, { ledger: 'pledge', name: 'b.csv' })
    const fields = ['id', 'region', 'signer', 'kind', 'signed_on']
    await town.post(`/api/imports/${up.body.id}/check`, { columns: fields, region: TOWN })
    let seen
    do seen = (await town.get(`/api/imports/${up.body.id}`)).body
    while (seen.state === 'checking')
    assert.equal(seen.bad, 2, JSON.stringify(seen))
    assert.equal((await town.post(`/api/imports/${up.body.id}/run`)).status, 422)
  })

  test('imports of others: neither seen, named, run, undone nor downloaded', async () => {
    const up = await as.office.upload('/api/imports', Buffer.from('签订人,承诺类别,签订日期\n甲,领导干部,2021-11-04\n'),
      { ledger: 'pledge', name: '县里的名单.csv' })
    const base = `/api/imports/${up.body.id}`
    for (const other of [town, as.discipline]) {
      for (const answer of [await other.get(base), await other.get(`${base}/wrong`), await other.post(`${base}/check`, { columns: [] }),
        await other.post(`${base}/run`), await other.post(`${base}/cancel`), await other.post(`${base}/undo`)])
        assert.equal(answer.status, 404, answer.text)
    }
    const names = (await town.get('/api/imports', { ledger: 'pledge' })).body.imports.map((i) => i.name)
    assert.ok(!names.includes('县里的名单.csv'), names.join())
  })

  test('files: only those of rows one may read, also when one points a row of one\'s own at them', async () => {
    const secret = Buffer.from('县里的扫描件')
    const kept = await as.office.upload('/api/files', secret, { name: 'scan.pdf' })
    assert.equal(kept.status, 201, kept.text)
    const made = await as.office.post('/api/rows/pledge', {
      region: '990124101',
      fields: { signer: '有扫描件', kind: 'leader', signed_on: '2021-11-05', unit_post: '某镇', scan: kept.body.id },
    })
    assert.equal(made.status, 201, made.text)
    assert.deepEqual((await as.office.get(`/api/files/${kept.body.id}`)).bytes, secret)
    for (const account of ['town1', 'congress', ...ADMINS])
      assert.equal((await as[account].get(`/api/files/${kept.body.id}`)).status, 404, account)

    const own = await town.post('/api/rows/pledge', {
      region: TOWN,
      fields: { signer: '借用附件', kind: 'leader', signed_on: '2021-11-05', unit_post: '本镇', scan: kept.body.id },
    })
    assert.equal(own.status, 400, `took the file of another: ${own.text}`)
    assert.equal(own.body.error.fields[0].field, 'scan')
    assert.equal((await town.get(`/api/files/${kept.body.id}`)).status, 404)

    const mine = await town.upload('/api/files', Buffer.from('本镇的'), { name: 'own.pdf' })
    const good = await town.post('/api/rows/pledge', {
      region: TOWN,
      fields: { signer: '自己附件', kind: 'leader', signed_on: '2021-11-05', unit_post: '本镇', scan: mine.body.id },
    })
    assert.equal(good.status, 201, good.text)
    const reused = await as.office.post(`/api/rows/pledge/${good.body.id}`, { ver: 1, fields: { scan: kept.body.id } })
    assert.equal(reused.status, 200, 'office may read both')
  })

  test('a reference to a row elsewhere is refused, by id and by title', async () => {
    const units = await allRows(as.office, 'unit')
    const { title } = (await as.office.get('/api/ledgers')).body.ledgers.find((l) => l.name === 'unit')
    const twice = (unit) => units.filter((u) => u[title] === unit[title]).length > 1
    const { region, id, [title]: name } = units.find((u) => u.region.id !== TOWN && !twice(u))
    const fields = { signer: '参照', kind: 'leader', signed_on: '2021-11-06', unit_post: '本镇' }
    assert.ok(region.id)
    for (const unit of [id, name]) {
      const answer = await town.post('/api/rows/pledge', { region: TOWN, fields: { ...fields, unit } })
      assert.equal(answer.status, 400, `${unit}: ${answer.text}`)
      assert.equal(answer.body.error.fields[0].field, 'unit')
    }
    const own = units.find((u) => u.region.id === TOWN && !twice(u))
    const good = await town.post('/api/rows/pledge', { region: TOWN, fields: { ...fields, unit: own[title] } })
    assert.equal(good.status, 201, good.text)
  })
})

test('what belongs to a congress lies where the congress lies, and is not moved elsewhere', async () => {
  const at = await hallOf(as, 10, 10, { kind: 'people', rules: 'organic-2022', term: 93, session: 1 })
  const poll = await pollOf(as, at, { elections: [{ title: '副县长', office: 'vice', seats: 1, rules: 'organic-2022', candidates: [{ name: '王文' }, { name: '李武' }] }] })
  const { id: election } = poll.elections[0], [one, two] = at.attendees
  const put = async (ledger, fields, region) => as.congress.post(`/api/rows/${ledger}`, { region, fields })
  const motion = ok(await put('motion', { congress: at.congress, kind: 'suggestion', title: '修路', number: 1, received_at: new Date().toISOString(), source: 'deputies', leader: one }, COUNTY), 201).id
  const discussion = ok(await put('discussion', { congress: at.congress, sitting: at.sitting, delegation: '一团', topic: '报告', convener: '王文' }, COUNTY), 201).id
  const kinds = {
    sitting: ['congress', { congress: at.congress, title: '又一次会议', kind: 'plenary' }],
    officer: ['congress', { congress: at.congress, attendee: one, name: '陈一', duty: 'teller' }],
    poll: ['congress', { congress: at.congress, title: '又一张' }],
    motion: ['congress', { congress: at.congress, kind: 'suggestion', title: '架桥', number: 2, received_at: new Date().toISOString(), source: 'deputies', leader: one }],
    motion_signer: ['motion', { motion, attendee: two }],
    discussion: ['congress', { congress: at.congress, sitting: at.sitting, delegation: '二团', topic: '报告', convener: '王文' }],
    discussion_point: ['discussion', { discussion, place: 1, speaker: '王文', said: '赞成' }],
    agenda_item: ['sitting', { sitting: at.sitting, place: 9, title: '审议', kind: 'hands' }],
    election: ['poll', { poll: poll.id, title: '县长', office: 'chief', seats: 1, rules: 'organic-2022' }],
    candidate: ['election', { election, name: '张建' }],
  }
  for (const [ledger, [field, fields]] of Object.entries(kinds)) {
    const wrong = await put(ledger, fields, TOWN)
    assert.equal(wrong.status, 400, `${ledger} ${wrong.text}`)
    assert.ok(wrong.body.error.fields.some((f) => f.field === field && f.code === 'cell.congress_region'), `${ledger} ${wrong.text}`)
    const made = await put(ledger, fields, COUNTY)
    assert.equal(made.status, 201, `${ledger} ${made.text}`)
    const moved = await as.congress.post(`/api/rows/${ledger}/${made.body.id}`, { ver: made.body.ver ?? 1, fields: { region: TOWN } })
    assert.ok(moved.status === 400 && moved.text.includes('cell.congress_region'), `${ledger} ${moved.status} ${moved.text}`)
  }
})
