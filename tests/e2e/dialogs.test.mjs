// A dialog that asks stays until it is done or cancelled: no click beside it, and no second click, takes away what was typed.
//
//     HUANJIE=build/huanjie node --test tests/e2e/dialogs.test.mjs
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { hallOf } from '../api/congress.mjs'
import { callerOf, house, PASSWORD, picture, still, windowOf } from './house.mjs'

let h
let w
let as
before(async () => {
  h = await house()
  w = await windowOf(h, { account: 'congress' })
  as = { congress: callerOf(w) }
}, { timeout: 90_000 })
after(() => h?.close())

test('an act of two: a double click opens it, a click beside leaves it, a refusal stays with what was typed', async () => {
  const hall = await hallOf(as, 6, 6)
  const { page } = w
  const dialog = page.locator('.el-dialog:visible')
  let sent = 0
  page.on('request', (r) => { sent += r.method() === 'POST' && /\/due$/.test(r.url()) ? 1 : 0 })
  await w.go(`/congress/${hall.congress}?tab=roster`)
  await page.getByRole('button', { name: '登记应到人数' }).dblclick()
  await still(page)
  assert.equal(await dialog.count(), 1, 'the second click took nothing away')
  const paper = dialog.locator('textarea')
  await paper.fill('代表资格审查报告〔2026〕7号')
  await dialog.locator('.second input').nth(0).fill('leader')
  await dialog.locator('.second input[type=password]').fill('not-the-password')
  await page.mouse.click(5, 400)
  await still(page)
  assert.equal(await paper.inputValue(), '代表资格审查报告〔2026〕7号', 'a click beside')
  const send = dialog.locator('.el-dialog__footer button').last()
  await send.dblclick()
  await dialog.locator('[role=alert]').waitFor()
  await still(page)
  assert.equal(sent, 1, 'a second submit while one runs does nothing')
  assert.equal(await paper.inputValue(), '代表资格审查报告〔2026〕7号', 'the refusal keeps what was typed')
  assert.ok((await dialog.locator('[role=alert]').innerText()).length > 3)
  await picture(page, 'act-of-two-refused')
  await dialog.locator('.second input[type=password]').fill(PASSWORD)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: '登记应到人数' }).click()
  await dialog.waitFor()
  await dialog.getByRole('button', { name: '取消' }).click()
  await dialog.waitFor({ state: 'hidden' })
  assert.equal(sent, 1, 'neither Escape nor Cancel sends')
  assert.deepEqual(h.wrong.filter((x) => !/422/.test(x)), [])
})
