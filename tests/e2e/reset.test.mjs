// Whose password somebody else set hears of it on the page, and reads there what happened to the account.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { accessible, fits, house, PASSWORD, picture, still, windowOf } from './house.mjs'

const NEW = 'Xin-mima-2026'
let h

before(async () => { h = await house() })
after(async () => {
  await h.close()
  assert.deepEqual(h.wrong, [])
})

/** A window of whoever signs in with this password. */
async function enter(account, password, options = {}) {
  const w = await windowOf(h, options)
  assert.equal((await w.api('POST', 'session', { account, password })).status, 200)
  return w
}

test('a reset is said on every page until its owner has read it, in his own browser', async () => {
  const system = await windowOf(h, { account: 'system' })
  const { id } = (await system.api('GET', 'accounts')).body.accounts.find((a) => a.name === 'teller1')
  const { password } = (await system.api('POST', `accounts/${id}/reset`, { second: { name: 'audit', password: PASSWORD } })).body
  const stranger = await enter('teller1', password) // whoever made the password uses it first
  assert.equal((await stranger.api('POST', 'account/password', { old: password, new: NEW })).status, 204)
  await stranger.go('/me')
  await stranger.page.getByRole('button', { name: '知道了' }).click()

  const owner = await enter('teller1', NEW)
  await owner.go('/me')
  const notice = owner.page.locator('.reset-notice')
  assert.match(await notice.innerText(), /您的密码在 20.+由“系统管理员”重置过，在场的另一人是“审计管理员”/)
  const rows = await owner.page.locator('.happened tbody tr').allInnerTexts()
  assert.match(rows.join('\n'), /重置密码\s+系统管理员/)
  assert.match(rows.join('\n'), /修改密码/)
  await picture(owner.page, 'reset')
  await accessible(owner.page, 'reset')
  await notice.getByRole('button', { name: '知道了' }).click()
  await owner.page.reload()
  await still(owner.page)
  assert.equal(await notice.count(), 0)
})

test('on a telephone, in the dark and in the other languages', async () => {
  for (const lang of ['zh-Hant', 'en']) {
    const w = await enter('teller1', NEW, { lang, viewport: { width: 390, height: 800 }, colorScheme: 'dark' })
    await w.go('/me')
    await fits(w.page, `reset ${lang}`)
    await accessible(w.page, `reset ${lang}`)
    await picture(w.page, `reset-${lang}`)
    await w.close()
  }
})
