import assert from 'node:assert/strict'
import { test } from 'node:test'
import { passed, readDate, readInstant, showInstant, today } from './dates'

test('dates as people type them', () => {
  const cases: [string, string | null][] = [
    ['2021-05-30', '2021-05-30'],
    ['2021.5.3', '2021-05-03'],
    ['2021.05', '2021-05'],
    ['202105', '2021-05'],
    ['20210530', '2021-05-30'],
    ['2021年5月', '2021-05'],
    ['2021年5月30日', '2021-05-30'],
    ['2021/5/30', '2021-05-30'],
    ['2021-02-29', null],
    ['2020-02-29', '2020-02-29'],
    ['1980.13', null],
    ['80.05', null],
    ['', null],
    ['2021', null],
  ]
  for (const [typed, meant] of cases) assert.equal(readDate(typed), meant, typed)
})

test('instants are in China time', () => {
  assert.equal(showInstant('2021-05-30T08:30:00Z'), '2021-05-30 16:30')
  assert.equal(readInstant('2021-05-30 16:30'), '2021-05-30T08:30:00Z')
  assert.equal(readInstant('x'), null)
  assert.equal(today(Date.UTC(2021, 4, 30, 17)), '2021-05-31')
})

test('a month has passed when it is over', () => {
  assert.equal(passed('2021-05', '2021-05-31'), false)
  assert.equal(passed('2021-05', '2021-06-01'), true)
  assert.equal(passed('2021-05-30', '2021-05-31'), true)
  assert.equal(passed('2021-05-31', '2021-05-31'), false)
})
