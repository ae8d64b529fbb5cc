// Forms as a clerk meets them: one that nobody touched closes at once, numbers that cannot be are said where they are
// typed, and what is over offers nothing more.
//
//     HUANJIE=build/huanjie node --test tests/e2e/forms.test.mjs
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { house, nextTerm, picture, settle, still, windowOf } from './house.mjs'

let h
let w
let all
before(async () => {
  h = await house()
  w = await windowOf(h, { account: 'congress' })
  all = (await w.api('GET', 'congresses')).body.congresses
}, { timeout: 90_000 })
after(() => h?.close())

test('a form that nobody touched closes with Esc, also where it began with a congress; a touched one asks', async () => {
  const congress = all.find((c) => c.state === 'preparing' && c.kind === 'party')
  await w.go(`/congress/${congress.id}?tab=sittings`)
  const drawer = w.page.locator('.row-drawer')
  const open = async () => {
    await w.page.getByRole('button', { name: /增加会次|新建会次|新增会次|添加会次/ }).first().click()
    await drawer.locator('input').first().waitFor()
    await still(w.page)
  }
  await open()
  await w.page.keyboard.press('Escape')
  await drawer.waitFor({ state: 'hidden' })
  assert.equal(await w.page.locator('.el-message-box:visible').count(), 0, 'nobody is asked about nothing')

  await open()
  await drawer.locator('input[type=text]:not([readonly]):not([role=combobox])').first().fill('第三次全体会议')
  await w.page.keyboard.press('Escape')
  await w.page.locator('.el-message-box:visible').waitFor()
  assert.ok(await drawer.isVisible())
  await w.page.locator('.el-message-box:visible button').last().click() // to leave
  await drawer.waitFor({ state: 'hidden' })
})

test('of a congress that is closed no ballot paper and no rehearsal is offered', async () => {
  const closed = all.find((c) => c.state === 'closed' && c.kind === 'people')
  await w.go(`/congress/${closed.id}?tab=polls`)
  await w.page.getByText('大会已经闭幕，不再准备选票。').waitFor()
  assert.equal(await w.page.locator('a[href*="/polls/new"]').count(), 0)
  await picture(w.page, 'congress-closed-polls')
  await w.go(`/congress/${closed.id}?tab=rehearsal`)
  await w.page.getByText(/大会已经闭幕，不再演练/).waitFor()
  assert.equal(await w.page.getByRole('button', { name: /开始演练/ }).count(), 0)
  await picture(w.page, 'congress-closed-rehearsal')
  const open = all.find((c) => c.state === 'preparing' && c.kind === 'party')
  await w.go(`/congress/${open.id}?tab=polls`)
  await w.page.locator('a[href*="/polls/new"]').first().waitFor()
})

test('more ballots back than went out is said where it is typed, and goes on being said once it is saved', async () => {
  const congress = await nextTerm(w)
  const whole = (await w.api('GET', `congresses/${congress.id}`)).body
  const sitting = whole.sittings.filter((x) => x.kind === 'plenary').at(-1).id
  await w.api('POST', `sittings/${sitting}/open`, {})
  const called = (await w.api('GET', `sittings/${sitting}/roll`)).body.attendees.filter((a) => a.votes).slice(0, 240)
  await w.api('POST', `sittings/${sitting}/check-in`, { door: '东门', events: called.map((a) => (
    { key: `e2eforms${a.id}`, attendee: a.id, kind: 'in', at: new Date().toISOString(), way: 'list' })) })
  const meetings = await settle(w, congress, sitting, 240)
  const ids = whole.officers.filter((o) => o.state === 'proposed').map((o) => o.id)
  const item = await w.api('POST', 'rows/agenda_item', { region: congress.region.id, state: 'passed', fields: {
    sitting, place: 9, title: '通过大会职务名单', kind: 'hands', approve: 240, oppose: 0, abstain: 0 } })
  await w.api('POST', `congresses/${congress.id}/officers/pass`, { ids, agenda_item: item.body.id })
  const made = await w.api('POST', 'polls', { congress: congress.id, title: '试验选票', cast: 31, elections: [{ title: '县委委员', office: 'committee', rules: 'county-party-2020',
    seats: 3, candidates: ['丁试一', '王试二', '刘试三', '陈试四'].map((name) => ({ name })) }] })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  await meetings.lay()
  const frozen = await w.api('POST', `polls/${made.body.id}/freeze`, { sitting })
  assert.equal(frozen.status, 200, JSON.stringify(frozen.body))
  await w.go(`/polls/${made.body.id}`)
  for (const [field, n] of [['印制选票', 240], ['发出选票', 230], ['剩余选票', 10], ['收回选票', 231]])
    await w.page.getByLabel(field, { exact: true }).fill(String(n))
  const said = w.page.getByText('收回 231 张，多于发出 230 张')
  await said.waitFor()
  await w.page.locator('.issue button[type=submit]').click()
  await w.page.getByText('发出 230').first().waitFor({ state: 'attached' }).catch(() => {})
  await still(w.page)
  assert.equal(await said.count(), 1, 'what was typed and saved is still said')
  await picture(w.page, 'poll-over-issued')
})
