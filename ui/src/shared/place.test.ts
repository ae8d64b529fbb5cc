import assert from 'node:assert/strict'
import { test } from 'node:test'
import { placeInWords, saidInWords } from './place'

const words = (key: string): string =>
  ({ 'place.elections': '选举', 'place.candidates': '候选人', 'place.name': '姓名' })[key] ?? ''

test('a place in a request is said in words, the first of a list as 1', () => {
  for (const [place, said] of [
    ['name', '姓名'],
    ['elections[0].candidates[3].name', '选举 1 · 候选人 4 · 姓名'],
    ['elections', '选举'],
    ['elections[0].unheard', null],
    ['toString', null],
    ['', null],
    ['[0].name', null],
  ] as const)
    assert.equal(placeInWords(place, words), said)
})

test('the place in a message is put in words, and a message without one stays', () => {
  assert.equal(
    saidInWords('“elections[0].candidates[3].name”有 41 个字符，最多 40 个', words),
    '“选举 1 · 候选人 4 · 姓名”有 41 个字符，最多 40 个',
  )
  for (const message of ['“{}”应为对象', '请先登录', 'the “made_up” is missing', '“$&”'])
    assert.equal(saidInWords(message, words), message)
})
