// The wall of the hall after a vote: it proclaims nobody elected by a pre-election, and nobody by a void ballot.
//
//     HUANJIE=build/huanjie node --test tests/e2e/screen.test.mjs
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { accept, act, byPresidium, enterGroup, hallOf, heldIn, marks, ok, pollElsewhere as pollOf } from '../api/congress.mjs'
import { accessible, fits, house, PASSWORD, picture, windowOf } from './house.mjs'

let h
let w
let hall
const as = {}
/** The callers of the API's tests, on a window that is signed in. */
const caller = (win) => Object.fromEntries([['get', 'GET'], ['post', 'POST']].map(([name, method]) => [name, async (path, body) => {
  const answer = await win.api(method, path.replace(/^\/api\//, ''), body)
  return { ...answer, text: JSON.stringify(answer.body) }
}]))

before(async () => {
  h = await house()
  for (const account of ['congress', 'teller1', 'teller2', 'scrutineer']) {
    const win = await windowOf(h, { account })
    as[account] = caller(win)
    if (account === 'congress') w = win
  }
  hall = await hallOf(as, 10, 10)
}, { timeout: 90_000 })
after(() => h?.close())

const NAMES = ['王文', '李武', '张建', '刘国', '陈春', '杨秋'].map((name) => ({ name }))
const counted = (poll, list) => heldIn(as, hall, poll, list)
/** The result on the wall, once it says this. */
const result = async (said) => {
  await w.go(`/screen/${hall.sitting}`)
  await w.page.keyboard.press('5')
  await w.page.locator('.result-wall', { hasText: said }).waitFor()
  return w.page.locator('.result-wall').innerText()
}

test('who comes through a pre-election is a candidate, and a void ballot has nobody', async () => {
  const pre = await pollOf(as, hall, { title: '县委委员预选票', election: { pre_election: true, seats: 3, candidates: NAMES } })
  await counted(pre, marks(...Array(10).fill('YYNNNY')))
  let text = await result('列为正式候选人 3 名')
  assert.match(text, /★ 列为正式候选人/)
  assert.doesNotMatch(text, /当选/)
  await accessible(w.page, 'screen, pre-election')
  await picture(w.page, 'screen-pre-election')

  const formal = ok(await as.congress.post(`/api/polls/${pre.id}/next`, { election: pre.elections[0].id, decision: 'formal_election' }), 201)
  await counted(formal, marks(...Array(10).fill('YYY')))
  text = await result('应选 3 名，当选 3 名')
  assert.match(text, /★ 当选/)

  await act(as.congress, formal, 'void', { cause: 'procedure', reason: '未按选举办法投票', password: PASSWORD, ...await byPresidium(as, hall) })
  text = await result('选举无效')
  assert.doesNotMatch(text, /当选|★|列为/)
  await fits(w.page, 'screen, void')
  await picture(w.page, 'screen-void')
  await w.page.reload()
  await result('选举无效') // and not the pre-election before it
})

test('the Party votes 不赞成, a people\'s congress 反对, on the page as on its ballots', async () => {
  const laws = await hallOf(as, 4, 4, { kind: 'people', rules: 'organic-2022' })
  for (const [where, election, word, other] of [[hall, {}, '不赞成（票）', '反对（票）'],
    [laws, { title: '县长', office: 'chief', rules: 'organic-2022', seats: 1, candidates: NAMES.slice(0, 2) }, '反对（票）', '不赞成（票）']]) {
    const poll = await pollOf(as, where, { cast: 9, title: '用词选票', election })
    const n = where.present
    await act(as.congress, poll, 'freeze', { sitting: where.sitting })
    await act(as.congress, poll, 'issue', { printed: n, issued: n, unused: 0, cut: 0, returned: n })
    await act(as.congress, poll, 'open')
    await act(as.congress, poll, 'close')
    await w.go(`/polls/${poll.id}`)
    assert.equal(await w.page.getByText('各计票组都已确认').count(), 0, 'there is none yet')
    await accept(as, await enterGroup(as, poll, marks(...Array(n).fill(election.seats ? 'YN' : 'YYNN'))))
    await act(as.congress, poll, 'count')
    await w.go(`/polls/${poll.id}`)
    const head = await w.page.locator('.result thead').innerText()
    assert.ok(head.includes(word) && !head.includes(other), head)
    assert.match(await w.page.locator('.poll').innerText(), new RegExp(`，${n}，已完成`), 'the ballots of an accepted group')
  }
})

test('on a phone a teller reads whole names', async () => {
  const poll = await pollOf(as, hall, { cast: 19, title: '手机录入选票', election: { candidates: [...NAMES, { name: '欧阳建国' }] } })
  await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
  await act(as.congress, poll, 'issue', { printed: 10, issued: 10, unused: 0, cut: 0, returned: 10 })
  await act(as.congress, poll, 'open')
  await act(as.congress, poll, 'close')
  await act(as.congress, poll, 'groups', { name: '第一计票组', mode: 'ballots' }, 201)
  const phone = await windowOf(h, { account: 'teller1', viewport: { width: 390, height: 844 } })
  await phone.go(`/entry/${poll.id}/1/1`)
  await phone.page.locator('.mark-name').first().waitFor()
  const cut = await phone.page.locator('.mark-name').evaluateAll((all) => all.filter((e) => e.scrollWidth > e.clientWidth).length)
  assert.equal(cut, 0)
  await fits(phone.page, 'entry on a phone')
  await picture(phone.page, 'entry-390')
  await phone.close()
})

test('a pre-election is made on the page, which says that it is one', async () => {
  const { page } = w
  await w.go(`/polls/new?congress=${hall.congress}`)
  await page.getByLabel('选票名称').fill('县纪委委员选票')
  await page.getByLabel('选举事项').fill('县纪委委员')
  await page.getByLabel('应选名额').fill('2')
  assert.equal(await page.getByText('这是预选').count(), 0, 'before the office is chosen nobody knows')
  await page.getByRole('combobox', { name: '选举职务' }).click({ force: true })
  await page.getByRole('option', { name: '纪委委员' }).click()
  await page.getByLabel('候选人姓名').fill('王文\n李武\n张建')
  await page.getByText('这是预选').click()
  await accessible(page, 'new poll, pre-election')
  await picture(page, 'poll-new-pre')
  await page.getByRole('button', { name: '保存' }).click()
  await page.locator('.names li').first().waitFor()
  const made = (await w.api('GET', `polls/${page.url().split('/').pop()}`)).body
  assert.equal(made.elections[0].pre_election, true)
  assert.match(await page.locator('.page-head').innerText(), /预选/)
  await accessible(page, 'poll, pre-election')
  await picture(page, 'poll-pre')
  await page.setViewportSize({ width: 390, height: 844 })
  await fits(page, 'poll, pre-election')
  await picture(page, 'poll-pre-390')
})
