// The wall of the hall after a vote: it proclaims nobody elected by a pre-election, and nobody by a void ballot.
//
//     HUANJIE=build/huanjie node --test tests/e2e/screen.test.mjs
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { accept, act, enterGroup, hallOf, marks, ok, pollOf, signBoth } from '../api/congress.mjs'
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
const counted = async (poll, list) => {
  const n = list.length
  await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
  await act(as.congress, poll, 'issue', { printed: n, issued: n, unused: 0, cut: 0, returned: n })
  await act(as.congress, poll, 'open')
  await act(as.congress, poll, 'close')
  await accept(as, await enterGroup(as, poll, list))
  await act(as.congress, poll, 'count')
  return signBoth(as, poll, hall)
}
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

  await act(as.congress, formal, 'void', { cause: 'procedure', reason: '未按选举办法投票', by: 'presidium', document: '主席团第三次会议纪要', password: PASSWORD })
  text = await result('选举无效')
  assert.doesNotMatch(text, /当选|★|列为/)
  await fits(w.page, 'screen, void')
  await picture(w.page, 'screen-void')
  await w.page.reload()
  await result('选举无效') // and not the pre-election before it
})
