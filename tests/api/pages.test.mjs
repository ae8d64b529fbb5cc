// Pages of papers: the DOCX leaves its reader no choice, so that it has as many pages as the PDF; ballots are A4 where the names allow.
//
// Where LibreOffice has its Writer (soffice, or HUANJIE_SOFFICE), every paper is typeset a second time by it and its pages counted.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { accept, act, enterGroup, hallOf, marks, ok, pollOf, signBoth } from './congress.mjs'
import { bare, pagesOf } from './paper.mjs'
import { unzip } from './sheet.mjs'
import { cleanUp, COUNTY, demoSite, serve, signInAll, temporary } from './server.mjs'

const SOFFICE = process.env.HUANJIE_SOFFICE ?? 'soffice'
const folder = temporary('pages')
const papers = []
let as, held

/** Every paper of one subject, as both files. */
const save = async (scope, id) => {
  for (const form of ok(await as.congress.get('/api/forms', { scope, id })).forms) {
    if (!form.ready) continue
    const name = `${papers.length}_${form.name.replaceAll(':', '-')}`
    for (const format of ['pdf', 'docx']) {
      const answer = await as.congress.get(`/api/forms/${form.name}`, { scope, id, format })
      assert.equal(answer.status, 200, `${form.name}: ${answer.text.slice(0, 200)}`)
      writeFileSync(join(folder, `${name}.${format}`), answer.bytes)
    }
    papers.push(name)
  }
}
const pages = (file) => Number(execFileSync('pdfinfo', [file]).toString().match(/Pages:\s+(\d+)/)[1])
const office = (files) => {
  try {
    execFileSync(SOFFICE, [`-env:UserInstallation=file://${folder}/office`, '--headless', '--convert-to', 'pdf', '--outdir', join(folder, 'office-pdf'), ...files],
      { timeout: 300_000, stdio: 'pipe' })
    return pages(join(folder, 'office-pdf', `${papers[0]}.pdf`)) > 0
  } catch {
    return false
  }
}

before(async () => {
  const server = await serve(demoSite('pages'))
  as = await signInAll(server, ['congress', 'office', 'teller1', 'teller2', 'scrutineer'])
  const hall = await hallOf(as, 12, 10)
  let poll = await pollOf(as, hall)
  await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
  await act(as.congress, poll, 'issue', { printed: 12, issued: 10, unused: 2, cut: 2, returned: 10 })
  await act(as.congress, poll, 'open')
  await act(as.congress, poll, 'close')
  await accept(as, await enterGroup(as, poll, marks(...Array(9).fill('YYYN'), { marks: 'YNNA', write_in: ['周新人'] })))
  await act(as.congress, poll, 'count')
  poll = await signBoth(as, poll, hall)
  held = ok(await as.congress.get('/api/congresses', { region: COUNTY })).congresses.find((c) => c.due === 248 && c.polls === 4)
  held = ok(await as.congress.get(`/api/congresses/${held.id}`))
  const [unit] = ok(await as.congress.get('/api/rows/electoral_unit', { level: 'county', limit: '1' })).rows
  const [district] = ok(await as.congress.get('/api/rows/district', { limit: '1' })).rows
  await save('congress', held.congress.id)
  await save('district', district.id)
  await save('unit', unit.id)
  await save('poll', held.polls[0].id)
  await save('poll', poll.id)
  for (const s of held.sittings) await save('sitting', s.id)
  for (const c of ok(await as.congress.get('/api/congresses', { region: COUNTY })).congresses)
    if (['people', 'conference'].includes(c.kind)) {
      await save('congress', c.id)
      for (const p of ok(await as.congress.get(`/api/congresses/${c.id}`)).polls) await save('poll', p.id)
    }
})
after(cleanUp)

describe('pages of papers', () => {
  test('no DOCX leaves its reader a choice of lines: exact pitch, fixed tables, no space added between letters', async () => {
    const { templates } = ok(await as.congress.get('/api/templates'))
    assert.ok(templates.length >= 80)
    for (const { name } of templates) {
      const parts = unzip((await as.congress.get(`/api/templates/${name}`)).bytes)
      const text = (part) => parts[part].toString()
      const normal = text('word/styles.xml').match(/w:styleId="Normal">.*?<\/w:style>/s)[0]
      for (const wanted of ['<w:autoSpaceDE w:val="0"/>', '<w:autoSpaceDN w:val="0"/>', 'w:lineRule="exact"'])
        assert.ok(normal.includes(wanted), `${name}: ${wanted}`)
      const body = text('word/document.xml')
      assert.doesNotMatch(body + text('word/styles.xml'), /w:lineRule="(auto|atLeast)"/, name)
      assert.equal(body.split('<w:tbl>').length, body.split('<w:tblLayout w:type="fixed"/>').length, `${name}: a table that fits itself`)
    }
  })

  test('LibreOffice sets the papers on as many pages as the PDF has', (t) => {
    assert.ok(papers.length > 90, `${papers.length}`)
    mkdirSync(join(folder, 'office-pdf'))
    if (!office(papers.map((p) => join(folder, `${p}.docx`)))) return t.skip(`${SOFFICE} has no Writer here`)
    // Writer 7.4 does not read that no space is added between Chinese and figures: a paper that ends at the foot of a page may run over
    const wrong = papers.map((p) => [p, pages(join(folder, `${p}.pdf`)), pages(join(folder, 'office-pdf', `${p}.pdf`))]).filter(([, a, b]) => a !== b)
    assert.ok(wrong.length <= papers.length / 50 && wrong.every(([, a, b]) => b - a === 1), JSON.stringify(wrong))
  })

  test('ballots are one sheet each, A4 where the names allow', async () => {
    const sizes = []
    for (const p of held.polls) {
      const file = join(folder, 'ballot.pdf')
      writeFileSync(file, (await as.congress.get(`/api/polls/${p.id}/ballots.pdf`, { copies: '1' })).bytes)
      const info = execFileSync('pdfinfo', [file]).toString()
      sizes.push([p.elections.reduce((n, e) => n + e.candidates, 0), info.match(/Pages:\s+(\d+)/)[1], info.match(/Page size:.*\((A\d)\)/)?.[1] ?? info.match(/Page size:.*/)[0]])
    }
    for (const [names, count] of sizes) assert.equal(count, '1', `${names} names on ${count} pages`)
    for (const [names, , size] of sizes) assert.ok(size === 'A4' || names > 20, `${names} names on ${size}`)
    assert.ok(sizes.some(([, , size]) => size === 'A4'))
  })

  test('no page holds a date, a seal or places to sign alone: the text or the row before goes with them', () => {
    const date = /^(\d{4}年\d+月\d+日|＿+〔日期〕|年月日(时分)?)$/
    const lonely = []
    let several = 0
    for (const p of papers) {
      const pages = pagesOf(readFileSync(join(folder, `${p}.pdf`)))
      several += pages.length > 1
      for (const page of pages.slice(1)) {
        const said = page.split('\n').filter((line) => line.trim() && !/^\s*—\s*\d+\s*—\s*$/.test(line) && !date.test(bare(line)) && !line.includes('（签字）：') && !/^ {24}/.test(line))
        if (!said.length) lonely.push([p, bare(page)])
      }
    }
    assert.ok(several > 20, `${several} papers of several pages`)
    assert.deepEqual(lonely, [])
  })
})
