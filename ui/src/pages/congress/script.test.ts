import assert from 'node:assert/strict'
import { test } from 'node:test'
import { piecesOf } from './script'

test('blanks of a script stand apart', () => {
  assert.deepEqual(piecesOf('实到＿＿＿＿〔实到人数〕名。'), [
    { text: '实到', blank: false },
    { text: '＿＿＿＿〔实到人数〕', blank: true },
    { text: '名。', blank: false },
  ])
  assert.deepEqual(piecesOf('现在开始。'), [{ text: '现在开始。', blank: false }])
  assert.deepEqual(piecesOf('按〔2021〕3号文件'), [{ text: '按〔2021〕3号文件', blank: false }])
})
