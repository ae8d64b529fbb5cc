// Rows: created, changed by several at once, acted upon, removed, traced.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { describedToo, faults, openapi } from './openapi.mjs'
import { field, SAMPLE } from './sample.mjs'
import { cleanUp, COUNTY, demoSite, root, serve, signIn, signInAll, TOWN } from './server.mjs'

let server, as, another

before(async () => {
  server = await serve(demoSite('records'))
  as = await signInAll(server, ['system', 'office', 'cadre', 'discipline', 'leader', 'town1'])
  another = await signIn(server, 'discipline')
  const added = await as.system.post('/api/ledgers', SAMPLE)
  assert.equal(added.status, 201, added.text)
})
after(cleanUp)

let n = 0
const create = async (fields = {}, more = {}) => {
  const made = await as.office.post('/api/rows/sample', { region: COUNTY, fields: { title: `样本${++n}`, ...fields }, ...more })
  assert.equal(made.status, 201, made.text)
  return made.body.id
}
const get = async (id, ledger = 'sample') => (await as.office.get(`/api/rows/${ledger}/${id}`)).body
const update = (who, id, ver, fields) => who.post(`/api/rows/sample/${id}`, { ver, fields })
const fieldsOf = (answer) => answer.body.error.fields.map((f) => f.field)

describe('a ledger of the site\'s own', () => {
  test('is described like ours, and refused twice', async () => {
    const { ledgers } = (await as.office.get('/api/ledgers')).body
    const sample = ledgers.find((l) => l.name === 'sample')
    assert.equal(sample.site, true)
    assert.deepEqual(sample.fields.map((f) => f.type), SAMPLE.fields.map((f) => f.type))
    assert.deepEqual(sample.may.acts, ['begin', 'finish', 'drop', 'seal'])
    assert.equal((await as.system.post('/api/ledgers', SAMPLE)).status >= 400, true)
    assert.ok((await as.cadre.get('/api/ledgers')).body.ledgers.every((l) => l.name !== 'sample'))
  })

  test('a wrong one is refused with its line, and nothing of it stays', async () => {
    for (const wrong of [{ ...SAMPLE, name: 'other', fields: [] }, { ...SAMPLE, name: 'Other' }, { ...SAMPLE, name: 'other', more: 1 },
      { ...SAMPLE, name: 'other', fields: [...SAMPLE.fields, field('x', 'ref', { to: 'no_such' })] }, [], 'x']) {
      const answer = await as.system.post('/api/ledgers', wrong)
      assert.equal(answer.status, 400, answer.text)
      assert.match(answer.body.error.code, /^definition\.|^json\./)
    }
    assert.equal((await as.office.get('/api/rows/other')).status, 404)
  })

  test('a field added to it and to one of ours holds values, old rows are empty there', async () => {
    const id = await create()
    assert.equal((await as.system.post('/api/ledgers/sample/fields', field('extra', 'text', { list: true }))).status, 201)
    const page = readFileSync(`${root}/docs/ledgers.md`, 'utf8').match(/^Kept names.*?\n\n/ms)[0]
    const kept = [...page.matchAll(/`(\w+)`/g)].map((m) => m[1])
    const parameters = Object.values(openapi().paths).map((path) => path.get?.parameters ?? []).filter((all) => all.some((p) => p.name === 'filters')).flat()
    for (const name of [...kept, ...parameters.filter((p) => p.in === 'query').map((p) => p.name)]) {
      assert.ok(kept.includes(name) || name === 'hj_', `${name} is not in docs/ledgers.md`)
      const answer = await as.system.post('/api/ledgers/sample/fields', field(name, 'text'))
      assert.equal(answer.status, 400, `${name} is kept`)
      assert.match(answer.body.error.message, /kept/, name)
    }
    assert.equal((await as.system.post('/api/ledgers/task/fields', field('extra', 'integer'))).status, 201)
    assert.equal((await as.system.post('/api/ledgers/task/fields', field('extra', 'integer'))).status, 400)
    assert.equal((await as.system.post('/api/ledgers/nosuch/fields', field('extra', 'integer'))).status, 404)
    assert.equal((await as.system.post('/api/ledgers/task/fields', field('must', 'integer', { required: true }))).status, 400)
    assert.equal((await get(id)).extra, null)
    assert.equal((await update(as.office, id, 1, { extra: '后加的' })).status, 200)
    assert.equal((await get(id)).extra, '后加的')
    const [task] = (await as.office.get('/api/rows/task', { limit: '1' })).body.rows
    assert.equal((await as.office.post(`/api/rows/task/${task.id}`, { ver: task.ver, fields: { extra: 7 } })).status, 200)
    assert.equal((await get(task.id, 'task')).extra, 7)
  })
})

describe('creating', () => {
  test('every type is given back as the documents say', async () => {
    const unit = (await as.office.get('/api/rows/unit', { limit: '1' })).body.rows[0]
    const person = (await as.cadre.get('/api/rows/person', { limit: '1' })).body.rows[0]
    const file = (await as.office.upload('/api/files', Buffer.from('文'), { name: '文.pdf' })).body
    const id = await create({
      code_no: 'A1', notes: ' 一\r\n二 ', people: 12, ratio: '99.5', cost: '1,234.5', held_on: '2021年5月30日', born: '1980.05',
      met_at: '2021-05-30 16:30', open: true, sex: '男', place: '990124100', unit: unit.id, who: { id: person.id },
      paper: file.id, secret: '机密', id_card: '11010519491231002x', phone: '0762-1234567', mail: 'a@b.cn',
    })
    const row = await get(id)
    const want = {
      ver: 1, state: 'todo', code_no: 'A1', notes: '一\n二', people: 12, ratio: '99.50', cost: '1234.50', held_on: '2021-05-30',
      born: '1980-05', met_at: '2021-05-30T08:30:00Z', open: true, sex: '1', secret: { sealed: true }, id_card: '11010519491231002X',
      phone: '0762-1234567', mail: 'a@b.cn', due: null, done_on: null,
    }
    for (const [key, value] of Object.entries(want)) assert.deepEqual(row[key], value, key)
    assert.deepEqual(row.region.id, COUNTY)
    assert.equal(row.place.id, '990124100')
    assert.equal(row.unit.id, unit.id)
    assert.ok(row.unit.label && row.who.label)
    assert.equal(row.who.id, person.id)
    assert.deepEqual(row.paper, { id: file.id, name: '文.pdf', bytes: 3 })
    const [born] = (await as.office.get(`/api/rows/sample/${id}/history`)).body.changes
    assert.deepEqual(born.fields.find((f) => f.field === 'paper').after, row.paper, 'the trace says which paper')
    assert.equal((await update(as.office, id, 1, { paper: row.paper })).body.ver, 1, 'taken back as it was read')
    assert.match(row.created_at, /^20\d\d-\d\d-\d\dT/)
    assert.equal((await as.office.post(`/api/rows/sample/${id}/unseal`, { field: 'secret', purpose: '核对' })).body.value, '机密')
  })

  test('what is read is taken back as it is', async () => {
    const id = await create({ ratio: '1.25', cost: '7', born: '1980-05', open: true, place: TOWN, met_at: '2021-05-30T08:30:15Z' })
    const { id: _, ver, region, state, created_at, updated_at, is_signed, secret, ...fields } = await get(id)
    const again = await update(as.office, id, ver, fields)
    assert.equal(again.status, 200, again.text)
    assert.equal(again.body.ver, 1, 'nothing was changed')
  })

  test('the limits of each type, each with the message of its field', async () => {
    const long = (count) => '长'.repeat(count)
    for (const [fields, code] of [
      [{ title: '' }, 'cell.required'], [{ title: null }, 'cell.required'], [{ title: 'x' }, 'cell.too_short'],
      [{ title: long(21) }, 'cell.too_long'], [{ notes: long(51) }, 'cell.too_long'], [{ people: '1.5' }, 'cell.integer'],
      [{ people: 'zwei' }, 'cell.integer'], [{ people: -4 }, 'cell.too_small'], [{ people: 1001 }, 'cell.too_large'],
      [{ people: '99999999999999999999' }, 'cell.integer'], [{ ratio: '1.255' }, 'cell.decimal'], [{ ratio: '-0.01' }, 'cell.too_small'],
      [{ ratio: '100.01' }, 'cell.too_large'], [{ cost: 'teuer' }, 'cell.decimal'], [{ cost: '1.001' }, 'cell.decimal'],
      [{ held_on: '2021-02-30' }, 'cell.date'], [{ held_on: '2021-05' }, 'cell.day_missing'], [{ born: '1980-13' }, 'cell.month'], [{ born: '2999-01' }, 'cell.year'], [{ born: '1899-12' }, 'cell.year'], [{ held_on: '2200-05-30' }, 'cell.year'], [{ held_on: '2021-02-29' }, 'cell.date'],
      [{ met_at: 'noon' }, 'cell.instant'], [{ met_at: '2021-05-30 25:00' }, 'cell.instant'], [{ open: 'vielleicht' }, 'cell.bool'],
      [{ sex: '第三' }, 'cell.code'], [{ place: '999999' }, 'cell.region'], [{ place: '无此镇' }, 'cell.region'],
      [{ unit: '没有这个单位' }, 'cell.ref_none'], [{ unit: '1234567890123456' }, 'cell.ref_none'], [{ who: '查无此人' }, 'cell.ref_none'],
      [{ paper: 'x' }, 'cell.file'], [{ paper: '123' }, 'cell.file'], [{ id_card: '123' }, 'cell.id_number_length'],
      [{ id_card: '110105194902310021' }, 'cell.id_number_birth'], [{ id_card: '110105194912310021' }, 'cell.id_number_check'],
      [{ phone: '電話' }, 'cell.phone'], [{ mail: 'nobody' }, 'cell.email'],
    ]) {
      const [name] = Object.keys(fields)
      const answer = await as.office.post('/api/rows/sample', { region: COUNTY, fields: { title: '界限', ...fields } })
      assert.equal(answer.status, 400, `${JSON.stringify(fields)}: ${answer.text}`)
      assert.equal(answer.body.error.code, 'row.invalid')
      assert.deepEqual(answer.body.error.fields.map((f) => [f.field, f.code]), [[name, code]], answer.text)
      assert.ok(answer.body.error.fields[0].message.length > 3)
      assert.doesNotMatch(answer.body.error.fields[0].message, /\{\d\}/)
    }
  })

  test('the types of docs/ledgers.md, for a new row, a change, an act and many at once', async () => {
    const [{ id: unit }] = (await as.office.get('/api/rows/unit', { limit: '1' })).body.rows
    const row = await create()
    const doors = {
      create: (fields) => as.office.post('/api/rows/sample', { region: COUNTY, fields: { title: '种类', ...fields } }),
      update: (fields) => as.office.post(`/api/rows/sample/${row}`, { ver: 1, fields }),
      act: (fields) => as.office.post(`/api/rows/sample/${row}/acts/begin`, { ver: 1, fields }),
      bulk: (fields) => as.office.post('/api/rows/sample/bulk', { rows: [{ id: row, ver: 1 }], fields }),
    }
    const text = 'cell.type_text', number = 'cell.type_number', bool = 'cell.type_bool', id = 'cell.type_id'
    for (const [fields, code] of [
      [{ title: true }, text], [{ title: 12 }, text], [{ title: { id: '12' } }, text], [{ notes: 123 }, text], [{ secret: 12345678 }, text],
      [{ people: '5' }, number], [{ people: '' }, number], [{ people: true }, 'cell.integer'], [{ people: { id: '5' } }, number],
      [{ ratio: 5 }, text], [{ cost: 3 }, text], [{ held_on: 20210530 }, text], [{ born: 198001 }, text], [{ met_at: false }, 'cell.instant'],
      [{ open: 'true' }, bool], [{ open: 1 }, bool], [{ open: '' }, bool], [{ sex: 1 }, text], [{ sex: { id: '1' } }, text],
      [{ place: 990124 }, id], [{ unit: 249685239410977864 }, id], [{ who: 249685239410977864 }, id], [{ paper: 12 }, id],
    ]) {
      const [name] = Object.keys(fields)
      for (const [door, ask] of Object.entries(doors)) {
        const answer = await ask(fields)
        assert.equal(answer.status, 400, `${door} ${JSON.stringify(fields)}: ${answer.text}`)
        assert.deepEqual(answer.body.error.fields.map((f) => [f.field, f.code]), [[name, code]], `${door}: ${answer.text}`)
        if (door === 'bulk') assert.equal(answer.body.error.row, row)
      }
    }
    assert.equal((await get(row)).ver, 1, 'nothing was stored')
    for (const region of [990124, true]) assert.deepEqual(fieldsOf(await doors.update({ region })), ['region'])
    const good = { title: '都对', people: 7, ratio: '1.5', cost: '12.50', held_on: '2021-05-30', born: '1980-01', met_at: '2021-05-30T08:30:00Z',
      open: true, sex: '1', place: COUNTY, unit: { id: unit, label: '' }, who: null, paper: null, secret: null }
    assert.equal((await doors.create(good)).status, 201)
    assert.equal((await doors.update({ unit, people: null, open: null, region: { id: COUNTY } })).status, 200)
  })

  test('all mistakes come at once', async () => {
    const answer = await as.office.post('/api/rows/sample', { region: COUNTY, fields: { people: 'x', held_on: 'y', sex: 'z' } })
    assert.deepEqual(fieldsOf(answer).sort(), ['held_on', 'people', 'sex', 'title'])
  })

  test('unknown keys and fields, lists, wrong bodies, wrong places and states', async () => {
    const post = (body) => as.office.post('/api/rows/sample', body)
    assert.equal((await post({ region: COUNTY, fields: {}, more: 1 })).body.error.code, 'json.key')
    const odd = await post({ region: COUNTY, fields: { title: '好的', nothing: '1' } })
    assert.equal(odd.status, 400)
    assert.deepEqual(odd.body.error.fields.map((f) => [f.field, f.code]), [['nothing', 'row.field']])
    const id = await create()
    for (const system of ['id', 'ver', 'state', 'created_at', 'zzz']) {
      assert.deepEqual(fieldsOf(await post({ region: COUNTY, fields: { title: '好的', [system]: '1' } })), [system])
      assert.deepEqual(fieldsOf(await as.office.post(`/api/rows/sample/${id}`, { ver: 1, fields: { [system]: 1 } })), [system])
    }
    assert.equal((await post({ region: COUNTY, fields: { title: '好的', region: COUNTY } })).status, 400)
    assert.equal((await post({ region: COUNTY, fields: { title: ['x'] } })).status, 400)
    assert.equal((await post({ region: COUNTY, fields: [] })).status, 400)
    for (const bytes of ['[]', '"x"', '{', '{"a":1.5}', '{"fields":{},"fields":{}}', '\xff', 'null']) {
      const answer = await as.office.ask('POST', '/api/rows/sample', { bytes })
      assert.equal(answer.status, 400, `${bytes}: ${answer.text}`)
    }
    assert.equal((await as.office.ask('POST', '/api/rows/sample', { bytes: `${'['.repeat(100)}${']'.repeat(100)}` })).status, 413)
    assert.equal((await as.office.ask('POST', '/api/rows/sample', { bytes: Buffer.alloc(5 << 20, 32) })).status, 413)
    for (const region of ['999999', 'x', '0', '44', '430211'])
      assert.ok([400, 403].includes((await post({ region, fields: { title: '好的' } })).status), region)
    assert.equal((await post({ region: COUNTY, state: 'nothing', fields: { title: '好的' } })).status, 400)
  })

  test('unique fields and groups', async () => {
    await create({ title: '唯一的', code_no: 'U1', held_on: '2021-01-02' })
    const same = await as.office.post('/api/rows/sample', { region: TOWN, fields: { title: '另一个', code_no: 'U1' } })
    assert.deepEqual(same.body.error.fields.map((f) => [f.field, f.code]), [['code_no', 'cell.taken']])
    assert.match(same.body.error.fields[0].message, /^已有另一条记录使用相同的值：唯一的 · 2021-01-02（记录号 \d+）。这一项不能重复：请核对是否重复登记，或改为更新原记录$/)
    await create({ title: '县里的', code_no: 'U2' })
    const town = await as.town1.post('/api/rows/sample', { region: TOWN, fields: { title: '镇里的', code_no: 'U2' } })
    assert.equal(town.body.error.fields[0].message, '已有另一条记录使用相同的值。这一项不能重复：请核对是否重复登记，或改为更新原记录', 'who may not read it learns nothing of it')
    const group = { title: '唯一的', held_on: '2021-01-02' }
    const twice = await as.office.post('/api/rows/sample', { region: COUNTY, fields: group })
    assert.deepEqual(twice.body.error.fields.map((f) => [f.field, f.code]), [['held_on', 'cell.group_taken']])
    assert.equal((await as.office.post('/api/rows/sample', { region: TOWN, fields: group })).status, 201, 'once in each region')
  })

  test('at the same moment, a unique value is given once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () =>
      as.office.post('/api/rows/sample', { region: COUNTY, fields: { title: '同时', code_no: 'SAME', held_on: null } })))
    assert.deepEqual(answers.map((a) => a.status).sort(), [201, ...Array(9).fill(400)])
  })

  test('text is tidied: blanks at both ends, combining marks', async () => {
    const id = await create({ title: '\u3000 e\u0301e\u0301 尾 \t\n' })
    assert.equal((await get(id)).title, 'éé 尾')
  })
})

describe('changing', () => {
  test('different fields merge, the same field conflicts and says who, when and what', async () => {
    const id = await create({ people: 1, cost: '1' })
    assert.equal((await update(another, id, 1, { people: 2 })).body.ver, 2)
    const merged = await update(as.office, id, 1, { cost: '9' })
    assert.equal(merged.status, 200, merged.text)
    assert.equal(merged.body.ver, 3)
    assert.deepEqual([(await get(id)).people, (await get(id)).cost], [2, '9.00'])

    const clash = await update(as.office, id, 1, { people: 7, ratio: '1' })
    assert.equal(clash.status, 409, clash.text)
    const { error } = clash.body
    assert.equal(error.code, 'row.changed')
    assert.equal(error.kind, 'conflict')
    assert.deepEqual(error.fields, [{ field: 'people', yours: 7, theirs: 2, base: 1 }])
    assert.equal(error.row.ver, 3)
    assert.ok(error.message.includes(error.who), error.message)
    assert.equal((await get(id)).ratio, null, 'nothing of a conflict is written')

    const same = await update(as.office, id, 1, { people: 2 })
    assert.equal(same.status, 200, 'both want the same')
    assert.equal((await update(as.office, id, 3, { people: 7 })).status, 200)
  })

  test('versions that never were, rows that are not', async () => {
    const id = await create()
    for (const ver of [0, 2, 99, 9007199254740991])
      assert.equal((await update(as.office, id, ver, { people: 5 })).status, 409, String(ver))
    assert.equal((await as.office.post(`/api/rows/sample/${id}`, { fields: { people: 5 } })).body.error.code, 'shape.missing')
    assert.equal((await update(as.office, id, -1, { people: 5 })).status, 400)
    for (const wrong of ['1', '999999999999999999', 'x', '-1', '0', '1e3', "1'--"])
      assert.equal((await update(as.office, wrong, 1, { people: 5 })).status, 404, wrong)
    assert.equal((await as.office.get(`/api/rows/task/${id}`)).status, 404, 'the id of another ledger')
  })

  test('eight at once on one row: all merge or conflict, none is lost', async () => {
    const id = await create({ people: 0 })
    const names = ['notes', 'ratio', 'cost', 'phone', 'mail', 'code_no', 'held_on', 'born']
    const values = ['x', '1', '2', '12345', 'a@b', 'EIGHT', '2021-03-04', '1990-01']
    const answers = await Promise.all(names.map((name, i) => update(as.office, id, 1, { [name]: values[i] })))
    assert.deepEqual(answers.map((a) => a.status), Array(8).fill(200))
    const row = await get(id)
    assert.equal(row.ver, 9)
    for (const name of names) assert.notEqual(row[name], null, name)
    const clash = await Promise.all([1, 2, 3, 4].map((v) => update(as.office, id, 9, { people: v * 10 })))
    assert.equal(clash.filter((a) => a.status === 200).length, 1)
  })

  test('emptying a field, a required one, moving to another region', async () => {
    const id = await create({ people: 3, notes: '有' })
    assert.equal((await update(as.office, id, 1, { notes: null, people: null })).status, 200)
    assert.deepEqual([(await get(id)).notes, (await get(id)).people], [null, null])
    assert.equal((await update(as.office, id, 2, { title: null })).body.error.fields[0].code, 'cell.required')
    assert.equal((await as.office.post(`/api/rows/sample/${id}`, { ver: 2, region: TOWN, fields: {} })).status, 400, 'not a key of the body')
    assert.equal((await update(as.office, id, 2, { region: TOWN })).status, 200)
    assert.equal((await get(id)).region.id, TOWN)
    assert.equal((await as.town1.get(`/api/rows/sample/${id}`)).status, 200)
  })
})

describe('acts', () => {
  const act = (who, id, name, body) => who.post(`/api/rows/sample/${id}/acts/${name}`, body)

  test('begin starts the deadline in working days, finish stamps today and requires fields', async () => {
    const id = await create()
    const begun = await act(as.office, id, 'begin', { ver: 1 })
    assert.deepEqual(begun.body, { id, ver: 2, state: 'doing' })
    const today = new Date(Date.now() + 8 * 3600e3)
    const due = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate()))
    for (let days = 15; days; ) {
      due.setUTCDate(due.getUTCDate() + 1)
      if (due.getUTCDay() % 6) days--
    }
    assert.equal((await get(id)).due, due.toISOString().slice(0, 10))

    const early = await act(as.office, id, 'finish', { ver: 2 })
    assert.equal(early.status, 400)
    assert.deepEqual(early.body.error.fields.map((f) => [f.field, f.code]), [['notes', 'cell.required'], ['cost', 'cell.required']])
    const done = await act(as.office, id, 'finish', { ver: 2, fields: { notes: '办好了', cost: '3' } })
    assert.equal(done.body.state, 'done', done.text)
    assert.equal((await get(id)).done_on, today.toISOString().slice(0, 10))
    assert.equal((await act(as.office, id, 'finish', { ver: 3 })).body.error.code, 'act.state')
    assert.equal((await act(as.office, id, 'finish', { ver: 2 })).status, 409)
    assert.equal((await act(as.office, id, 'no_such', { ver: 3 })).status, 404)
    assert.equal((await act(as.office, id, 'finish', { ver: 3, more: 1 })).status, 400)
  })

  test('a due date that is there is kept', async () => {
    const id = await create({ due: '2031-01-02' })
    assert.equal((await act(as.office, id, 'begin', { ver: 1 })).status, 200)
    assert.equal((await get(id)).due, '2031-01-02')
  })

  test('a reason is asked for and kept', async () => {
    const id = await create()
    for (const reason of [undefined, '', 'x', '  \n '])
      assert.equal((await act(as.office, id, 'drop', { ver: 1, reason })).body.error.code, 'act.reason')
    assert.equal((await act(as.office, id, 'drop', { ver: 1, reason: '长'.repeat(501) })).status, 400)
    assert.equal((await act(as.office, id, 'drop', { ver: 1, reason: '不再需要' })).status, 200)
    const [last] = (await as.office.get(`/api/rows/sample/${id}/history`)).body.changes
    assert.deepEqual([last.act, last.reason], ['drop', '不再需要'])
    assert.deepEqual(last.fields.find((f) => f.field === 'state'), { field: 'state', before: 'todo', after: 'dropped' })
  })

  test('signing asks for the right password', async () => {
    const id = await create({ notes: '有', cost: '1' }, { state: 'done' })
    const { ver } = await get(id)
    assert.equal((await act(as.office, id, 'seal', { ver })).body.error.code, 'act.sign')
    assert.equal((await act(as.office, id, 'seal', { ver, password: 'wrong' })).body.error.code, 'password.wrong')
    assert.equal((await get(id)).ver, ver)
    const sealed = await act(as.office, id, 'seal', { ver, password: 'Huanjie-2026' })
    assert.equal(sealed.status, 200, sealed.text)
    assert.equal((await act(another, id, 'seal', { ver: ver + 1, password: 'Huanjie-2026' })).status, 403)
  })
})

describe('many at once', () => {
  test('all or nothing, the row that stopped it is named', async () => {
    const ids = [await create({ people: 1 }), await create({ people: 1 }), await create({ people: 1 })]
    const bulk = (body) => as.office.post('/api/rows/sample/bulk', body)
    const rows = ids.map((id) => ({ id, ver: 1 }))
    assert.deepEqual((await bulk({ rows, fields: { people: 5 } })).body, { done: 3 })
    await update(as.office, ids[1], 2, { people: 6 })
    const stopped = await bulk({ rows: ids.map((id) => ({ id, ver: 2 })), fields: { people: 7 } })
    assert.equal(stopped.status, 409, stopped.text)
    assert.equal(stopped.body.error.row, ids[1])
    assert.deepEqual(await Promise.all(ids.map(async (id) => (await get(id)).people)), [5, 6, 5])

    const begin = await bulk({ rows: [{ id: ids[0], ver: 2 }, { id: ids[1], ver: 3 }, { id: ids[2], ver: 2 }], act: 'begin' })
    assert.deepEqual(begin.body, { done: 3 }, begin.text)
    const again = await bulk({ rows: [{ id: ids[0], ver: 3 }], act: 'begin' })
    assert.equal(again.body.error.code, 'act.state')
    for (const nothing of [{}, { fields: {} }, { reason: '没有内容' }])
      assert.equal((await bulk({ rows: [{ id: ids[0], ver: 3 }], ...nothing })).body.error.code, 'bulk.nothing')
    const twice = await bulk({ rows: [ids[0], ids[1], ids[0]].map((id) => ({ id, ver: 3 })), fields: { people: 8 } })
    assert.deepEqual([twice.status, twice.body.error.code, twice.body.error.row], [400, 'bulk.twice', ids[0]])
    const stale = await bulk({ rows: [{ id: ids[0], ver: 3 }, { id: ids[2], ver: 99 }], fields: { people: 8 } })
    assert.deepEqual([stale.status, stale.body.error.code, stale.body.error.row], [409, 'row.stale', ids[2]])
    const wrong = await bulk({ rows: [{ id: ids[2], ver: 3 }], fields: { people: 'x' } })
    assert.deepEqual([wrong.body.error.row, fieldsOf(wrong)], [ids[2], ['people']])
    const sign = await bulk({ rows: [{ id: ids[0], ver: 3 }], act: 'seal' })
    assert.ok(sign.status >= 400)
    for (const odd of [[], 'x', Array(1001).fill({ id: ids[0], ver: 1 }), [{ id: '1', ver: 1 }], [{ id: 'x', ver: 1 }]])
      assert.ok([400, 404].includes((await bulk({ rows: odd, fields: { people: 1 } })).status))
    assert.equal((await bulk({ rows: [{ id: ids[0], ver: 3 }], fields: { people: 'x' } })).body.error.fields[0].field, 'people')
  })
})

describe('removing', () => {
  test('needs a reason, keeps the history, restore brings it back whole', async () => {
    const id = await create({ people: 4, secret: '还在', code_no: 'BACK' })
    const before = await get(id)
    const remove = (body) => as.office.post(`/api/rows/sample/${id}/remove`, body)
    assert.equal((await remove({ ver: 1, reason: ' ' })).body.error.code, 'shape.short')
    assert.equal((await remove({ ver: 1, reason: '   ' })).body.error.code, 'act.reason')
    assert.equal((await remove({ ver: 7, reason: '录错了' })).status, 409)
    assert.equal((await remove({ ver: 1, reason: '录错了' })).status, 204)
    for (const path of ['', '/views']) assert.equal((await as.office.get(`/api/rows/sample/${id}${path}`)).status, 404)
    assert.equal((await update(as.office, id, 1, { people: 5 })).status, 404)
    assert.equal((await remove({ ver: 1, reason: '录错了' })).status, 404)
    assert.equal((await as.office.get('/api/rows/sample', { q: before.title })).body.rows.filter((r) => r.id === id).length, 0)
    assert.equal((await as.office.get('/api/search', { q: before.title })).body.hits.filter((h) => h.id === id).length, 0)
    assert.equal((await as.leader.post(`/api/rows/sample/${id}/restore`)).status, 403)
    const back = await as.office.post(`/api/rows/sample/${id}/restore`)
    assert.equal(back.status, 200, back.text)
    const after = await get(id)
    assert.ok(after.ver > before.ver)
    for (const name of ['title', 'people', 'code_no', 'state', 'secret']) assert.deepEqual(after[name], before[name], name)
    assert.equal((await as.office.post(`/api/rows/sample/${id}/unseal`, { field: 'secret', purpose: '核对' })).body.value, '还在')
    assert.equal((await as.office.post(`/api/rows/sample/${id}/restore`)).status, 404, 'it is there')
    const changes = (await as.office.get(`/api/rows/sample/${id}/history`)).body.changes
    assert.deepEqual(changes.map((c) => c.act), ['restore', 'remove', 'create'])
    assert.equal((await update(as.office, id, after.ver, { people: 9 })).status, 200)
  })

  test('a restored row still obeys uniqueness', async () => {
    const id = await create({ code_no: 'TAKEN' })
    await as.office.post(`/api/rows/sample/${id}/remove`, { ver: 1, reason: '录错了' })
    await create({ code_no: 'TAKEN' })
    const back = await as.office.post(`/api/rows/sample/${id}/restore`)
    assert.equal(back.status, 400)
    assert.equal(back.body.error.fields[0].code, 'cell.taken')
  })
})

describe('history', () => {
  test('newest first, with who, before and after, never the sealed text', async () => {
    const id = await create({ people: 1, secret: '甲' })
    await update(another, id, 1, { people: 2, sex: '2', secret: '乙' })
    await update(as.office, id, 2, { sex: null })
    const { changes } = (await as.office.get(`/api/rows/sample/${id}/history`)).body
    assert.deepEqual(changes.map((c) => c.act), ['update', 'update', 'create'])
    assert.deepEqual(changes.map((c) => c.who.replace(/（.*）/, '')), ['县换届办', '纪检督导', '县换届办'])
    assert.ok(changes[0].seq > changes[1].seq && changes[1].seq > changes[2].seq)
    assert.deepEqual(changes[0].fields, [{ field: 'sex', before: '2', after: null }])
    const second = Object.fromEntries(changes[1].fields.map((f) => [f.field, [f.before, f.after]]))
    assert.deepEqual(second.people, [1, 2])
    assert.deepEqual(second.secret, [{ sealed: true }, { sealed: true }])
    assert.deepEqual(Object.keys(second).sort(), ['people', 'secret', 'sex'])
  })
})

test('OpenAPI describes the paths of the running site', async () => {
  const { body } = await as.office.get('/api/openapi.json')
  assert.match(body.openapi, /^3\./)
  assert.ok(Object.keys(body.paths).length > 30)
  describedToo(body)
  const ledgers = (await as.office.get('/api/ledgers')).body.ledgers
  for (const { name } of ledgers) {
    const schema = body.paths[`/api/rows/${name}`].get.responses[200].content['application/json'].schema
    const page = await as.office.get(`/api/rows/${name}`, { limit: '20' })
    if (page.status === 403) continue
    assert.deepEqual(faults(schema, page.body), [], name)
    if (page.body.rows.length) assert.deepEqual(faults(body.paths[`/api/rows/${name}/{row}`].get.responses[200].content['application/json'].schema, await get(page.body.rows[0].id, name)), [], name)
  }
  const post = body.paths['/api/rows/sample'].post.requestBody.content['application/json'].schema
  assert.deepEqual(faults(post, { region: COUNTY, fields: { title: '甲乙', people: 3, unit: '12', sex: '1', open: true, met_at: '2021-05-30T08:30:00Z', secret: null } }), [])
  for (const wrong of [{ people: '3' }, { unit: 12 }, { sex: '男' }, { title: true }, { zzz: 1 }, { open: 'true' }]) assert.ok(faults(post, { fields: wrong }).length, JSON.stringify(wrong))
  assert.deepEqual(faults({ $ref: '#/components/schemas/NewLedger' }, SAMPLE), [])
})
