// A congress in the browser, as those who run it go: officers, the door without network, a ballot paper, two tellers who
// read one ballot differently, a scrutineer who settles it, signatures, the wall screen; and the voter's own page.
//
//     HUANJIE=build/huanjie node --test tests/e2e/congress.test.mjs
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { accessible, fits, house, nextTerm, PASSWORD, picture, settle, still, windowOf } from './house.mjs'

let h
let w
let congress
const at = {}
before(async () => { h = await house() }, { timeout: 90_000 })
after(() => h?.close())

const NAMES = ['王　富', '丁试一', '欧阳少东', '刘试三']
const ORDER = ['丁试一', '王富', '刘试三', '欧阳少东'] // by strokes: 2, 4, 6, 8
const confirm = async (page, button, text) => {
  const box = page.locator('.el-message-box:visible')
  if (text !== undefined) await box.locator('textarea, input').first().fill(text)
  await box.getByRole('button', { name: button, exact: true }).click()
  await box.waitFor({ state: 'hidden' })
}

test('the congress on one page: its way, its officers proposed and passed', async () => {
  w = await windowOf(h, { account: 'congress' })
  congress = await nextTerm(w)
  await w.go('/congress')
  await accessible(w.page, 'congresses')
  await w.page.getByRole('link', { name: congress.title }).click()
  await w.page.locator('.path > li').first().waitFor()
  await accessible(w.page, 'congress')
  await fits(w.page, 'congress')
  await picture(w.page, 'congress')
  await w.page.getByRole('tab', { name: /大会职务/ }).click()
  await w.page.getByRole('button', { name: /^表决 \d+ 名/ }).click()
  const dialog = w.page.locator('.el-dialog:visible')
  await dialog.getByText('议程里的举手表决都还没有登记为已通过').waitFor()
  assert.equal(await dialog.getByLabel('赞成（人）', { exact: true }).count(), 0, 'nothing is typed beside the agenda')
  await still(w.page)
  await accessible(w.page, 'officers, none passed yet')
  await dialog.getByRole('button', { name: '举手表决' }).click()
  await dialog.getByText('请勾选人选，并选择表决的议程').waitFor()
  await dialog.getByRole('link', { name: '去登记' }).click()
  await dialog.waitFor({ state: 'hidden' })
  const first = (await w.api('GET', `congresses/${congress.id}`)).body.sittings.find((s) => s.kind === 'preparatory')
  await w.api('POST', `sittings/${first.id}/open`, {})
  const called = (await w.api('GET', `sittings/${first.id}/roll`)).body.attendees.filter((a) => a.votes).slice(0, 245)
  await w.api('POST', `sittings/${first.id}/check-in`, { door: '东门', events: called.map((a) => (
    { key: `e2efirst${a.id}`, attendee: a.id, kind: 'in', at: new Date().toISOString(), way: 'list' })) })
  const item = first.agenda.find((a) => a.title === '通过大会主席团和秘书长名单')
  const carried = await w.api('POST', `rows/agenda_item/${item.id}/acts/pass`, { ver: item.ver, fields: { approve: 240, oppose: 3, abstain: 2 } })
  assert.equal(carried.status, 200, JSON.stringify(carried.body))
  await w.page.reload()
  await w.page.getByRole('tab', { name: /大会职务/ }).click()
  await w.page.getByRole('button', { name: /^表决 \d+ 名/ }).click()
  await dialog.locator('.el-select').click()
  await still(w.page)
  await accessible(w.page, 'officers, items to choose')
  await w.page.locator('.el-select-dropdown:visible').getByText('通过大会主席团和秘书长名单 · 预备会议').click()
  const shown = []
  for (const name of [/^赞成/, /^(不赞成|反对)/, /^弃权/]) {
    const input = dialog.getByRole('textbox', { name })
    shown.push(await input.inputValue())
    assert.equal(await input.getAttribute('readonly'), '', 'the numbers are the item’s')
  }
  assert.deepEqual(shown, ['240', '3', '2'])
  await picture(w.page, 'officer-pass-item')
  await dialog.getByRole('button', { name: '举手表决' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await still(w.page)
  assert.equal(await w.page.getByText('建议人选').count(), 0, 'nobody is left proposed')
  at.meetings = await settle(w, congress, first.id, 240)
  const now = (await w.api('GET', `congresses/${congress.id}`)).body
  assert.equal(now.steps.find((s) => s.step === 'officers').ok, true)
  const open = now.steps.filter((s) => s.step.startsWith('before_') && !s.ok).map((s) => s.step)
  assert.deepEqual(open, ['before_candidates', 'before_talks'], 'nobody stands yet')
  at.sitting = now.sittings.find((s) => s.title.includes('选举')).id
})

test('the door: a badge, a name, twice, not on the roster; without network nothing is lost', async () => {
  await w.api('POST', `sittings/${at.sitting}/open`, {})
  const roll = (await w.api('GET', `sittings/${at.sitting}/roll`)).body.attendees.filter((a) => a.votes)
  const door = await windowOf(h, { account: 'congress' })
  await door.context.addInitScript(() => localStorage.setItem('huanjie.door', '"东门"'))
  await door.go(`/hall/${at.sitting}`)
  const box = door.page.locator('.door-input')
  const said = door.page.locator('.said')
  await door.page.locator('.roll-row').first().waitFor()
  await accessible(door.page, 'door')
  await box.fill(roll[0].badge.toLowerCase())
  await box.press('Enter')
  await said.getByText('签到成功').waitFor()
  assert.match(await said.innerText(), new RegExp(roll[0].name))
  await box.fill(roll[0].badge)
  await box.press('Enter')
  await said.getByText('已经签到过了').waitFor()
  await box.fill('ZZZZ9999')
  await box.press('Enter')
  await said.getByText('不在本次会议的名册里').waitFor()
  await picture(door.page, 'door')

  await door.context.setOffline(true)
  for (const a of roll.slice(1, 4)) {
    await box.fill(a.badge)
    await box.press('Enter')
    await said.getByText(a.name).waitFor()
  }
  await door.page.getByText('网络断了').waitFor()
  assert.match(await door.page.locator('.banner').innerText(), /3 条/)
  await picture(door.page, 'door-offline')
  assert.equal((await w.api('GET', `sittings/${at.sitting}/hall`)).body.present, 1, 'the server knows of one only')
  await door.context.setOffline(false)
  await door.page.locator('.banner').waitFor({ state: 'detached' })
  assert.equal((await w.api('GET', `sittings/${at.sitting}/hall`)).body.present, 4)
  // a double click marks one person, though those who are missing move up under the pointer
  await door.page.locator('.roll .el-radio-button', { hasText: '未到' }).click()
  const button = door.page.locator('.roll-row .roll-button').first()
  await button.dblclick()
  await door.page.waitForTimeout(900)
  assert.equal(await door.page.locator('.roll-button', { hasText: '离场' }).count(), 0, 'leaving has its own mode')
  const here = async () => (await w.api('GET', `sittings/${at.sitting}/roll`)).body.attendees.filter((a) => a.status === 'present')
  const marked = await here()
  assert.equal(marked.length, 5)
  const [more] = marked.filter((a) => !roll.slice(0, 4).some((r) => r.id === a.id))
  await w.api('POST', `sittings/${at.sitting}/check-in`, { door: '东门',
    events: [{ key: `e2eclear${more.id}`, attendee: more.id, kind: 'clear', at: new Date().toISOString(), way: 'list' }] })
  await door.close()

  const rest = roll.slice(4, 200).map((a, i) => ({ key: `e2e${String(i).padStart(20, '0')}`, attendee: a.id, kind: 'in', at: new Date().toISOString(), way: 'list' }))
  assert.equal((await w.api('POST', `sittings/${at.sitting}/check-in`, { door: '西门', events: rest })).body.taken.length, 196)
})

test('a ballot paper: names pasted, in stroke order, frozen with those present', async () => {
  await w.go(`/polls/new?congress=${congress.id}`)
  await w.page.getByLabel('选票名称').fill('试验选票')
  await w.page.getByLabel('选举事项').fill('试验委员会委员')
  await w.page.getByLabel('应选名额').fill('3')
  await w.page.getByRole('combobox', { name: '选举职务' }).click({ force: true })
  await w.page.getByRole('option', { name: '党委委员' }).click()
  await w.page.getByLabel('候选人姓名').fill(NAMES.join('\n'))
  await picture(w.page, 'poll-new')
  await w.page.getByRole('button', { name: '保存' }).click()
  await w.page.locator('.names li').first().waitFor()
  assert.deepEqual((await w.page.locator('.names li').allInnerTexts()).map((x) => x.trim()), ORDER)
  at.poll = new URL(w.page.url()).hash.split('/').pop()
  await still(w.page)
  await w.page.getByText('主席团讨论候选人名单').first().waitFor() // why it is not frozen yet
  await at.meetings.lay()
  await w.page.reload()
  await still(w.page)
  assert.equal(await w.page.getByText('主席团讨论候选人名单').count(), 0)
  await accessible(w.page, 'poll in preparation')
  await w.page.locator('.freeze-sitting').click()
  await w.page.getByRole('option', { name: /选举/ }).click()
  await w.page.getByRole('button', { name: '锁定选票' }).click()
  await w.page.locator('.poll-steps .on', { hasText: '已锁定' }).waitFor()
  assert.match(await w.page.locator('.figures').innerText(), /200/)
  const sheets = w.page.locator('.issue')
  for (const [name, n] of [['印制选票', '5'], ['发出选票', '3'], ['剩余选票', '1']]) await sheets.getByLabel(name).fill(n)
  await w.page.getByText('发出 3 + 剩余 1 不等于印制 5').waitFor()
  for (const [name, n] of [['剩余选票', '2'], ['剪角作废', '2'], ['收回选票', '3']]) await sheets.getByLabel(name).fill(n)
  await sheets.getByRole('button', { name: '保存' }).click()
  await sheets.getByRole('button', { name: '保存' }).and(w.page.locator('[disabled]')).waitFor()
  await w.page.getByRole('button', { name: '开始投票' }).click()
  await confirm(w.page, '开始投票')
  await w.page.getByRole('button', { name: '结束投票' }).click()
  await confirm(w.page, '结束投票')
  await w.page.getByRole('button', { name: '增加计票组' }).click()
  await w.page.getByText('第 1 计票组').first().waitFor()
  await picture(w.page, 'poll-closed')
})

/** Three ballots on the numeric pad: all approved but the third row, … */
async function enter(account, side, ballots) {
  const t = await windowOf(h, { account })
  await t.go(`/entry/${at.poll}/1/${side}`)
  await t.page.locator('.mark-row').first().waitFor()
  for (const [i, keys] of ballots.entries()) {
    await t.page.getByText(`第 ${i + 1} 张`, { exact: true }).waitFor()
    for (const key of keys) await t.page.keyboard.press(key)
  }
  return t
}

test('two tellers, the keyboard alone; a closed page loses nothing; the other side is never shown', async () => {
  const one = await enter('teller1', 1, [['3', '-', 'Enter'], ['1', '*', '4', '-', 'Enter'], ['0', '-', '1', 'Enter']])
  await one.page.locator('.chip').nth(2).waitFor()
  await accessible(one.page, 'entry')
  await picture(one.page, 'entry')
  await one.page.keyboard.press('2')
  await one.page.keyboard.press('-')
  await one.page.reload()
  await one.page.locator('.mark-row.mN').waitFor()
  await one.page.keyboard.press('Escape')
  // after sign-in they stand before their work, each before the side that is his
  for (const [account, side] of [['teller1', 1], ['teller2', 2]]) {
    const home = await windowOf(h, { account })
    await home.go('/')
    await home.page.getByRole('heading', { name: '计票监票' }).waitFor()
    await accessible(home.page, `home of ${account}`)
    const mine = home.page.locator('.count-poll', { hasText: '第 1 计票组' })
    assert.match(await mine.innerText(), side === 1 ? /已录 3 张/ : /已录 0 张/, 'his own side alone')
    await picture(home.page, `home-${account}`)
    await mine.getByRole('button', { name: '录入选票' }).click()
    await home.page.waitForURL(new RegExp(`/entry/${at.poll}/1/${side}$`))
    await home.close()
  }
  const two = await enter('teller2', 2, [['3', '-', 'Enter'], ['1', '*', '3', '-', 'Enter'], ['0', '-', '1', 'Enter']])
  await two.page.getByText('已保存').waitFor() // from then on the server knows whose side is whose
  const other = (await two.api('GET', `polls/${at.poll}/groups/1?side=1`)).body
  assert.deepEqual([other.entries, other.error?.code], [undefined, 'entry.other_side'])
  for (const t of [one, two]) {
    await t.page.getByText('已保存').waitFor()
    await t.page.getByRole('button', { name: '录入完毕' }).click()
    await confirm(t.page, '录入完毕')
    await t.page.locator('.poll-steps').waitFor()
    await t.close()
  }
})

test('the scrutineer settles, accepts; the count; two signatures make it final', async () => {
  const s = await windowOf(h, { account: 'scrutineer' })
  await s.go('/')
  await s.page.locator('.count-poll').getByText('两边不一致').waitFor()
  await accessible(s.page, 'home of the scrutineer')
  await picture(s.page, 'home-scrutineer')
  await s.go(`/polls/${at.poll}`)
  await s.page.getByRole('button', { name: '裁定差异' }).click()
  const dialog = s.page.locator('.el-dialog:visible')
  await dialog.locator('tr.differs').first().waitFor()
  assert.equal(await dialog.locator('tr.differs').count(), 2, 'two lines of one ballot differ')
  await accessible(s.page, 'settle')
  await picture(s.page, 'settle')
  await dialog.getByLabel('理由（记入留痕）').fill('票面第四行为叉')
  await dialog.getByRole('button', { name: '以第一人为准' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await s.page.getByRole('button', { name: '确认', exact: true }).click()
  await confirm(s.page, '确定', PASSWORD)
  await s.page.getByText('已确认').first().waitFor()
  await w.go(`/polls/${at.poll}`)
  await w.page.getByRole('button', { name: '计票', exact: true }).click()
  await w.page.locator('.result').waitFor()
  await picture(w.page, 'result')
  await accessible(w.page, 'result')
  const officers = (await w.api('GET', `congresses/${congress.id}`)).body.officers
  const teller = await windowOf(h, { account: 'teller1' })
  for (const [win, duty, label] of [[s, 'chief_scrutineer', '总监票人'], [teller, 'chief_teller', '总计票人']]) {
    const { page } = win
    await win.go(`/polls/${at.poll}`)
    await page.locator('.sign-duty').click()
    await page.getByRole('option', { name: label, exact: true }).click()
    await page.getByLabel('签字人姓名').fill(officers.find((o) => o.duty === duty).name)
    await page.getByRole('button', { name: '签字', exact: true }).click()
    await confirm(page, '确定', PASSWORD)
    await page.locator('.signed li', { hasText: label }).waitFor()
    await win.close()
  }
  await w.page.locator('.poll-steps .on', { hasText: '已签字' }).waitFor()
  const result = (await w.api('GET', `polls/${at.poll}`)).body.result.questions[0]
  assert.deepEqual([result.returned, result.valid, result.void], [3, 2, 1])
})

test('the voter: no account, no trace; an answer that never came; a slip votes once', async () => {
  const names = ['丁试', '王试', '李试', '陈试'].map((name) => ({ name }))
  const made = (await w.api('POST', 'polls', { congress: congress.id, title: '电子试验选票', cast: 2, colour: 'blue', way: 'electronic', style: 'boxes',
    elections: [{ title: '试验委员', office: 'discipline', seats: 3, rules: 'county-party-2020', candidates: names }] })).body
  const step = async (what, body) => { const r = await w.api('POST', `polls/${made.id}/${what}`, body); assert.equal(r.status, 200, JSON.stringify(r.body)); return r.body }
  await at.meetings.lay()
  await step('freeze', { sitting: at.sitting })
  await step('open', { holders: ['甲试', '乙试'].map((name) => ({ name, passphrase: `${name}的口令八个字` })) })
  const slips = await step('slips', { count: 2, format: 'json' })
  const codes = slips.slips
  const v = await windowOf(h, { viewport: { width: 390, height: 844 } })
  await v.page.goto(`${h.base}/vote#${codes[0]}`)
  await v.page.locator('.who').first().waitFor()
  assert.equal(new URL(v.page.url()).hash, '', 'the code does not stay in the address')
  const mark = (i, m) => v.page.locator('.who').nth(i).locator(`.${m} input`).check()
  for (const i of [0, 1, 2]) await mark(i, 'Y')
  await v.page.locator('.who').nth(3).locator('.Y input').click()
  await v.page.getByText('已经选满 3 名').waitFor()
  assert.match(await v.page.locator('.count').innerText(), /已赞成 3 名/)
  await mark(3, 'N')
  await accessible(v.page, 'vote')
  await picture(v.page, 'vote')
  await v.page.getByRole('button', { name: '填好了，核对' }).click()
  await v.page.getByText('请核对，投出后不能更改').waitFor()
  // The ballot arrives, the answer does not.
  await v.context.route('**/api/vote/cast', async (route) => { await route.fetch(); await route.abort() }, { times: 1 })
  await v.page.getByRole('button', { name: '投票', exact: true }).click()
  await v.page.getByText('不知道选票有没有投进去').waitFor()
  await v.page.getByRole('button', { name: '再投一次' }).click()
  await v.page.getByText('选票已经投进去了').waitFor()
  await picture(v.page, 'vote-done')
  assert.deepEqual(await v.page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]), [0, 0, ''])
  await v.page.locator('.slip').waitFor({ timeout: 12_000 })
  await v.page.locator('.slip').fill(codes[0])
  await v.page.keyboard.press('Enter')
  await v.page.getByText('这个投票码已经用过了').waitFor()
  await v.close()
  assert.equal((await w.api('GET', `polls/${made.id}`)).body.urn.used, 1)
})

test('the wall of the hall and the rules', async () => {
  await w.go(`/screen/${at.sitting}`)
  await w.page.locator('.fill-wall li').first().waitFor()
  const filling = await w.page.locator('.fill-wall').innerText()
  assert.match(filling, /画“○”/)
  assert.doesNotMatch(filling, /%|已投/, 'no running number while people vote')
  await accessible(w.page, 'screen, filling in')
  await picture(w.page, 'screen-ballot')
  await w.page.keyboard.press('4')
  await w.page.locator('.turnout-one').waitFor()
  await w.page.keyboard.press('2')
  await w.page.locator('.item-wall').waitFor()
  await accessible(w.page, 'screen, agenda')
  await picture(w.page, 'screen-agenda')
  await w.page.keyboard.press('5')
  await w.page.locator('.result-wall').waitFor()
  await accessible(w.page, 'screen')
  await w.page.keyboard.press('1')
  assert.match(await w.page.locator('.come-big').innerText(), /248[\s\S]*200/)
  await picture(w.page, 'screen')
  for (const where of ['/rules', '/rules/township-party-2020']) {
    await w.go(where)
    await accessible(w.page, where)
    await fits(w.page, where)
  }
  assert.deepEqual(h.wrong.filter((x) => !/ERR_INTERNET_DISCONNECTED|ERR_FAILED/.test(x)), [], 'but for the network that was cut on purpose')
})
