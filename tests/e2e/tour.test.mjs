// The tour of the web application, as its users go: a real server, a real browser, a real spreadsheet program.
//
//     HUANJIE=build/huanjie node --test tests/e2e/
//
// Pictures of what was seen: build/e2e/.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { accessible, fits, house, office, PASSWORD, picture, still, windowOf } from './house.mjs'

let h
before(async () => { h = await house() }, { timeout: 60_000 })
after(() => h?.close())

const NEW = [
  ['姓名', '性别', '出生年月', '民族', '政治面貌', '现任职务'],
  ['赵试一', '男', '1980-05', '汉族', '中共党员', '试验岗位一'],
  ['钱试二', '女', '1981.06', '汉族', '中共党员', '试验岗位二'],
  ['孙试三', '男', '1982年7月', '汉族', '中共党员', '试验岗位三'],
  ['李试四', '女', '198308', '壮族', '群众', '试验岗位四'],
]
const csv = (rows) => rows.map((r) => r.map((v) => `"${v}"`).join(',')).join('\r\n') + '\r\n'
const field = (page, label) => page.locator(`.row-form [aria-label="${label}"]`)
const count = async (page) => Number((await page.locator('.page-note').innerText()).replace(/\D/g, ''))

test('log in with the keyboard, read the wall, go from a number to its rows', async () => {
  const w = await windowOf(h)
  await w.go('/')
  await accessible(w.page, 'login')
  await picture(w.page, 'login')
  await w.page.keyboard.type('office')
  await w.page.keyboard.press('Tab')
  await w.page.keyboard.type(PASSWORD)
  await w.page.keyboard.press('Enter')
  await w.page.waitForSelector('.numbers-task')
  await still(w.page)
  await w.page.waitForSelector('.wall-card svg')
  await picture(w.page, 'wall')
  await accessible(w.page, 'wall')

  const late = w.page.locator('.numbers-three a.alarm')
  const number = Number(await late.locator('b').innerText())
  await late.click()
  await w.page.waitForURL(/late=1/)
  await w.page.waitForSelector('.rows-scroll tbody tr')
  await still(w.page)
  assert.equal(await count(w.page), number)
  assert.equal(await w.page.locator('.rows-scroll tbody tr .late').count(), number)
  await picture(w.page, 'list-late')
  await accessible(w.page, 'list')
  await w.close()
})

test('open a row without the mouse', async () => {
  const w = await windowOf(h, { account: 'office' })
  await w.go('/l/task')
  await w.page.keyboard.press('Tab')
  await w.page.keyboard.press('Enter') // "to the content"
  const on = () => w.page.evaluate(() => document.activeElement.classList.contains('row-open'))
  for (let i = 0; i < 40 && !(await on()); i++) await w.page.keyboard.press('Tab')
  const name = await w.page.evaluate(() => document.activeElement.textContent)
  await w.page.keyboard.press('Enter')
  await w.page.waitForSelector('.row-drawer .row-form')
  assert.match(await w.page.locator('.row-head h2').innerText(), new RegExp(name.trim()))
  await accessible(w.page, 'drawer')
  await picture(w.page, 'drawer')
  await w.page.keyboard.press('Escape')
  await w.page.waitForSelector('.row-drawer', { state: 'hidden' })
  await w.close()
})

async function upload(page, file) {
  await page.locator('input[type="file"]').setInputFiles(file)
  await page.getByRole('button', { name: '开始检查' }).click()
  await page.waitForSelector('.tally')
}

test('import a workbook: three wrong cells, mended, imported, undone', async () => {
  const w = await windowOf(h, { account: 'cadre' })
  const bad = NEW.map((r) => [...r])
  bad[2][1] = '女性人'
  bad[3][2] = '1982.13'
  bad[4][0] = ''
  writeFileSync(join(h.folder, 'new.csv'), csv(bad))
  const first = await office(h.folder, join(h.folder, 'new.csv'), 'xlsx')

  await w.go('/l/person')
  const had = await count(w.page)
  await w.page.getByRole('button', { name: '导入' }).click()
  await w.page.waitForSelector('.drop')
  await accessible(w.page, 'import')
  await upload(w.page, first)
  const errors = w.page.locator('.errors tbody tr')
  assert.deepEqual((await errors.locator('td:first-child').allInnerTexts()).sort(), ['A5', 'B3', 'C4'])
  for (const line of await errors.all()) {
    const cells = await line.locator('td').allInnerTexts()
    assert.ok(cells[3].length > 1 && cells[4].length > 1, `what is wrong and what is right: ${cells.join(' | ')}`)
  }
  assert.equal(await w.page.getByRole('button', { name: /^导入 \d+ 行/ }).count(), 0, 'nothing may be imported yet')
  await accessible(w.page, 'import, errors')
  await picture(w.page, 'import-errors')

  const [download] = await Promise.all([w.page.waitForEvent('download'), w.page.getByRole('button', { name: '只下载有问题的行' }).click()])
  const wrong = join(h.folder, 'wrong.xlsx')
  await download.saveAs(wrong)
  const sheet = await office(h.folder, wrong, 'csv')
  const lines = readFileSync(sheet, 'utf8').trim().split('\n')
  assert.equal(lines.length, 4, `heading and three rows:\n${lines.join('\n')}`)
  const mended = lines.join('\n').replace('"女性人"', '"女"').replace('"1982.13"', '"1982.07"').replace(/^(?:"")?,"女","198308"/m, '"李试四","女","198308"')
  assert.match(mended, /李试四/)
  writeFileSync(sheet, mended)
  const second = await office(h.folder, sheet, 'xlsx')
  await upload(w.page, second)
  await w.page.getByRole('button', { name: '导入 3 行' }).click()
  await w.page.getByText('已导入 3 行').waitFor()
  await picture(w.page, 'import-done')

  await w.page.getByRole('link', { name: '查看干部' }).click()
  await w.page.waitForSelector('.rows-scroll tbody tr')
  await w.page.getByPlaceholder('在主要文字中查找').fill('试')
  await w.page.keyboard.press('Enter')
  await w.page.getByRole('button', { name: '钱试二' }).waitFor()
  for (const name of ['孙试三', '李试四']) assert.equal(await w.page.getByRole('button', { name }).count(), 1)
  await w.page.getByRole('button', { name: '钱试二' }).click()
  await w.page.getByRole('tab', { name: '变更历史' }).click()
  await w.page.waitForSelector('.history')

  await w.go('/l/person/import')
  await w.page.getByRole('button', { name: '撤销这次导入' }).first().click()
  await w.page.locator('.el-message-box').getByRole('button', { name: '撤销这次导入' }).click()
  await w.page.getByText('已撤销').first().waitFor()
  await w.go('/l/person')
  assert.equal(await count(w.page), had)
  await w.go('/l/person?q=' + encodeURIComponent('钱试二'))
  await w.page.getByText('没有符合条件的记录').waitFor()
  await w.close()
})

async function save(page) {
  const [answer] = await Promise.all([
    page.waitForResponse((r) => r.request().method() === 'POST' && r.url().includes('/api/rows/')),
    page.locator('.row-foot').getByRole('button', { name: '保存', exact: true }).click(),
  ])
  return answer.status()
}

test('edit a row, see before and after; two people edit one field', async () => {
  const one = await windowOf(h, { account: 'office' })
  const row = (await one.api('GET', 'rows/task?state=doing&limit=1')).body.rows[0]
  const where = `/l/task?row=${row.id}`
  await one.go(where)
  await field(one.page, '责任单位名称').fill('王试验')
  assert.equal(await save(one.page), 200)
  await one.page.getByText('已保存').waitFor()
  await one.page.getByRole('tab', { name: '变更历史' }).click()
  const change = one.page.locator('.history > li').first()
  await change.waitFor()
  assert.equal(await change.locator('dd ins').innerText(), '王试验')
  assert.notEqual(await change.locator('dd del').innerText(), '王试验')
  await picture(one.page, 'history')
  await accessible(one.page, 'history')

  const two = await windowOf(h, { account: 'office' })
  await Promise.all([one.go('/wall').then(() => one.go(where)), two.go(where)])
  await field(one.page, '责任单位名称').fill('李甲')
  await field(two.page, '责任单位名称').fill('赵乙')
  assert.equal(await save(one.page), 200)
  assert.equal(await save(two.page), 409)
  const dialog = two.page.locator('.conflict')
  await dialog.waitFor()
  const words = await dialog.locator('tbody tr').first().innerText()
  for (const x of ['责任单位名称', '王试验', '李甲', '赵乙']) assert.ok(words.includes(x), `${x} in ${words}`)
  await accessible(two.page, 'merge dialog')
  await picture(two.page, 'merge')
  await dialog.getByLabel('赵乙').check()
  await two.page.getByRole('button', { name: '按所选保存' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await still(two.page)
  const after = (await one.api('GET', `rows/task/${row.id}`)).body
  assert.ok(Object.values(after).includes('赵乙'), 'what was chosen is kept')
  const past = (await one.api('GET', `rows/task/${row.id}/history`)).body.changes
  assert.deepEqual(past.slice(0, 3).map((c) => c.fields[0].after), ['赵乙', '李甲', '王试验'])
  await one.close()
  await two.close()
})

test('Back asks before it throws away what was typed in a drawer', async () => {
  const w = await windowOf(h, { account: 'office' })
  const [row] = (await w.api('GET', 'rows/task?state=doing&limit=1')).body.rows
  await w.go('/l/task')
  await w.page.keyboard.press('Control+k')
  await w.page.locator('.search input').fill(row.title)
  await w.page.locator('.hit').first().waitFor()
  await w.page.keyboard.press('Enter')
  await w.page.waitForURL(/row=/)
  await still(w.page) // what is typed before the row has come belongs to nobody
  await field(w.page, '责任单位名称').fill('写了一半')
  const here = w.page.url()
  await w.page.evaluate(() => history.back())
  await w.page.getByRole('button', { name: '继续编辑' }).click()
  await w.page.waitForURL(here) // the router goes forward again; a second Back before that would only meet it
  await w.page.locator('.el-message-box').waitFor({ state: 'hidden' })
  await still(w.page)
  assert.equal(await field(w.page, '责任单位名称').inputValue(), '写了一半')
  await w.page.evaluate(() => history.back())
  await w.page.getByRole('button', { name: '放弃修改' }).click()
  await w.page.waitForSelector('.row-drawer', { state: 'hidden' })
  await w.close()
})

test('take a row out with a reason, find it among the removed, bring it back', async () => {
  const w = await windowOf(h, { account: 'office' })
  const made = await w.api('POST', 'rows/task', { region: '990124', fields: { title: '重复登记的任务', stage: 'prepare', due: '2026-12-31' } }) // no other depends on it
  const { id, title, region } = (await w.api('GET', `rows/task/${made.body.id}`)).body
  await w.go('/l/task')
  const had = await count(w.page)
  await w.page.getByRole('button', { name: '更多', exact: true }).click()
  await w.page.getByRole('menuitem', { name: '已移除' }).click()
  const drawer = w.page.locator('.removed-drawer')
  await drawer.getByText('没有移除过的记录').waitFor()
  await w.page.keyboard.press('Escape')
  await drawer.waitFor({ state: 'detached' })

  await w.go(`/l/task?row=${id}`)
  await w.page.locator('.row-foot').getByRole('button', { name: '移除' }).click()
  await w.page.locator('.el-message-box textarea').fill('与另一项重复')
  await w.page.locator('.el-message-box__btns .el-button--primary').click()
  await w.page.waitForSelector('.row-drawer', { state: 'hidden' })
  await still(w.page)
  assert.equal(await count(w.page), had - 1)
  assert.equal((await w.api('GET', `rows/task/${id}`)).status, 404)

  await w.page.getByRole('button', { name: '更多', exact: true }).click()
  await w.page.getByRole('menuitem', { name: '已移除' }).click()
  const line = drawer.locator('tbody tr')
  await line.waitFor()
  for (const x of [title, region.label, '与另一项重复']) assert.ok((await line.innerText()).includes(x), `${x} among the removed`)
  await still(w.page)
  await accessible(w.page, 'removed rows')
  await picture(w.page, 'removed')
  await line.getByRole('button', { name: '恢复' }).click()
  await drawer.getByText('没有移除过的记录').waitFor()
  await w.page.keyboard.press('Escape')
  await drawer.waitFor({ state: 'detached' })
  await still(w.page)
  assert.equal(await count(w.page), had)

  await w.go(`/l/task?row=${id}`)
  await w.page.getByRole('tab', { name: '变更历史' }).click()
  await w.page.waitForSelector('.history > li')
  const acts = await w.page.locator('.history > li > p:first-child b').allInnerTexts()
  assert.deepEqual(acts.slice(0, 2), ['恢复', '移除'])
  await w.page.locator('.history').getByText('与另一项重复').waitFor()
  await picture(w.page, 'removed-history')
  await w.close()
})

test('a sealed number opens for a purpose, and that is on record', async () => {
  const w = await windowOf(h, { account: 'cadre' })
  const { id } = (await w.api('GET', 'rows/person?limit=1')).body.rows[0]
  const row = (await w.api('GET', `rows/person/${id}`)).body
  assert.deepEqual(row.id_number, { sealed: true })
  await w.go(`/l/person?row=${row.id}`)
  await w.page.locator('.sealed').getByRole('button', { name: '查看' }).click()
  await w.page.locator('.el-message-box textarea, .el-message-box input').first().fill('核对任免审批表')
  await w.page.locator('.el-message-box__btns .el-button--primary').click()
  assert.match(await w.page.locator('.sealed-open').innerText(), /^\d{17}[\dX]$/)
  await w.page.getByRole('tab', { name: '谁看过' }).click()
  await w.page.getByText('核对任免审批表').waitFor()
  await picture(w.page, 'who-saw')
  await w.close()
  const audit = await windowOf(h, { account: 'audit' })
  await audit.go('/views')
  await audit.page.getByText('核对任免审批表').waitFor()
  await audit.close()
})

test('search a name of two characters', async () => {
  const w = await windowOf(h, { account: 'cadre' })
  const name = '冼琰'
  const { home } = (await w.api('GET', 'session')).body
  assert.equal((await w.api('POST', 'rows/person', { region: home.id, fields: { name, sex: '2', birth: '1985-03' } })).status, 201)
  await w.go('/wall')
  await w.page.keyboard.press('Control+k')
  await w.page.locator('.search input').fill(name)
  await w.page.locator('.hit').first().waitFor()
  assert.match(await w.page.locator('.hit').first().innerText(), new RegExp(name))
  await accessible(w.page, 'search')
  await picture(w.page, 'search')
  await w.page.keyboard.press('Enter')
  await w.page.waitForSelector('.row-drawer .row-form')
  await w.close()
})

/** Every Chinese text of the page that is no data: what the records say is taken out first. */
async function chinese(w, data) {
  const seen = await w.page.evaluate(() => {
    const out = []
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
    for (let n = walk.nextNode(); n; n = walk.nextNode()) {
      if (n.nodeType === 3) { if (!n.parentElement.closest('.watermark, .login-langs, .el-dropdown-menu, script, style')) out.push(n.textContent) }
      else for (const a of ['aria-label', 'placeholder', 'title', 'alt', 'data-label']) if (n.hasAttribute(a)) out.push(n.getAttribute(a))
    }
    return out
  })
  const known = [...data].sort((a, b) => b.length - a.length)
  const left = seen.map((text) => known.reduce((s, k) => s.split(k).join(''), text.trim())).filter((text) => /[\u4e00-\u9fff]/.test(text))
  return [...new Set(left)]
}

/** The strings of an answer that people wrote: all but labels of the application. */
function strings(v, out = new Set()) {
  if (typeof v === 'string') { if (/[\u4e00-\u9fff]/.test(v)) out.add(v.trim()) }
  else if (Array.isArray(v)) v.forEach((x) => strings(x, out))
  else if (v && typeof v === 'object' && !('zh-Hans' in v)) for (const [k, x] of Object.entries(v)) if (!k.endsWith('_label')) strings(x, out)
  return out
}

/** Labels that stand on nearly every page, as they are written in simplified characters only. */
const SIMPLIFIED = ['广东省', '换届', '挂图作战', '查询', '导入', '导出', '状态', '所属地区', '现任职务', '变更历史', '谈心谈话', '组织部署', '风气监督']

test('English and traditional Chinese are whole', async () => {
  const w = await windowOf(h, { account: 'cadre', lang: 'en' })
  const data = new Set()
  const wall = (await w.api('GET', 'wall')).body
  strings([wall.region, wall.children.map((c) => c.label), (await w.api('GET', 'session')).body.account, (await w.api('GET', 'session')).body.site], data)
  for (const part of wall.region.path.split(' ')) data.add(part)
  const lessons = []
  const learn = (page) => page.on('response', (r) => {
    if (/\/api\/(rows|search|regions|accounts|trace|views)\b/.test(r.url()) && r.ok()) lessons.push(r.json().then((x) => strings(x, data), () => null))
  })
  learn(w.page)
  const id = (await w.api('GET', 'rows/person?limit=1')).body.rows[0].id
  for (const path of ['/wall', '/l/person', '/l/talk', '/l/task', `/l/person?row=${id}`, '/l/person/import', '/me']) {
    await w.go(path)
    await Promise.all(lessons)
    assert.deepEqual(await chinese(w, data), [], `Chinese on ${path} in English`)
    await picture(w.page, `en${path.split('?')[0].replace(/\//g, '-')}`)
  }
  await w.page.getByRole('button', { name: 'Choose language' }).click()
  await w.page.getByRole('menuitem', { name: '繁體中文' }).click()
  await w.page.waitForSelector('html[lang="zh-Hant"]')
  for (const path of ['/wall', '/l/person', '/l/talk', `/l/person?row=${id}`]) {
    await w.go(path)
    const text = await w.page.evaluate(() => document.body.innerText)
    for (const x of SIMPLIFIED) assert.ok(!text.includes(x), `${x} on ${path} in traditional Chinese`)
    await picture(w.page, `hant${path.split('?')[0].replace(/\//g, '-')}`)
  }
  assert.match(await w.page.evaluate(() => document.body.innerText), /換屆/)
  assert.equal((await w.api('POST', 'account/locale', { locale: 'zh-Hans' })).status, 204)
  await w.close()
  for (const [account, paths] of [['system', ['/', '/accounts', '/ledgers', '/backups']], ['audit', ['/trace', '/views', '/verify']]]) {
    const a = await windowOf(h, { account, lang: 'en' })
    learn(a.page)
    strings((await a.api('GET', 'session')).body.account, data)
    for (const path of paths) {
      await a.go(path)
      await Promise.all(lessons)
      assert.deepEqual(await chinese(a, data), [], `Chinese on ${path} in English`)
    }
    await a.close()
  }
})

test('on a phone nothing is wider than the screen', async () => {
  const w = await windowOf(h, { account: 'cadre', viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })
  const id = (await w.api('GET', 'rows/person?limit=1')).body.rows[0].id
  for (const path of ['/wall', '/l/person', '/l/task', `/l/person?row=${id}`, '/l/person/import', '/me']) {
    await w.go(path)
    await fits(w.page, path)
    await picture(w.page, `phone${path.replace(/\?.*/, '-row').replace(/\//g, '-')}`)
  }
  await w.close()
  for (const [account, paths] of [['system', ['/', '/accounts', '/ledgers', '/backups']], ['audit', ['/trace', '/views', '/verify']]]) {
    const a = await windowOf(h, { account, viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })
    for (const path of paths) { await a.go(path); await fits(a.page, path) }
    await a.close()
  }
})

test('dark, and readable', async () => {
  const w = await windowOf(h, { account: 'office', colorScheme: 'dark' })
  for (const path of ['/wall', '/l/task']) {
    await w.go(path)
    assert.ok(await w.page.evaluate(() => document.documentElement.classList.contains('dark')))
    await picture(w.page, `dark${path.replace(/\//g, '-')}`)
    await accessible(w.page, `${path}, dark`)
  }
  await w.close()
})

test('a town sees its own rows only', async () => {
  const all = await windowOf(h, { account: 'office' })
  const town = await windowOf(h, { account: 'town1' })
  const home = (await town.api('GET', 'session')).body.home
  const rows = (await all.api('GET', 'rows/task?limit=200')).body.rows
  const other = rows.find((r) => r.region.id.length === 9 && !r.region.id.startsWith(home.id))
  assert.equal((await town.api('GET', `rows/task/${other.id}`)).status, 404)
  assert.equal((await town.api('GET', `rows/task/${other.id}/history`)).status, 404)
  await town.go(`/l/task?row=${other.id}`)
  assert.ok(!(await town.page.evaluate(() => document.body.innerText)).includes(other.region.label))
  await town.go('/l/task')
  const regions = await town.page.locator(`.rows-scroll tbody td[data-label="所属地区"]`).allInnerTexts()
  assert.ok(regions.length > 0 && regions.every((x) => x === home.label), regions.join())
  await all.close()
  await town.close()
})

test('a leader reads and does not write', async () => {
  const w = await windowOf(h, { account: 'leader' })
  await w.go('/l/task')
  assert.equal(await w.page.getByRole('button', { name: '新增' }).count(), 0)
  assert.equal(await w.page.getByRole('button', { name: '导入' }).count(), 0)
  await w.page.locator('.row-open').first().click()
  await w.page.waitForSelector('.row-value')
  assert.equal(await w.page.locator('.row-form input:not([disabled])').count(), 0)
  const row = (await w.api('GET', 'rows/task?limit=1')).body.rows[0]
  assert.equal((await w.api('POST', `rows/task/${row.id}`, { ver: row.ver, fields: { note: 'x' } })).status, 403)
  await w.go('/l/task/import')
  await w.page.getByText('没有权限').waitFor()
  await w.close()
})

test('administrators see no records', async () => {
  for (const [account, paths] of [['system', ['/accounts', '/ledgers', '/backups']], ['security', ['/accounts']], ['audit', ['/trace', '/views', '/verify']]]) {
    const w = await windowOf(h, { account })
    await w.go('/')
    assert.equal(await w.page.locator('a[href^="#/l/"]').count(), 0)
    assert.equal((await w.api('GET', 'ledgers')).body.ledgers.length, 0)
    for (const x of ['rows/person', 'rows/task/count', 'wall', 'figures']) {
      const answer = await w.api('GET', x)
      assert.ok(answer.status === 403 || answer.status === 404, `${account} ${x}: ${answer.status}`)
    }
    assert.deepEqual((await w.api('GET', 'search?q=%E7%8E%8B')).body.hits ?? [], [])
    for (const path of paths) {
      await w.go(path)
      await picture(w.page, `${account}${path.replace(/\//g, '-')}`)
      if (path === '/accounts') await accessible(w.page, `accounts of ${account}`)
    }
    await w.close()
  }
})

test('the console stayed silent', () => assert.deepEqual(h.wrong, []))
