// Text of a person at every door: nothing that cannot be seen or that turns the direction.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { SAMPLE, label } from './sample.mjs'
import { cleanUp, COUNTY, demoSite, root, run, serve, signInAll, temporary } from './server.mjs'

let server, as
before(async () => {
  server = await serve(demoSite('text'))
  as = await signInAll(server, ['system', 'security', 'office', 'congress'])
  assert.equal((await as.system.post('/api/ledgers', SAMPLE)).status, 201)
})
after(cleanUp)

const BAD = ['\u202e', '\u2066', '\u200e', '\u061c', '\u200b', '\u200d', '\u2060', '\ufeff', '\ufffb', '\u0085', '\u2028', '\u{e0041}', '\uffff']
const create = (fields) => as.office.post('/api/rows/sample', { region: COUNTY, fields })
const fault = (answer) => answer.body.error.fields[0]

describe('a row', () => {
  test('refuses each at its field, with the character and its place', async () => {
    for (const [i, bad] of BAD.entries()) {
      const answer = await create({ title: `样${bad}本${i}` })
      assert.equal(answer.status, 400, answer.text)
      assert.equal(fault(answer).field, 'title')
      assert.equal(fault(answer).code, 'cell.character')
      const name = `U+${bad.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}`
      assert.match(fault(answer).message, new RegExp(`2.*${name.replace('+', '\\+')}`))
    }
  })

  test('says so in three languages', async () => {
    for (const [locale, word] of [['zh-Hans', '看不见'], ['zh-Hant', '看不見'], ['en', 'cannot be seen']]) {
      const answer = await as.office.post('/api/rows/sample', { region: COUNTY, fields: { title: '张\u202e三' } }, { headers: { 'accept-language': locale } })
      assert.match(fault(answer).message, new RegExp(word))
    }
  })

  test('has line breaks in long text only', async () => {
    assert.equal(fault(await create({ title: '样本\n一' })).code, 'cell.line_break')
    const made = await create({ title: '样本一', notes: '一\r\n二' })
    assert.equal(made.status, 201, made.text)
    assert.equal((await as.office.get(`/api/rows/sample/${made.body.id}`)).body.notes, '一\n二')
    assert.equal(fault(await create({ title: '样本二', notes: '一\u202e二' })).field, 'notes')
    assert.equal(fault(await create({ title: '样本三', secret: '一\u200b二' })).field, 'secret')
  })

  test('keeps a glyph of a rare name', async () => {
    assert.equal((await create({ title: '葛\u{e0100}某' })).status, 201)
  })
})

test('what does not fit is refused, never answered in part', async () => {
  const words = Array.from({ length: 1500 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join('')
  const answer = await as.office.get('/api/search', { q: words })
  assert.equal(answer.status, 400, answer.text)
  assert.equal(answer.body.error.code, 'list.words')
})

describe('every other door', () => {
  const refused = (answer) => {
    assert.equal(answer.status, 400, answer.text)
    assert.match(answer.body.error.code, /^(request|cell|definition)\.(character|line_break)$|^row\.invalid$/, answer.text)
  }

  test('titles, reasons, names of files, definitions', async () => {
    refused(await as.system.post('/api/accounts', { name: 'hidden', title: '测试\u202e员' }))
    refused(await as.system.post('/api/accounts', { name: 'hidden', title: '测试\n员' }))
    const row = (await create({ title: '样本删' })).body
    refused(await as.office.post(`/api/rows/sample/${row.id}/remove`, { ver: row.ver, reason: '重复\u200b了' }))
    refused(await as.office.upload('/api/files', Buffer.from('x'), { name: 'a\u202exls.exe' }))
    refused(await as.office.upload('/api/imports', Buffer.from('名称\nx\n'), { ledger: 'unit', name: 'a\u202ecsv' }))
    refused(await as.system.post('/api/ledgers', { ...SAMPLE, name: 'other', label: label('样\u200b本') }))
    refused(await as.system.post('/api/ledgers/sample/fields', { name: 'more', type: 'text', label: label('更\u202e多') }))
  })

  test('the names on a ballot paper', async () => {
    const [congress] = (await as.congress.get('/api/rows/congress', { kind: 'party', limit: '1' })).body.rows
    for (const name of ['张\u202e三', '张\n三'])
      refused(await as.congress.post('/api/polls', {
        congress: congress.id, title: '选票', cast: 1, way: 'paper', colour: 'white', style: 'boxes',
        elections: [{ title: '选举', office: 'committee', seats: 1, rules: 'county-party-2020', candidates: [{ name }] }],
      }))
  })

  test('lines of counted ballots', () => {
    const election = join(temporary('text'), 'election.json')
    writeFileSync(election, readFileSync(join(root, 'tests/fuzz/corpus/election/county'), 'utf8').split('\n')[0])
    for (const line of ['{"marks":"N","write_in":["张\u202e三"]}', '{"marks":"N","write_in":["张\\n三"]}', '{"void":"污\u200b损"}']) {
      const done = run(['count', election, '-'], { input: `${line}\n` })
      assert.equal(done.code, 2, done.out)
      assert.match(done.err, /U\+(202E|000A|200B)/)
    }
  })
})
