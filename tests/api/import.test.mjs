// Spreadsheets in and out: what was exported comes back unchanged, every mistake is named, all or nothing,
// undone as a whole.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { FIELDS, HEAD, people, importing } from './importing.mjs'
import { allRows, cleanUp, COUNTY, demoSite, RECORD_ROLES, serve, signInAll, sleep, TOWN } from './server.mjs'
import { makeCsv, makeXlsx, readCsv, readXlsx, toGb18030 } from './sheet.mjs'

let server, as
before(async () => {
  server = await serve(demoSite('import'))
  as = await signInAll(server, [...RECORD_ROLES, 'town1'])
})
after(cleanUp)

const { upload, settled, check, runImport } = importing(() => as)
const count = async (ledger = 'pledge', who = as.office) => (await who.get(`/api/rows/${ledger}/count`)).body.count

describe('a wrong cell', () => {
  test('is shown up to a whole character, and an unseen one is told with its place', async () => {
    const long = '字'.repeat(150) // 200 bytes end within a character
    const checked = await check(makeCsv([HEAD, [long, '组工干部', '2021-11-08', '一'], ['导入\u202e甲', '组工干部', '2021-11-08', '二']]), { name: 'cells.csv' })
    const [first, second] = checked.errors
    assert.equal(first.value, `${'字'.repeat(99)}…`)
    assert.match(second.message, /3.*U\+202E/)
    assert.match(second.hint, /清空/)
  })
})

describe('there and back', () => {
  test('every ledger: the exported file, checked, has no mistakes and changes nothing', async () => {
    const seen = []
    for (const role of RECORD_ROLES) {
      for (const { name, may, fields } of (await as[role].get('/api/ledgers')).body.ledgers) {
        if (!may.write || !may.export || seen.includes(name)) continue
        seen.push(name)
        if (!(await count(name, as[role]))) continue
        for (const format of ['xlsx', 'csv']) {
          if (format === 'csv' && seen.length % 4) continue
          const file = await as[role].get(`/api/rows/${name}/export`, { format })
          assert.equal(file.status, 200, `${name}: ${file.text}`)
          const checked = await check(file.bytes, { who: as[role], ledger: name, name: `${name}.${format}` })
          assert.equal(checked.bad, 0, `${name}.${format}: ${JSON.stringify(checked.errors.slice(0, 3))}`)
          assert.equal(checked.state, 'checked')
          assert.equal(checked.rows, await count(name, as[role]), name)
          /* what a feature writes alone is exported and not taken back */
          const kept = fields.filter((f) => f.kept).map((f) => f.label['zh-Hans'])
          const lost = checked.columns.filter((c) => !c.field).map((c) => c.heading)
          assert.deepEqual(lost.filter((heading) => !kept.includes(heading.replace(/ \(.+\)$/, ''))), [], name)
        }
      }
    }
    assert.ok(seen.length > 40, `${seen.length} ledgers`)
  })

  for (const [ledger, role] of [['pledge', 'office'], ['task', 'office'], ['person', 'cadre'], ['headcount', 'cadre'], ['complaint', 'discipline'], ['indicator', 'cadre']]) {
    test(`${ledger}: imported again, no row has a new version`, async () => {
      const before = await allRows(as[role], ledger)
      const file = await as[role].get(`/api/rows/${ledger}/export`, { format: 'xlsx' })
      const checked = await check(file.bytes, { who: as[role], ledger })
      assert.equal(checked.bad, 0, JSON.stringify(checked.errors.slice(0, 3)))
      assert.equal((await runImport(checked.id, as[role])).state, 'done')
      const after = await allRows(as[role], ledger)
      assert.deepEqual(after.filter((row, i) => row.id !== before[i].id || row.ver !== before[i].ver), [])
    })
  }

  test('an edited cell of the exported file is an update of that row, and undone it is as before', async () => {
    const rows = readCsv((await as.office.get('/api/rows/pledge/export', { format: 'csv', region: TOWN })).text)
    const column = rows[0].indexOf('备注')
    rows[1][column] = '改过的备注'
    const checked = await check(makeCsv(rows), { name: 'b.csv' })
    assert.equal(checked.bad, 0, JSON.stringify(checked.errors[0]))
    const done = await runImport(checked.id)
    assert.equal(done.state, 'done')
    const row = (await as.office.get(`/api/rows/pledge/${rows[1][0]}`)).body
    assert.deepEqual([row.note, row.ver], ['改过的备注', 2])
    assert.equal((await as.office.get(`/api/rows/pledge/${rows[2][0]}`)).body.ver, 1)
    const [change] = (await as.office.get(`/api/rows/pledge/${row.id}/history`)).body.changes
    assert.equal(change.batch, checked.id)
    assert.equal((await as.office.post(`/api/imports/${checked.id}/undo`)).status, 202)
    assert.equal((await settled(checked.id)).state, 'undone')
    assert.equal((await as.office.get(`/api/rows/pledge/${row.id}`)).body.note, null)
  })

  test('the empty template has the headings, and no rows', async () => {
    const file = await as.office.get('/api/rows/pledge/export', { format: 'xlsx', empty: '1' })
    assert.equal(file.status, 200)
    const rows = readXlsx(file.bytes)
    assert.equal(rows.length, 1)
    for (const heading of HEAD) assert.ok(rows[0].includes(heading), heading)
    assert.equal(file.headers.get('content-disposition'), 'attachment; filename="pledge.xlsx"')
  })
})

describe('imports in hand', () => {
  const small = () => makeCsv([HEAD, ['甲', '皇帝', '2021-11-08', 'x']])

  test('the uploads of one account push out its own oldest, and nobody else\'s', async () => {
    const mine = await check(small(), { name: 'mine.csv' })
    const others = []
    for (let i = 0; i < 40; i++) {
      const up = await upload(small(), { who: as.town1, name: `o${i}.csv` })
      assert.equal(up.status, 201, up.text)
      others.push(up.body.id)
    }
    assert.equal((await as.office.get(`/api/imports/${mine.id}`)).body.bad, 1)
    assert.equal((await as.office.get(`/api/imports/${mine.id}/wrong`)).status, 200)
    for (const [i, id] of others.entries()) {
      const seen = await as.town1.get(`/api/imports/${id}`)
      assert.equal(seen.status, i < 24 ? 404 : 200, `${i}`)
      assert.equal((await as.office.get(`/api/imports/${id}`)).status, 404, 'of somebody else')
    }
  })

  test('an import that is looked at while it is pushed out is whole or not found', async () => {
    const rows = Array.from({ length: 2000 }, (_, i) => [`甲${i}`, '皇帝', '2021-11-08', 'x'])
    const big = await check(makeCsv([HEAD, ...rows]), { name: 'big.csv' })
    const looks = Array.from({ length: 6 }, () => as.office.get(`/api/imports/${big.id}/wrong`))
    for (let i = 0; i < 20; i++) assert.equal((await upload(small(), { name: `p${i}.csv` })).status, 201)
    let whole = 0
    for (const look of await Promise.all(looks)) {
      assert.ok([200, 404].includes(look.status), look.text)
      if (look.status === 200) assert.equal(readXlsx(look.bytes).length, 2001)
      whole += look.status === 200
    }
    assert.ok(whole > 0)
    assert.equal((await as.office.get(`/api/imports/${big.id}`)).status, 404)
  })

  test('the wrong rows are made while the import goes on, and change nothing of it', async () => {
    const seen = await check(makeCsv([HEAD, ...people(600), ['甲', '皇帝', '2021-11-08', 'x']]), { name: 'w.csv' })
    const looks = Array.from({ length: 4 }, () => as.office.get(`/api/imports/${seen.id}/wrong`))
    const again = await as.office.post(`/api/imports/${seen.id}/check`, { columns: FIELDS, region: TOWN })
    assert.equal(again.status, 202, again.text)
    for (const look of await Promise.all(looks)) assert.equal(readXlsx(look.bytes).length, 2)
    const { rows, good, bad } = await settled(seen.id)
    assert.deepEqual([rows, good, bad], [601, 600, 1])
  })

  test('columns stay as they are while the rows are checked', async () => {
    const up = await upload(makeCsv([HEAD, ...people(20000, 5000)]), { name: 'c.csv' })
    const ask = (columns) => as.office.post(`/api/imports/${up.body.id}/check`, { columns, region: COUNTY })
    const [first, second] = await Promise.all([ask(FIELDS), ask([...FIELDS].reverse())])
    assert.deepEqual([first.status, second.status].sort(), [202, 422], `${first.text} ${second.text}`)
    const wanted = first.status === 202 ? FIELDS : [...FIELDS].reverse()
    assert.deepEqual((await settled(up.body.id)).columns.map((c) => c.field), wanted)
  })
})

describe('reading files', () => {
  test('CSV in GB18030, UTF-8 with and without a mark, XLSX: the same rows', async () => {
    const rows = [['严肃换届承诺书签订情况'], HEAD, ...people(3)]
    const text = makeCsv(rows).toString()
    for (const [bytes, name] of [[toGb18030(text), 'gb.csv'], [Buffer.from(text), 'u.csv'], [Buffer.from(`\uFEFF${text}`), 'bom.csv'], [makeXlsx(rows), 'x.xlsx']]) {
      const checked = await check(bytes, { name })
      assert.deepEqual(checked.columns.map((c) => [c.heading, c.field]), HEAD.map((h, i) => [h, FIELDS[i]]), name)
      assert.deepEqual([checked.rows, checked.good, checked.bad], [3, 3, 0], name)
      assert.deepEqual(checked.preview[0].slice(0, 4), rows[2], name)
      assert.deepEqual(checked.columns[0].samples, ['导入0', '导入1', '导入2'])
    }
  })

  test('headings in other words, stars and remarks behind them, English', async () => {
    for (const head of [['姓名*', '人员类别（见说明）', '签字日期', '职务'], ['signer', 'kind', 'Signed on', 'unit_post'], ['承 诺 人', '身份', '承诺日期\n(yyyy.mm.dd)', '单位职务']]) {
      const { body } = await upload(makeXlsx([head, ...people(1)]))
      assert.deepEqual(body.columns.map((c) => c.field), FIELDS, head.join())
    }
    const { body } = await upload(makeXlsx([[...HEAD, '血型', ''], ...people(1)]))
    assert.equal(body.columns[4].field, null)
  })

  test('a sheet of many columns is shown whole before it is imported', async () => {
    const more = Array.from({ length: 90 }, (_, i) => `另${i}`)
    const checked = await check(makeXlsx([[...HEAD, ...more], [...people(1)[0], ...more.map((m) => `值${m}`)]]))
    assert.equal(checked.columns.length, 94)
    assert.deepEqual(checked.preview, [[...people(1)[0], ...more.map((m) => `值${m}`)]])
  })

  test('every wrong cell is named: row, column, heading, code, message and hint', async () => {
    const rows = [HEAD, ['甲', '组工干部', '2021-11-08', 'x'], ['', '组工干部', '2021-11-08', 'x'], ['乙', '皇帝', '2021-11-08', 'x'],
      ['丙', '组工干部', '2021.13', 'x'], ['丁', '组工干部', '2021-11', 'x'], ['长'.repeat(41), '', '', 'x'], []]
    const checked = await check(makeXlsx(rows))
    assert.deepEqual([checked.state, checked.rows, checked.good, checked.bad], ['checked', 6, 1, 5])
    assert.deepEqual(checked.errors.map((e) => [e.row, e.column, e.heading, e.field, e.code]), [
      [3, 'A', '签订人', 'signer', 'cell.required'], [4, 'B', '承诺类别', 'kind', 'cell.code'], [5, 'C', '签订日期', 'signed_on', 'cell.date'],
      [6, 'C', '签订日期', 'signed_on', 'cell.day_missing'], [7, 'A', '签订人', 'signer', 'cell.too_long'],
      [7, 'B', '承诺类别', 'kind', 'cell.required'], [7, 'C', '签订日期', 'signed_on', 'cell.required'],
    ])
    assert.equal(checked.errors[1].value, '皇帝')
    for (const e of checked.errors) {
      assert.ok(e.message.length > 3 && e.hint.length > 3, JSON.stringify(e))
      assert.doesNotMatch(e.message + e.hint, /\{\d\}/)
    }
    const before = await count()
    const refused = await as.office.post(`/api/imports/${checked.id}/run`)
    assert.equal(refused.status, 422)
    assert.equal(refused.body.error.code, 'import.bad_rows')
    assert.equal(await count(), before, 'nothing is written while one row is wrong')

    const wrong = readXlsx((await as.office.get(`/api/imports/${checked.id}/wrong`)).bytes)
    assert.equal(wrong.length, 6)
    assert.deepEqual(wrong[0].slice(0, 4), HEAD)
    assert.deepEqual(wrong[2].slice(0, 4), rows[3])
    assert.ok(wrong[2][4].includes('皇帝'))
  })

  test('a row that became wrong between check and run stops all of it', async () => {
    const rows = people(5, 700)
    const checked = await check(makeXlsx([HEAD, ...rows]))
    assert.equal(checked.bad, 0)
    const made = await as.office.post('/api/rows/pledge', { region: COUNTY, fields: Object.fromEntries(FIELDS.map((f, i) => [f, rows[3][i]])) })
    assert.equal(made.status, 201, made.text)
    const before = await count()
    const failed = await runImport(checked.id)
    assert.equal(failed.state, 'failed')
    assert.ok(failed.message)
    assert.deepEqual(failed.errors.map((e) => e.row), [5])
    assert.equal(await count(), before)
  })

  test('doubles inside the file and with what is there', async () => {
    const rows = people(3, 800)
    await as.office.post('/api/rows/pledge', { region: COUNTY, fields: Object.fromEntries(FIELDS.map((f, i) => [f, rows[0][i]])) })
    const checked = await check(makeXlsx([HEAD, ...rows, rows[1]]))
    assert.deepEqual(checked.errors.map((e) => [e.row, e.code]), [[2, 'cell.group_taken'], [5, 'cell.twice']])
    const numbers = [['姓名', '性别', '出生年月', '身份证号'], ['甲', '男', '1949.12', '11010519491231003X'], ['乙', '男', '1949.12', '11010519491231003x']]
    const persons = await upload(makeXlsx(numbers), { who: as.cadre, ledger: 'person' })
    assert.deepEqual(persons.body.columns.map((c) => c.field), ['name', 'sex', 'birth', 'id_number'])
  })

  test('columns: twice the same, a required one missing, too few, unknown', async () => {
    const { body: { id } } = await upload(makeXlsx([HEAD, ...people(1, 900)]))
    for (const [columns, code] of [[['signer', 'signer', 'kind', 'signed_on'], 'import.column_twice'], [['signer', null, 'signed_on', null], 'import.required'],
      [['signer'], 'import.columns'], [['signer', 'kind', 'signed_on', 'nothing'], 'row.field'], ['x', 'shape.list']]) {
      const answer = await as.office.post(`/api/imports/${id}/check`, { columns, region: COUNTY })
      assert.equal(answer.status, 400, answer.text)
      assert.equal(answer.body.error.code, code)
    }
    assert.equal((await as.office.post(`/api/imports/${id}/run`)).status, 422, 'not checked')
    assert.equal((await as.office.post(`/api/imports/${id}/undo`)).status, 422, 'not done')
  })

  test('the place of each row: by code, name, path; the state by its label', async () => {
    const head = ['任务', '阶段', '完成时限', '乡镇', '状态']
    const stage = (await as.office.get('/api/codes')).body.codes.stage.items[0].label['zh-Hans']
    const town = (await as.office.get(`/api/regions/${TOWN}`)).body
    const row = (place, state) => ['安排一次学习', stage, '2021-12-01', place, state]
    const checked = await check(makeXlsx([head, row(TOWN, '进行中'), row(town.label, '已完成'), row(`${town.path.map((p) => p.label).join('')}`, ''),
      row('', '没有这个状态'), row('不存在的镇', '')]), { ledger: 'task' })
    assert.deepEqual(checked.errors.map((e) => [e.row, e.field, e.code]), [[5, 'state', 'list.state'], [6, 'region', 'cell.region']])
  })
})

describe('running', () => {
  test('a small one: done, in the history with its batch, undone, undone only once', async () => {
    const before = await count()
    const checked = await check(makeXlsx([HEAD, ...people(30, 1000)]))
    assert.equal((await runImport(checked.id)).state, 'done')
    assert.equal(await count(), before + 30)
    const [row] = (await as.office.get('/api/rows/pledge', { signer: '导入1007' })).body.rows
    const { changes } = (await as.office.get(`/api/rows/pledge/${row.id}/history`)).body
    assert.deepEqual([changes.length, changes[0].act, changes[0].batch], [1, 'create', checked.id])
    const figure = async () => (await as.office.get('/api/figures', { ledger: 'pledge' })).body.figures.find((f) => f.name === 'total').total
    assert.equal(await figure(), before + 30)
    assert.equal((await as.office.post(`/api/imports/${checked.id}/run`)).body.state, 'done', 'not twice')
    assert.equal((await as.office.post(`/api/imports/${checked.id}/undo`)).status, 202)
    assert.equal((await settled(checked.id)).state, 'undone')
    assert.equal(await count(), before)
    assert.equal(await figure(), before)
    assert.equal((await as.office.post(`/api/imports/${checked.id}/undo`)).status, 422)
    const line = (await as.office.get('/api/imports', { ledger: 'pledge' })).body.imports.find((i) => i.id === checked.id)
    assert.deepEqual([line.state, line.rows], ['undone', 30])
    assert.match(line.who, /^县换届办（.{2,4}）$/)
  })

  test('undone: a row that passed acts is gone, a row that moved is back where it was', async () => {
    const passed = await check(makeCsv([['姓名', '层级', '代表构成', '性别', '状态'], ['柳成荫', '县级', '领导干部', '男', '已考察审查']]), { who: as.congress, ledger: 'delegate', name: 'd.csv' })
    assert.equal(passed.bad, 0, JSON.stringify(passed.errors))
    const delegates = await count('delegate', as.congress)
    assert.equal((await runImport(passed.id, as.congress)).state, 'done')
    assert.equal(await count('delegate', as.congress), delegates + 1)
    assert.equal((await as.congress.post(`/api/imports/${passed.id}/undo`)).status, 202)
    const undone = await settled(passed.id, as.congress)
    assert.equal(undone.state, 'undone', undone.message)
    assert.equal(await count('delegate', as.congress), delegates)

    const rows = readCsv((await as.office.get('/api/rows/pledge/export', { format: 'csv', region: TOWN })).text)
    const at = rows[0].indexOf('所属地区'), path = `/api/rows/pledge/${rows[1][0]}`
    assert.ok(at > 0, rows[0].join())
    const before = (await as.office.get(path)).body
    rows[1][at] = COUNTY
    const moved = await check(makeCsv(rows), { name: 'm.csv' })
    assert.equal(moved.bad, 0, JSON.stringify(moved.errors))
    await runImport(moved.id)
    assert.equal((await as.office.get(path)).body.region.id, COUNTY)
    await as.office.post(`/api/imports/${moved.id}/undo`)
    const back = await settled(moved.id)
    assert.equal(back.state, 'undone', back.message)
    const now = (await as.office.get(path)).body
    assert.deepEqual({ ...now, ver: before.ver, updated_at: before.updated_at }, before)
  })

  test('undo is refused when a row was changed since, and takes nothing back', async () => {
    const checked = await check(makeXlsx([HEAD, ...people(10, 1100)]))
    await runImport(checked.id)
    const total = await count()
    const [row] = (await as.office.get('/api/rows/pledge', { signer: '导入1104' })).body.rows
    await as.discipline.post(`/api/rows/pledge/${row.id}`, { ver: 1, fields: { note: '后来改的' } })
    await as.office.post(`/api/imports/${checked.id}/undo`)
    const after = await settled(checked.id)
    assert.equal(after.state, 'done')
    assert.ok(after.message.includes('纪检督导'), after.message)
    assert.equal(await count(), total)
  })

  test('undo outlives a restart of the server', async () => {
    const checked = await check(makeXlsx([HEAD, ...people(5, 1200)]))
    await runImport(checked.id)
    const total = await count()
    const { data } = server
    await server.stop()
    server = await serve(data)
    for (const one of Object.values(as)) one.url = server.url
    assert.equal((await as.town1.post(`/api/imports/${checked.id}/undo`)).status, 404)
    const undone = await as.office.post(`/api/imports/${checked.id}/undo`)
    assert.equal(undone.status, 202, undone.text)
    assert.equal((await settled(checked.id)).state, 'undone')
    assert.equal(await count(), total - 5)
  })

  test('50,000 rows: progress is seen, cancelled while checking and while running nothing stays', async () => {
    const before = await count()
    const bytes = makeCsv([HEAD, ...people(50000, 100000)])
    const up = await upload(bytes, { name: 'big.csv' })
    const base = `/api/imports/${up.body.id}`
    const body = { columns: FIELDS, region: COUNTY }
    await as.office.post(`${base}/check`, body)
    await sleep(60)
    assert.equal((await as.office.post(`${base}/check`, body)).status, 422, 'while it is being checked')
    assert.equal((await as.office.post(`${base}/run`)).status, 422)
    assert.equal((await as.office.post(`${base}/cancel`)).status, 202)
    assert.equal((await settled(up.body.id)).state, 'cancelled')

    await as.office.post(`${base}/check`, body)
    const seen = new Set()
    for (;;) {
      const now = (await as.office.get(base)).body
      assert.ok(now.done <= now.total)
      seen.add(now.done)
      if (now.state !== 'checking') break
      await sleep(15)
    }
    assert.ok(seen.size > 3, `progress ${[...seen].join()}`)
    const checked = await settled(up.body.id)
    assert.deepEqual([checked.state, checked.rows, checked.bad], ['checked', 50000, 0])

    await as.office.post(`${base}/run`)
    for (let now; ; await sleep(5)) {
      now = (await as.office.get(base)).body
      if (now.state !== 'running' || now.done > 0) break
    }
    await as.office.post(`${base}/cancel`)
    assert.equal((await settled(up.body.id)).state, 'cancelled')
    assert.equal(await count(), before)
    assert.equal((await as.office.get('/api/figures', { ledger: 'pledge' })).body.figures.find((f) => f.name === 'total').total, before)
  })
})

describe('the same file again', () => {
  // of tasks: nothing in that ledger has to be unique
  const file = (from) => makeCsv([['任务', '阶段', '完成时限'], ...[1, 2, 3, 4].map((i) => [`任务${from + i}`, '动员部署', '2021-11-08'])])
  const checkTask = (bytes, more) => check(bytes, { name: 'a.csv', ledger: 'task', ...more })

  test('a request that is asked again, its answer lost, gives the same answer and no second row', async () => {
    const checked = await checkTask(file(300100))
    const before = await count('task')
    const path = `/api/imports/${checked.id}/run`
    const both = await Promise.all([as.office.post(path, { check: checked.check }), as.office.post(path, { check: checked.check })])
    assert.deepEqual(both.map((answer) => answer.status), [202, 202], both[1].text)
    assert.equal((await settled(checked.id)).state, 'done')
    const again = await as.office.post(path, { check: checked.check })
    assert.deepEqual([again.status, again.body.state, again.body.good], [202, 'done', 4])
    const { data } = server
    await server.stop()
    server = await serve(data)
    for (const one of Object.values(as)) one.url = server.url
    const later = await as.office.post(path, { check: checked.check })
    assert.deepEqual([later.status, later.body.state, later.body.good], [202, 'done', 4], 'after a new start of the program too')
    assert.equal(await count('task'), before + 4)
  })

  test('uploaded again, it is told who took it in and when, and comes in a second time only when that is said', async () => {
    const first = await checkTask(file(300200)), second = await checkTask(file(300200), { name: 'b.csv', who: as.congress })
    assert.equal(first.before ?? second.before, undefined)
    const before = await count('task')
    await runImport(first.id)
    const seen = (await as.congress.get(`/api/imports/${second.id}`)).body
    assert.deepEqual([seen.before.id, seen.before.rows, seen.before.who], [first.id, 4, first.who])
    const path = `/api/imports/${second.id}/run`
    const refused = await as.congress.post(path, { check: second.check })
    assert.deepEqual([refused.status, refused.body.error.code], [409, 'import.same'])
    assert.match(refused.body.error.message, /20\d\d-\d\d-\d\d 由 .+ 导入本台账，共 4 行/)
    assert.equal(await count('task'), before + 4)
    assert.equal((await as.congress.post(path, { check: second.check, again: true })).status, 202)
    assert.equal((await settled(second.id, as.congress)).state, 'done')
    assert.equal(await count('task'), before + 8)
  })

  test('two that are begun at the same time: one comes in', async () => {
    const two = [await checkTask(file(300300)), await checkTask(file(300300), { who: as.congress })]
    const before = await count('task')
    await Promise.all([as.office.post(`/api/imports/${two[0].id}/run`), as.congress.post(`/api/imports/${two[1].id}/run`)])
    await settled(two[0].id)
    await settled(two[1].id, as.congress)
    assert.equal(await count('task'), before + 4)
  })

  test('other bytes, another ledger, or one that was taken back are nothing to speak of', async () => {
    const first = await checkTask(file(300400))
    await runImport(first.id)
    await as.office.post(`/api/imports/${first.id}/undo`)
    assert.equal((await settled(first.id)).state, 'undone')
    const before = await count('task')
    const second = await checkTask(file(300400))
    assert.equal(second.before, undefined)
    await runImport(second.id)
    assert.equal(await count('task'), before + 4)
  })
})
