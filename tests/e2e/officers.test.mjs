// Who counts and watches, once a poll is frozen: passed and withdrawn on the page of the congress by two people.
//
//     HUANJIE=build/huanjie node --test tests/e2e/officers.test.mjs
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { hallOf, nameOf, pollOf } from '../api/congress.mjs'
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

test('a chief scrutineer is withdrawn with a reason and a second person, and so is his successor passed', async () => {
  const hall = await hallOf(as, 10, 10)
  const poll = await pollOf(as, hall)
  const dialog = w.page.locator('.el-dialog:visible')
  const open = async (name) => {
    await w.page.getByRole('button', { name }).click()
    await dialog.waitFor()
    await still(w.page)
  }
  const choose = async (name) => {
    await dialog.locator('.el-select').click()
    await w.page.locator('.el-select-dropdown:visible').getByText(name).click()
  }
  const vouch = async () => {
    await dialog.locator('.second input').nth(0).fill('leader')
    await dialog.locator('.second input[type=password]').fill(PASSWORD)
  }
  await w.go(`/congress/${hall.congress}?tab=officers`)
  await open('撤换')
  await choose(nameOf(4003)) // a teller, before any freeze: by one
  assert.equal(await dialog.locator('.second').count(), 0)
  await dialog.getByRole('button', { name: '取消' }).click()
  await dialog.waitFor({ state: 'hidden' })

  await as.congress.post(`/api/polls/${poll.id}/freeze`, { sitting: hall.sitting })
  await w.page.reload()
  await open('撤换')
  await choose(`总监票人 ${nameOf(4000)}`) // he presides, too
  await dialog.locator('textarea').fill('突发疾病，不能继续监票')
  const send = dialog.locator('.el-dialog__footer button').last()
  assert.ok(await send.isDisabled(), 'nobody vouches yet')
  await vouch()
  await picture(w.page, 'officer-withdraw')
  await send.click()
  await dialog.waitFor({ state: 'hidden' })
  await w.page.locator('.officer', { hasText: nameOf(4000) }).filter({ hasText: '已撤换' }).waitFor()

  await as.congress.post(`/api/congresses/${hall.congress}/officers`, { officers: [{ duty: 'chief_scrutineer', attendee: hall.attendees[5] }] })
  await w.page.reload()
  await open(/表决 1 名提名人选/)
  await dialog.locator('input[inputmode=numeric]').first().fill('10')
  await vouch()
  await picture(w.page, 'officer-pass')
  await send.click()
  await dialog.waitFor({ state: 'hidden' })
  await still(w.page)
  await picture(w.page, 'officers')
  const { officers } = (await as.congress.get(`/api/congresses/${hall.congress}`)).body
  assert.deepEqual(officers.filter((o) => o.duty === 'chief_scrutineer').map((o) => [o.name, o.state]).sort(), [
    [nameOf(4000), 'withdrawn'], [nameOf(4005), 'passed']].sort())
  assert.deepEqual(h.wrong, [])
})
