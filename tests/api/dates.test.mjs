// Dates of what has happened, dates that follow one another, photographs by their content: said in the descriptions of
// ledgers, refused at the field.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { importing } from './importing.mjs'
import { allRows, cleanUp, demoSite, RECORD_ROLES, serve, signInAll, TOWN } from './server.mjs'
import { makeCsv } from './sheet.mjs'

let server, as
before(async () => {
  server = await serve(demoSite('dates'))
  as = await signInAll(server, RECORD_ROLES)
})
after(cleanUp)
const { check } = importing(() => as)

/** Days from today, in China. */
const day = (n) => new Date(Date.now() + 8 * 3600e3 + n * 86400e3).toISOString().slice(0, 10)
const at = (answer, field) => answer.body.error?.fields?.find((x) => x.field === field)
const pledge = (signed_on) => as.office.post('/api/rows/pledge', { region: TOWN, fields: { signer: `某人${Math.random()}`, kind: 'leader', signed_on } })
const complaint = (more) => as.discipline.post('/api/rows/complaint', { region: TOWN, fields: {
  number: `试${Math.random()}`, received_on: '2021-05-10', channel: 'phone', anonymous: true, content: '试验', ...more } })

describe('what has happened', () => {
  test('today is the last day, in a form and in an import, with a sentence at the field', async () => {
    assert.equal((await pledge(day(0))).status, 201)
    const answer = await pledge(day(1))
    assert.equal(answer.status, 400, answer.text)
    assert.deepEqual([at(answer, 'signed_on').code, at(answer, 'signed_on').message], ['cell.future', `${day(1)} 还没有到，已经发生的事不能填将来的日期。填实际发生的日期；还没有发生的先留空`])
    const checked = await check(makeCsv([['签订人', '承诺类别', '签订日期'], ['某人', '领导干部', day(2)]]), { name: 'a.csv' })
    assert.deepEqual(checked.errors.map((e) => [e.field, e.code]), [['signed_on', 'cell.future']])
  })

  test('what is planned may lie ahead', async () => {
    const answer = await as.office.post('/api/rows/task', { region: TOWN, fields: { title: '以后的事', stage: 'prepare', due: day(30) } })
    assert.equal(answer.status, 201, answer.text)
    const done = await as.office.post(`/api/rows/task/${answer.body.id}`, { ver: answer.body.ver, fields: { done_on: day(30) } })
    assert.equal(at(done, 'done_on').code, 'cell.future')
  })

  test('every date of birth and of a signature is of this kind', async () => {
    const { ledgers } = (await as.office.get('/api/ledgers')).body
    const dates = ledgers.flatMap((l) => l.fields.filter((f) => f.type === 'date').map((f) => [`${l.name}.${f.name}`, f.past ?? false]))
    for (const [name, past] of dates) if (/\.(birth|party_joined|signed_on)$/.test(name)) assert.equal(past, true, name)
    for (const [name, past] of dates) if (/\.(due|planned|term_end|congress_planned)$/.test(name)) assert.equal(past, false, name)
  })
})

test('no complaint is answered before it came', async () => {
  const right = await complaint({ accepted_on: '2021-05-10', feedback_on: '2021-06-01' })
  assert.equal(right.status, 201, right.text)
  const wrong = await complaint({ feedback_on: '2021-05-09', closed_on: '2021-05-01' })
  assert.equal(wrong.status, 400)
  for (const field of ['feedback_on', 'closed_on']) assert.deepEqual([at(wrong, field).code, at(wrong, field).message], ['cell.not_before', '不能早于“收到日期”。核对两个日期，改正写错的一个'])
  const { id, ver } = right.body
  assert.equal(at(await as.discipline.post(`/api/rows/complaint/${id}`, { ver, fields: { verified_on: '2020-12-31' } }), 'verified_on').code, 'cell.not_before')
})

describe('a photograph', () => {
  const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
  const put = async (bytes, name) => {
    const file = await as.cadre.upload('/api/files', bytes, { name })
    assert.equal(file.status, 201, file.text)
    const [person] = await allRows(as.cadre, 'person', { region: TOWN })
    return as.cadre.post(`/api/rows/person/${person.id}`, { ver: person.ver, fields: { photo: file.body.id } })
  }

  test('is a picture by its content, whatever its name', async () => {
    const text = await put(Buffer.from('this is no picture'), 'photo.jpg')
    assert.equal(text.status, 400, text.text)
    assert.equal(at(text, 'photo').code, 'cell.picture')
    assert.match(at(text, 'photo').message, /JPEG.*PNG/)
    const half = await put(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2]), 'cut.jpg')
    assert.equal(at(half, 'photo').code, 'cell.picture', 'one that was cut off')
    const good = await put(PNG, 'photo.txt')
    assert.equal(good.status, 200, good.text)
    const jpeg = await put(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(100), Buffer.from([0xff, 0xd9])]), 'photo.jpg')
    assert.equal(jpeg.status, 200, jpeg.text)
  })

  test('of two mebibytes at most, said so', async () => {
    const big = await put(Buffer.concat([PNG, Buffer.alloc(2 << 20)]), 'big.png')
    assert.deepEqual([at(big, 'photo').code, at(big, 'photo').message], ['cell.picture_big', '照片超过 2 MiB。请上传不超过 2 MiB 的照片'])
  })
})
