// Files that want to do harm do none.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { FIELDS, HEAD, people, importing } from './importing.mjs'
import { cleanUp, COUNTY, demoSite, RECORD_ROLES, serve, signInAll } from './server.mjs'
import { makeCsv, makeXlsx, readCsv, readXlsx, sheetXml, WORKBOOK, zip } from './sheet.mjs'

let server, as
before(async () => {
  server = await serve(demoSite('import_hostile'))
  as = await signInAll(server, [...RECORD_ROLES, 'town1'])
})
after(cleanUp)

const { upload, settled, check, runImport } = importing(() => as)

describe('hostile files', () => {
  const refused = async (bytes, codes, name = 'x.xlsx') => {
    const answer = await upload(bytes, { name })
    assert.ok([400, 413].includes(answer.status), `${answer.status} ${answer.text.slice(0, 300)}`)
    assert.ok(codes.includes(answer.body.error.code) || codes.includes(answer.body.error.kind), answer.body.error.code)
    assert.ok(answer.body.error.message.length > 5)
  }

  test('no spreadsheet at all, empty, cut off, an old one, no known heading', async () => {
    await refused(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Array(600).fill(0)]), ['sheet.old_xls', 'sheet.encrypted'])
    const good = makeXlsx([HEAD, ...people(100)])
    for (const cut of [30, 200, good.length - 30]) await refused(good.subarray(0, cut), ['invalid', 'sheet.broken', 'sheet.not_a_sheet', 'sheet.encoding'])
    await refused(makeXlsx([['血型', '身高'], ['A', '180']]), ['import.no_heading'])
    for (const bytes of [Buffer.alloc(0), Buffer.from('\n\n\n')]) await refused(bytes, ['import.empty'], 'x.csv')
    await refused(Buffer.from('hallo'), ['import.no_heading'], 'x.csv')
    await refused(Buffer.from('%PDF-1.7\n%âãÏÓ\n'), ['sheet.not_a_sheet'], 'x.pdf')
    await refused(Buffer.from('%PDF'), ['sheet.not_a_sheet'], 'x.pdf')
  })

  test('a bomb: a thousand times larger when unpacked', async () => {
    const started = Date.now()
    await refused(zip({ ...WORKBOOK, 'xl/worksheets/sheet1.xml': sheetXml([HEAD]).replace('</sheetData>', `${' '.repeat(200 << 20)}</sheetData>`) }),
      ['sheet.bomb', 'too_big'])
    const strings = `<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${'<si><t>aaaaaaaaaaaaaaaa</t></si>'.repeat(3e6)}</sst>`
    const rels = WORKBOOK['xl/_rels/workbook.xml.rels'].replace('</Relationships>',
      '<Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>')
    const sheet = sheetXml([HEAD]).replace('</row>', '<c t="s"><v>0</v></c></row>')
    await refused(zip({ ...WORKBOOK, 'xl/_rels/workbook.xml.rels': rels, 'xl/worksheets/sheet1.xml': sheet, 'xl/sharedStrings.xml': strings }), ['sheet.bomb', 'too_big'])
    assert.ok(Date.now() - started < 20000)
  })

  test('entities inside and outside of the document', async () => {
    const evil = (doctype, text) =>
      zip({ ...WORKBOOK, 'xl/worksheets/sheet1.xml': sheetXml([HEAD]).replace('<worksheet', `${doctype}<worksheet`).replace('签订人', text) })
    await refused(evil('<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>', '&x;'), ['sheet.entities'])
    await refused(evil('<!DOCTYPE w SYSTEM "http://127.0.0.1:1/x.dtd">', '签订人'), ['sheet.entities'])
    const laughs = ['<!ENTITY l0 "ha">', ...Array.from({ length: 30 }, (_, i) => `<!ENTITY l${i + 1} "&l${i};&l${i};">`)].join('')
    await refused(evil(`<!DOCTYPE w [${laughs}]>`, '&l30;'), ['sheet.entities'])
  })

  test('a million columns, a million rows declared, cells far out', async () => {
    await refused(makeCsv([Array(1e6).fill('签订人')]), ['sheet.too_wide', 'too_big'], 'wide.csv')
    await refused(makeXlsx([Array(2000).fill('签订人')]), ['sheet.too_wide', 'too_big'])
    const far = sheetXml([HEAD]).replace('</sheetData>', '<row r="99999999999"><c r="A99999999999" t="inlineStr"><is><t>x</t></is></c></row></sheetData>')
    const answer = await upload(zip({ ...WORKBOOK, 'xl/worksheets/sheet1.xml': far }))
    assert.ok([201, 400, 413].includes(answer.status), answer.text)
    await refused(makeXlsx([HEAD, ['长'.repeat(40000)]]), ['sheet.cell_too_long', 'too_big'])
  })

  test('broken UTF-8, zero bytes, a quote that never ends', async () => {
    await refused(Buffer.concat([makeCsv([HEAD]), Buffer.from([0xff, 0xfe, 0x80, 0x81, 0x0a])]), ['sheet.encoding', 'invalid'], 'x.csv')
    for (const bytes of [Buffer.from(`${HEAD.join()}\n"never ends,1,2,3\n`), Buffer.from(`${HEAD.join()}\n\0,\0,\0,\0\n`)]) {
      const answer = await upload(bytes, { name: 'x.csv' })
      assert.ok([201, 400].includes(answer.status), answer.text)
      if (answer.status === 201) {
        await as.office.post(`/api/imports/${answer.body.id}/check`, { columns: FIELDS, region: COUNTY })
        assert.ok((await settled(answer.body.id)).bad > 0)
      }
    }
  })

  test('formulas come in as text and go out harmless', async () => {
    const evil = ['=cmd|/C calc!A0', '+1+1', '-2+3', '@SUM(A1)', '=HYPERLINK("http://x","y")', '＝1+1']
    const rows = evil.map((text, i) => [text.slice(0, 40), '组工干部', '2021-11-09', `公式${i}`])
    const checked = await check(makeXlsx([HEAD, ...rows]))
    assert.equal(checked.bad, 0, JSON.stringify(checked.errors))
    await runImport(checked.id)
    const csv = readCsv((await as.office.get('/api/rows/pledge/export', { format: 'csv', 'unit_post.has': '公式' })).text)
    const column = csv[0].indexOf('签订人')
    assert.equal(csv.length, evil.length + 1)
    for (const row of csv.slice(1)) for (const cell of row) assert.doesNotMatch(cell, /^[=+\-@\t\r](?!\d+(\.\d+)?$)/, cell)
    const xlsx = (await as.office.get('/api/rows/pledge/export', { format: 'xlsx', 'unit_post.has': '公式' })).bytes
    assert.deepEqual(readXlsx(xlsx).slice(1).map((row) => row[column]).sort(), evil.map((t) => t.slice(0, 40)).sort())
    const again = await check(Buffer.from((await as.office.get('/api/rows/pledge/export', { format: 'csv', 'unit_post.has': '公式' })).bytes), { name: 'back.csv' })
    assert.equal(again.bad, 0)
    await runImport(again.id)
    for (const row of (await as.office.get('/api/rows/pledge', { 'unit_post.has': '公式' })).body.rows) assert.equal(row.ver, 1, row.signer)
  })

  test('a file above the limit is 413, and the server goes on', async () => {
    const big = await upload(Buffer.alloc((64 << 20) + 1, 'a'), { name: 'big.csv' })
    assert.equal(big.status, 413)
    assert.equal(big.body.error.kind, 'too_big')
    const attached = await as.office.upload('/api/files', Buffer.alloc((20 << 20) + 1), { name: 'big.bin' })
    assert.equal(attached.status, 413)
    assert.equal((await as.office.get('/api/session')).status, 200)
  })

  test('names of files: long, empty, with slashes and line breaks', async () => {
    for (const name of ['', 'x'.repeat(5000), '../../etc/passwd', 'a\r\nb.csv', '报表 "1".xlsx']) {
      const answer = await upload(makeXlsx([HEAD, ...people(1)]), { name })
      assert.ok([201, 400].includes(answer.status), `${name.slice(0, 20)}: ${answer.status}`)
    }
    for (const name of ['', '\u0001', 'x'.repeat(500)]) assert.equal((await as.office.upload('/api/files', Buffer.from('x'), { name })).status, 400, name.slice(0, 20))
    for (const name of ['../../x.html', 'a/b', 'a\\b', '.', '..'])
      assert.equal((await as.office.upload('/api/files', Buffer.from('<script>'), { name })).body.error.code, 'file.name', name)
    assert.equal((await as.office.upload('/api/files', Buffer.from('<script>'), { name: '..x.html' })).status, 201)
  })
})
