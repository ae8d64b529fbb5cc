// A power cut, as those at the door meet it: the kit in one press before, the roster typed back afterwards.
//
//     HUANJIE=build/huanjie node --test tests/e2e/power_cut.test.mjs
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { accessible, house, picture, still, windowOf } from './house.mjs'

let h
let w
let congress
before(async () => { h = await house() }, { timeout: 90_000 })
after(() => h?.close())

test('the kit in one press', { timeout: 60_000 }, async () => {
  w = await windowOf(h, { account: 'congress' })
  congress = (await w.api('GET', 'congresses')).body.congresses.find((c) => c.state === 'preparing' && c.kind === 'party')
  await w.go(`/congress/${congress.id}`)
  const [file] = await Promise.all([w.page.waitForEvent('download'), w.page.getByRole('button', { name: '断电应急册' }).click()])
  assert.equal(file.suggestedFilename(), 'power-cut.pdf')
  assert.equal(readFileSync(await file.path()).subarray(0, 5).toString(), '%PDF-')
})

test('the roster typed back: a delegation in one press, each kept before the next', { timeout: 60_000 }, async () => {
  const { sittings } = (await w.api('GET', `congresses/${congress.id}`)).body
  const sitting = sittings.find((s) => s.kind === 'plenary') ?? sittings[0]
  assert.equal((await w.api('POST', `sittings/${sitting.id}/open`, {})).status, 200)
  await w.context.addInitScript(() => localStorage.setItem('huanjie.door', '"东门"'))
  await w.go(`/hall/${sitting.id}`)
  const asked = w.page.locator('.el-message-box:visible')
  if (await asked.count()) {
    await asked.locator('textarea, input').first().fill('东门')
    await asked.getByRole('button', { name: '确定' }).click()
  }
  await w.page.getByRole('button', { name: '照纸补登' }).click()
  const dialog = w.page.locator('.el-dialog:visible')
  await dialog.getByRole('button', { name: /^全选/ }).first().click()
  const ticked = await dialog.locator('.el-checkbox.is-checked').count()
  assert.ok(ticked > 5)
  await dialog.locator('.el-checkbox').first().click() // one did not sign
  await accessible(w.page, 'from paper')
  await picture(w.page, 'power-cut-paper')
  await dialog.getByRole('button', { name: `补登 ${ticked - 1} 人` }).click()
  await w.page.getByText(`已补登 ${ticked - 1} 人`).waitFor()
  await still(w.page)
  for (let tries = 0; tries < 100; tries++) {
    const { present } = (await w.api('GET', `sittings/${sitting.id}/hall`)).body
    if (present === ticked - 1) break
    assert.ok(tries < 99, `${present} of ${ticked - 1}`)
    await new Promise((done) => setTimeout(done, 100))
  }
  await picture(w.page, 'power-cut-door')
  assert.deepEqual(h.wrong, [])
})
