// A rehearsal in the browser: begun in one press, opened, marked on every page (log-in, screen, voter's page, on paper too),
// used beside the real site in one window, destroyed; the record stays.
//
//     HUANJIE=build/huanjie node --test tests/e2e/rehearsal.test.mjs
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { nobodyAt } from '../api/server.mjs'
import { accessible, fits, house, PASSWORD, picture, still, windowOf } from './house.mjs'

let h
let w
let congress
let address
before(async () => { h = await house() }, { timeout: 90_000 })
after(() => h?.close())

const marked = (page) => page.evaluate(() => {
  const over = (which) => getComputedStyle(document.documentElement, which)
  const whole = over('::before')
  return {
    words: over('::after').content,
    drawn: whole.backgroundImage.includes('REHEARSAL'),
    fixed: whole.position === 'fixed' && parseFloat(whole.width) >= window.innerWidth - 20 && parseFloat(whole.height) >= window.innerHeight - 1,
    clicks: whole.pointerEvents,
  }
})
const MARK = { words: '"演练 REHEARSAL"', drawn: true, fixed: true, clicks: 'none' }

test('one press makes it, with the address to open', { timeout: 60_000 }, async () => {
  w = await windowOf(h, { account: 'congress' })
  congress = (await w.api('GET', 'congresses')).body.congresses.find((c) => c.state === 'preparing' && c.kind === 'party')
  await w.go(`/congress/${congress.id}?tab=rehearsal`)
  await w.page.getByRole('button', { name: '开始演练' }).click()
  const link = w.page.locator('.rehearsal-open')
  await link.waitFor({ timeout: 40_000 })
  await w.page.locator('.el-progress').waitFor({ state: 'detached' })
  await still(w.page)
  address = await link.getAttribute('href')
  assert.notEqual(new URL(address).port, new URL(h.base).port)
  await accessible(w.page, 'rehearsals')
  await fits(w.page, 'rehearsals')
  await picture(w.page, 'rehearsal-begun')
  assert.notEqual((await marked(w.page)).words, MARK.words, 'the real site bears no mark')
})

test('every page of it is marked, and the real one stays signed in', { timeout: 60_000 }, async () => {
  const page = await w.context.newPage()
  await page.goto(address)
  await page.locator('input[type="password"]').waitFor()
  assert.deepEqual(await marked(page), MARK, 'the log-in')
  await picture(page, 'rehearsal-login')
  await page.locator('input').first().fill('congress')
  await page.locator('input[type="password"]').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.locator('.rehearsal-line').waitFor()
  assert.match(await page.locator('.rehearsal-line').innerText(), new RegExp(congress.title))
  await page.goto(`${address}#/congress/${congress.id}?tab=rehearsal`)
  await page.getByText('这里就是演练').waitFor()
  assert.equal(await page.getByRole('button', { name: '开始演练' }).count(), 0)
  assert.deepEqual(await marked(page), MARK, 'the congress')
  await picture(page, 'rehearsal-congress')
  const sittings = (await w.api('GET', `congresses/${congress.id}`)).body.sittings
  for (const [path, name] of [[`#/screen/${sittings[0].id}`, 'screen'], ['vote', 'vote'], ['#/wall', 'wall']]) {
    await page.goto(address + path)
    await page.waitForLoadState('networkidle')
    assert.deepEqual(await marked(page), MARK, name)
    await picture(page, `rehearsal-${name}`)
  }
  await page.goto(`${address}#/hall/${sittings[0].id}`)
  for (let tries = 0; tries < 100 && !(await page.evaluate(async () => (await caches.keys()).length > 0 && navigator.serviceWorker.controller !== null)); tries++) await page.waitForTimeout(100)
  await w.context.setOffline(true)
  await page.reload()
  await page.waitForTimeout(300)
  assert.deepEqual(await marked(page), MARK, 'without network')
  await w.context.setOffline(false)
  await page.goto(`${address}vote`)
  await page.emulateMedia({ media: 'print' })
  assert.deepEqual(await marked(page), MARK, 'printed')
  await page.close()
  await w.page.reload()
  await still(w.page)
  assert.equal((await w.api('GET', 'session')).status, 200)
})

test('destroyed: the page says so, the address is gone', { timeout: 60_000 }, async () => {
  await w.page.getByRole('button', { name: '销毁', exact: true }).click()
  const box = w.page.locator('.el-message-box:visible')
  await box.getByRole('button', { name: '销毁', exact: true }).click()
  await w.page.getByText('已销毁').waitFor({ timeout: 40_000 })
  await still(w.page)
  await picture(w.page, 'rehearsal-destroyed')
  await nobodyAt(address)
  assert.deepEqual(h.wrong.filter((x) => !/401|ERR_INTERNET_DISCONNECTED|ERR_FAILED/.test(x)), [])
})
