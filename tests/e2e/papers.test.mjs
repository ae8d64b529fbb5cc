// What surrounds the vote of a congress: names pasted as a table, two questions on one sheet, papers and templates, totals
// of a group, the next round, slips on paper for two phones, conflicts refused, a district by hand, a door without network.
//
//     HUANJIE=build/huanjie node --test tests/e2e/papers.test.mjs
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { unzip, zip } from '../api/sheet.mjs'
import { accessible, fits, house, nextTerm, PASSWORD, picture, settle, still, windowOf } from './house.mjs'

let h
let w
let congress
let roll
const at = {}
const PHONE = { viewport: { width: 390, height: 844 } }
const rules = 'county-party-2020'
const good = (answer, status = 200) => { assert.equal(answer.status, status, JSON.stringify(answer.body).slice(0, 600)); return answer.body }
const post = async (path, body = {}, status = 200, who = w) => good(await who.api('POST', path, body), status)
const read = async (path, who = w) => good(await who.api('GET', path))
const confirm = async (page, button, text) => {
  const box = page.locator('.el-message-box:visible')
  if (text !== undefined) await box.locator('textarea, input').first().fill(text)
  await box.getByRole('button', { name: button, exact: true }).click()
  await box.waitFor({ state: 'hidden' })
}
const choose = async (page, where, name) => {
  await where.click({ force: true })
  await page.locator('.el-select-dropdown:visible').getByRole('option', { name, exact: typeof name === 'string' }).click()
}
const saved = async (page, click) => {
  const [file] = await Promise.all([page.waitForEvent('download'), click()])
  return readFileSync(await file.path())
}
const pdfText = (bytes) => {
  const file = join(h.folder, 'paper.pdf')
  writeFileSync(file, bytes)
  return execFileSync('pdftotext', ['-layout', file, '-']).toString()
}
const fetched = async (win, href) => {
  const answer = await win.context.request.get(new URL(href, h.base).href)
  return { type: answer.headers()['content-type'], body: await answer.body() }
}

before(async () => {
  h = await house()
  w = await windowOf(h, { account: 'congress' })
  congress = await nextTerm(w)
  const all = await read(`congresses/${congress.id}`)
  at.sitting = all.sittings.find((s) => s.title.includes('选举')).id
  await post(`sittings/${at.sitting}/open`)
  roll = (await read(`sittings/${at.sitting}/roll`)).attendees.filter((a) => a.votes)
  const events = roll.slice(0, 220).map((a) => ({ key: `e2e${a.id}`, attendee: a.id, kind: 'in', at: new Date(Date.now() - 60_000).toISOString(), way: 'list' }))
  await post(`sittings/${at.sitting}/check-in`, { door: '东门', events })
  at.meetings = await settle(w, congress, at.sitting, 220)
  const agenda_item = (await post('rows/agenda_item', { region: congress.region.id, state: 'passed', fields: {
    sitting: at.sitting, place: 9, title: '通过大会职务名单', kind: 'hands', approve: 220, oppose: 0, abstain: 0 } }, 201)).id
  await post(`congresses/${congress.id}/officers/pass`, { ids: all.officers.map((o) => o.id), agenda_item })
}, { timeout: 90_000 })
after(() => h?.close())

const TABLE = '序号\t姓名\t性别\t出生年月\t单位及职务\n1\t王　富\t男\t1975.03\t甲镇党委书记\n2\t丁试一\t女\t1980年1月\t乙镇镇长\n3\t欧阳少东\t男\t197811\t县直机关\n4\t刘试三\t女\t1982-06\t丙镇'

test('two questions on one sheet, the names as columns of a spreadsheet; nothing known is lost by an edit', async () => {
  const { page } = w
  await w.go(`/polls/new?congress=${congress.id}`)
  await page.getByLabel('选票名称').fill('两项选票')
  await page.getByRole('button', { name: '再加一项选举' }).click()
  const parts = page.locator('.draft')
  for (const [i, [title, office, names]] of [['试验委员会委员', '党委委员', TABLE], ['试验纪委委员', '纪委委员', '陈试、李试、张试、赵试']].entries()) {
    const part = parts.nth(i)
    await part.getByLabel('选举事项').fill(title)
    await part.getByLabel('应选名额').fill('3')
    await choose(page, part.getByRole('combobox', { name: '选举职务' }), office)
    await part.getByLabel('候选人姓名').fill(names)
  }
  await accessible(page, 'new poll')
  await picture(page, 'poll-new-two')
  await page.getByRole('button', { name: '保存' }).click()
  await page.locator('.names li').nth(7).waitFor()
  at.poll = new URL(page.url()).hash.split('/').pop()
  const [first, second] = (await read(`polls/${at.poll}`)).elections
  assert.deepEqual([first.candidates.map((c) => [c.name, c.sex, c.post]), second.candidates.length],
    [[['丁试一', '2', '乙镇镇长'], ['王富', '1', '甲镇党委书记'], ['刘试三', '2', '丙镇'], ['欧阳少东', '1', '县直机关']], 4])
  await page.getByRole('button', { name: '修改候选人' }).first().click()
  const dialog = page.locator('.el-dialog:visible')
  await dialog.locator('.facts').waitFor()
  assert.match(await dialog.getByLabel('候选人姓名').inputValue(), /丁试一\t女\t1980-01\t乙镇镇长/)
  await accessible(page, 'candidates')
  await picture(page, 'candidates')
  await dialog.getByText('按上级批准的顺序').click()
  await dialog.getByRole('button', { name: '王富 上移' }).click()
  await dialog.getByRole('button', { name: '保存' }).click()
  await dialog.getByText('手工排序要写明依据').waitFor()
  await dialog.getByLabel('手工排序的依据').fill('按市委批复的顺序')
  await dialog.getByRole('button', { name: '保存' }).click()
  await dialog.waitFor({ state: 'hidden' })
  const again = (await read(`rows/candidate?election=${first.id}`)).rows.sort((a, b) => a.place - b.place)
  assert.deepEqual(again.slice(0, 2).map((c) => [c.name, c.birth, c.order_reason]), [['王富', '1975-03', '按市委批复的顺序'], ['丁试一', '1980-01', '按市委批复的顺序']])
})

test('officers: who stands for election cannot count the votes, and is named', async () => {
  const { page } = w
  const passed = new Set((await read(`congresses/${congress.id}`)).officers.map((o) => o.name))
  const who = roll.find((a) => !passed.has(a.name)).name
  const [election] = (await read(`polls/${at.poll}`)).elections
  const names = ['王富', '丁试一', '欧阳少东', who].map((name) => ({ name }))
  await post(`polls/${at.poll}/candidates`, { election: election.id, candidates: names })
  await w.go(`/congress/${congress.id}?tab=officers`)
  await choose(page, page.locator('.officer-duty .el-select__wrapper'), '监票人')
  await page.locator('.officer-who input').fill(who)
  await page.locator('.el-select-dropdown:visible').getByRole('option', { name: who }).first().click()
  await page.getByRole('button', { name: '提名', exact: true }).click()
  await page.locator('.officer-wrong').waitFor()
  await page.locator('.el-button.is-loading').waitFor({ state: 'detached' })
  assert.match(await page.locator('.officer-wrong').innerText(), new RegExp(who))
  await accessible(page, 'officers')
  await picture(page, 'officer-conflict')
})

/** Two hundred ballots: in the second question two are level for the last seat. */
const ROWS = [[[180, 20, 0, 0], [160, 40, 0, 0], [140, 60, 0, 0], [20, 180, 0, 0]], [[180, 20, 0, 0], [160, 20, 20, 0], [130, 70, 0, 0], [130, 70, 0, 0]]]

test('ballots as PDF; taken back and frozen again; the totals of a group by two tellers', async () => {
  const { page } = w
  await at.meetings.lay()
  await w.go(`/polls/${at.poll}`)
  await page.locator('.freeze-sitting').waitFor()
  await choose(page, page.locator('.freeze-sitting .el-select__wrapper'), /选举/)
  await page.getByRole('button', { name: '锁定选票' }).click()
  await page.getByRole('button', { name: '解除锁定' }).click()
  const back = page.locator('.el-dialog:visible')
  await back.getByText('没有登记印制或发出的选票').waitFor()
  await back.getByLabel('理由').fill('票面还要核对')
  await back.getByLabel('第二人账号').fill('leader')
  await back.getByLabel('第二人密码').fill(PASSWORD)
  await picture(page, 'thaw')
  await accessible(page, 'thaw')
  await back.getByRole('button', { name: '解除锁定' }).click()
  await back.waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: '锁定选票' }).click()
  const print = page.locator('.issue-print')
  await print.waitFor()
  const sheets = await fetched(w, await print.getAttribute('href'))
  assert.deepEqual([sheets.type, sheets.body.subarray(0, 5).toString()], ['application/pdf', '%PDF-'])
  const one = pdfText((await fetched(w, await page.getByRole('link', { name: '预览一张' }).getAttribute('href'))).body)
  for (const text of ['试验委员会委员', '试验纪委委员', '欧阳少东']) assert.ok(one.replace(/\s/g, '').includes(text), `${text} on the ballot`)
  const layout = JSON.parse((await fetched(w, await page.getByRole('link', { name: '版面数据' }).getAttribute('href'))).body)
  assert.ok(JSON.stringify(layout).length > 100)
  const p = await read(`polls/${at.poll}`)
  await post(`polls/${at.poll}/issue`, { ver: p.ver, printed: 220, issued: 200, unused: 20, cut: 20, returned: 200 })
  await post(`polls/${at.poll}/open`)
  await post(`polls/${at.poll}/close`)
  await w.go(`/polls/${at.poll}`)
  await page.getByText('录入合计', { exact: true }).click()
  await page.getByRole('button', { name: '增加计票组' }).click()
  await page.getByText('第 1 计票组').first().waitFor()
  for (const side of [1, 2]) {
    const t = await windowOf(h, { account: `teller${side}` })
    await t.go(`/entry/${at.poll}/1/${side}`)
    const cells = t.page.locator('.sums-cell')
    await t.page.getByLabel('收回选票').fill('200')
    await t.page.getByLabel('其中废票').fill('0')
    for (const [i, n] of ROWS.flat(2).entries()) await cells.nth(i).fill(String(i === 28 ? n + 1 : n))
    await t.page.getByText(/四项之和应等于/).first().waitFor()
    assert.ok(await t.page.getByRole('button', { name: '保存' }).isDisabled(), 'a row that does not come out is not saved')
    await cells.nth(28).fill('130')
    if (side === 1) { await accessible(t.page, 'sums'); await picture(t.page, 'entry-sums') }
    await t.page.getByRole('button', { name: '保存' }).click()
    await t.page.getByText('已保存').waitFor()
    await t.page.getByRole('button', { name: '录入完毕' }).click()
    await confirm(t.page, '录入完毕')
    await t.page.locator('.poll-steps').waitFor()
    await t.close()
  }
})

test('a scrutineer has it entered anew, then accepts; the tie asks for a next round', async () => {
  const s = await windowOf(h, { account: 'scrutineer' })
  await s.go(`/polls/${at.poll}`)
  await s.page.getByRole('button', { name: '重新录入' }).click()
  await confirm(s.page, '确定', '总数要再核一遍')
  await s.page.getByText('录入中').first().waitFor()
  for (const side of [1, 2]) {
    const t = await windowOf(h, { account: `teller${side}` })
    assert.deepEqual((await read(`polls/${at.poll}/groups/1?side=${side}`, t)).entries, [], 'entered anew means from nothing')
    await post(`polls/${at.poll}/groups/1/entries`, { side, entries: [{ pos: 1, ballot: { returned: 200, void: 0, answers: ROWS.map((marks) => ({ marks, write_in: [] })) } }] }, 200, t)
    await post(`polls/${at.poll}/groups/1/finish`, { side }, 200, t)
    await t.close()
  }
  await s.go(`/polls/${at.poll}`)
  await s.page.getByRole('button', { name: '确认', exact: true }).click()
  await confirm(s.page, '确定', PASSWORD)
  await s.page.getByText('已确认').first().waitFor()
  await s.close()
  const { page } = w
  await w.go(`/polls/${at.poll}`)
  await page.getByRole('button', { name: '计票', exact: true }).click()
  await page.locator('.next article').waitFor()
  const { officers } = await read(`congresses/${congress.id}`)
  await accessible(page, 'two results')
  await fits(page, 'two results')
  await picture(page, 'result-two')
  assert.ok(await page.getByRole('button', { name: '就票数相等者再次投票' }).isDisabled(), 'first this round is signed')
  for (const [account, duty, who] of [['scrutineer', 'chief_scrutineer'], ['teller1', 'chief_teller']].map(([a, d]) => [a, d, officers.find((o) => o.duty === d).name])) {
    const t = await windowOf(h, { account })
    await post(`polls/${at.poll}/sign`, { duty, name: who, password: PASSWORD }, 200, t)
    await t.close()
  }
  await w.go('/polls/new')
  await w.go(`/polls/${at.poll}`)
  await page.getByRole('button', { name: '就票数相等者再次投票' }).click()
  await confirm(page, '准备下一轮选票')
  await page.waitForURL((url) => !url.hash.includes(at.poll))
  const next = await read(`polls/${new URL(page.url()).hash.split('/').pop()}`)
  assert.deepEqual([next.previous, next.round, next.state, next.elections[0].seats, next.elections[0].candidates.length], [at.poll, 2, 'preparing', 1, 2])
  await still(page)
  await picture(page, 'poll-next')
})

test('papers: each as PDF and DOCX, the second question by itself', async () => {
  const { page } = w
  await w.go(`/polls/${at.poll}`)
  await page.getByRole('button', { name: '公文表格' }).first().click()
  const dialog = page.locator('.el-dialog:visible')
  await dialog.locator('.forms li').first().waitFor()
  await accessible(page, 'papers')
  await picture(page, 'papers')
  const { forms } = await read(`forms?scope=poll&id=${at.poll}`)
  assert.ok(forms.some((f) => f.name === 'result_full:2'), forms.map((f) => f.name).join())
  assert.equal(await dialog.locator('.forms li').count(), forms.length)
  const second = dialog.locator('.forms a[href*="result_full%3A2"], .forms a[href*="result_full:2"]').first()
  const paper = await fetched(w, await second.getAttribute('href'))
  assert.equal(paper.type, 'application/pdf')
  assert.match(pdfText(paper.body).replace(/\s/g, ''), /试验纪委委员/)
  const docx = await saved(page, () => dialog.locator('.forms li').first().getByText('DOCX').click())
  assert.ok(unzip(docx)['word/document.xml'].length > 500)
})

test('templates: taken, changed, put back; a wrong blank is named; reset', async () => {
  const { page } = w
  await w.go('/templates')
  await page.locator('.templates tr').nth(3).waitFor()
  await accessible(page, 'templates')
  await fits(page, 'templates')
  const row = page.locator('.templates tr', { hasText: '召开党代会的请示' })
  const parts = unzip(await saved(page, () => row.getByRole('button', { name: '下载' }).click()))
  const xml = parts['word/document.xml']
  const blank = xml.match(/\{\{[^{}<]+\}\}/)[0]
  const put = async (text) => {
    const file = join(h.folder, 'changed.docx')
    writeFileSync(file, zip({ ...parts, 'word/document.xml': text }))
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), row.getByRole('button', { name: '上传' }).click()])
    await chooser.setFiles(file)
  }
  await put(xml.replace(blank, '{{没有这个空}}'))
  await page.getByText('没有这个空').waitFor()
  await picture(page, 'template-wrong')
  await put(xml.replace(blank, `${blank}本单位自用`))
  await row.getByText('本单位').waitFor()
  const made = (await fetched(w, `/api/forms/congress_request?scope=congress&id=${congress.id}&format=pdf`)).body
  assert.match(pdfText(made), /本单位自用/)
  await picture(page, 'templates')
  await row.getByRole('button', { name: '恢复原版' }).click()
  await confirm(page, '恢复原版')
  await row.getByText('本单位').waitFor({ state: 'detached' })
})

test('two papers of one cast on one slip: printed as PDF, voted on two phones; a wrong passphrase opens nothing', async () => {
  const { page } = w
  const made = []
  for (const [colour, title, office] of [['blue', '蓝票', 'alternate'], ['yellow', '黄票', 'delegate']]) {
    const p = await post('polls', { congress: congress.id, title, cast: 5, colour, way: 'electronic', style: 'boxes',
      elections: [{ title: `${title}委员`, office, seats: 3, rules, candidates: ['丁试', '王试', '李试', '陈试'].map((name) => ({ name })) }] }, 201)
    await at.meetings.lay()
    await post(`polls/${p.id}/freeze`, { sitting: at.sitting })
    made.push(p.id)
  }
  await w.go(`/polls/${made[0]}`)
  await page.getByRole('button', { name: '开始投票' }).click()
  const form = page.locator('.el-dialog:visible')
  for (const [i, name] of ['甲试', '乙试'].entries()) {
    const one = form.locator('.holder').nth(i)
    await one.getByLabel('姓名').fill(name)
    for (const label of [/^口令/, /再输/]) await one.getByLabel(label).first().fill(`${name}的口令八个字`)
  }
  await accessible(page, 'key holders')
  await picture(page, 'holders')
  await form.getByRole('button', { name: '开始投票' }).click()
  await form.waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: '打印投票码' }).waitFor()
  await page.getByLabel('投票码（张）').fill('2')
  await page.getByRole('button', { name: '打印投票码' }).click()
  await confirm(page, '打印投票码')
  await page.locator('.urn-made').waitFor()
  await accessible(page, 'slips')
  await picture(page, 'slips')
  const text = pdfText(await saved(page, () => page.getByRole('link', { name: '另存' }).click()))
  const codes = [...new Set([...text.matchAll(/\b(?:[0-9A-Z]{4}[ -]?){3}[0-9A-Z]{4}\b/g)].map((m) => m[0].replace(/[ -]/g, '')))]
  assert.equal(codes.length, 2, text)
  await page.getByRole('button', { name: '已打印，清除' }).click()
  await page.locator('.urn-made').waitFor({ state: 'detached' })

  const phones = await Promise.all(codes.map(() => windowOf(h, PHONE)))
  await Promise.all(phones.map(async (v, i) => {
    await v.page.goto(`${h.base}/vote#${codes[i]}`)
    for (const [k, title] of ['蓝票', '黄票'].entries()) {
      await v.page.locator('.sheet', { hasText: title }).waitFor()
      for (const n of [0, 1, 2]) await v.page.locator('.who').nth(n).locator('.Y input').check()
      await v.page.locator('.who').nth(3).locator('.N input').check()
      if (!k) await v.page.getByRole('button', { name: /^下一张/ }).click()
    }
    if (!i) { await accessible(v.page, 'two papers on a phone'); await fits(v.page, 'vote on a phone'); await picture(v.page, 'vote-two') }
    await v.page.getByRole('button', { name: '填好了，核对' }).click()
    await v.page.getByRole('button', { name: '投票', exact: true }).click()
    await v.page.getByText('已投票，选票已存好').waitFor()
    await v.close()
  }))
  await w.go(`/polls/${made[1]}`)
  await page.getByText(/已投 2 张/).waitFor()
  await page.getByRole('button', { name: '结束投票' }).click()
  await confirm(page, '结束投票')
  await page.getByRole('button', { name: '开箱', exact: true }).first().click()
  for (const [end, right] of [['错的', false], ['的口令八个字', true]]) {
    for (const [i, name] of ['甲试', '乙试'].entries()) await form.locator('.holder').nth(i).getByLabel(/^口令/).fill(`${name}${end}`)
    await form.getByRole('button', { name: '开箱' }).click()
    if (right) await form.waitFor({ state: 'hidden' })
    else { await form.getByRole('alert').filter({ hasText: '口令' }).waitFor(); await picture(page, 'urn-wrong') } // it stays, with what was typed
  }
  await page.getByText('已开箱').waitFor()
  await page.getByRole('button', { name: '计票', exact: true }).click()
  await page.locator('.result').waitFor()
  assert.deepEqual((await read(`polls/${made[1]}`)).result.questions[0].candidates.map((c) => c.approve).sort(), [0, 2, 2, 2])
})

test('a district is frozen with numbers given by hand', async () => {
  const { page } = w
  const region = congress.region.id
  const district = (await post('rows/congress', { region, fields: { title: '第一选区', kind: 'district', level: 'county', rules: 'people-direct-2020' } }, 201)).id
  const officers0 = []
  for (const [name, duty] of [['监试一', 'chief_scrutineer'], ['监试二', 'scrutineer'], ['计试一', 'chief_teller'], ['计试二', 'teller']]) {
    const attendee = (await post('rows/attendee', { region, fields: { congress: district, name, kind: 'delegate' } }, 201)).id
    officers0.push({ duty, attendee })
  }
  await post(`congresses/${district}/officers`, { officers: officers0 })
  const { officers } = await read(`congresses/${district}`)
  await post(`congresses/${district}/officers/pass`, { ids: officers.map((o) => o.id), approve: 9, oppose: 0, abstain: 0, by: '举手' })
  const own = (await post('rows/district', { region, fields: { title: '第一选区', level: 'county', place: 1, seats: 2, population: 9000, rules: 'people-direct-2020', congress: district,
    election_day: '2021-11-08', voter_list_on: '2021-10-18', first_list_on: '2021-10-24', formal_list_on: '2021-11-01' } }, 201)).id
  for (let i = 0; i < 12; i++)
    await post('rows/voter', { region, fields: { name: ['监试一', '监试二', '计试一', '计试二'][i] ?? `选民${'甲乙丙丁戊己庚辛壬癸子丑'[i]}`, district: own, card_number: `E${i}`, sex: '1', birth: `19${60 + i}-05-01` } }, 201)
  const p = await post('polls', { congress: district, title: '代表选票', cast: 1, colour: 'pink', way: 'paper', style: 'boxes',
    elections: [{ title: '县人大代表', office: 'deputy_direct', seats: 2, rules: 'people-direct-2020', candidates: ['甲试', '乙试', '丙试'].map((name) => ({ name })) }] }, 201)
  await w.go(`/polls/${p.id}`)
  await page.getByLabel('登记选民').fill('12')
  await page.getByLabel('到站（到会）投票').fill('13')
  await page.getByText(/超过应到 12 人/).waitFor()
  await page.getByLabel('到站（到会）投票').fill('9')
  await page.getByLabel('第二人账号').fill('leader')
  await page.getByLabel('第二人密码').fill(PASSWORD)
  await accessible(page, 'district')
  await picture(page, 'freeze-hand')
  await page.getByRole('button', { name: '锁定选票' }).click()
  await page.locator('.poll-steps .on', { hasText: '已锁定' }).waitFor()
  assert.deepEqual([(await read(`polls/${p.id}`)).attendance.due, (await read(`polls/${p.id}`)).attendance.present], [12, 9])
})

test('a door opens without network where it was opened before; the answers of the server are kept nowhere', async () => {
  const door = await windowOf(h, { account: 'congress' })
  await door.context.addInitScript(() => localStorage.setItem('huanjie.door', '"东门"'))
  await door.go(`/hall/${at.sitting}`)
  await door.page.locator('.roll-row').first().waitFor()
  for (let tries = 0; tries < 100 && !(await door.page.evaluate(() => navigator.serviceWorker.controller !== null)); tries++) await door.page.waitForTimeout(100)
  const kept = await door.page.evaluate(async () => (await Promise.all((await caches.keys()).map(async (n) => (await (await caches.open(n)).keys()).map((r) => new URL(r.url).pathname)))).flat())
  assert.ok(kept.includes('/') && kept.some((p) => p.startsWith('/assets/HallPage')), kept.join())
  assert.deepEqual(kept.filter((p) => !/^\/($|assets\/|boot\.|mark\.css$|seal\.svg$)/.test(p)), [], 'no answer of the server, no vote page')
  await door.context.setOffline(true)
  await door.page.reload()
  await door.page.locator('.roll-row').first().waitFor()
  await door.page.locator('.door-input').fill(roll[225].badge)
  await door.page.locator('.door-input').press('Enter')
  await door.page.locator('.said').getByText('签到成功').waitFor()
  await picture(door.page, 'door-reopened')
  await door.context.setOffline(false)
  await door.page.locator('.banner').waitFor({ state: 'detached' })
  const there = (await read(`sittings/${at.sitting}/roll`)).attendees.find((a) => a.id === roll[225].id)
  assert.equal(there.status, 'present')
  await door.close()
  assert.deepEqual(h.wrong.filter((x) => !/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to load resource.*(400|422)/.test(x)), [])
})
