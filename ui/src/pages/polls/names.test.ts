import assert from 'node:assert/strict'
import { test } from 'node:test'
import { moved, readNames, tidy, twice } from './names'
import { checks, numbersOf, unread } from './sums'

test('names as people paste them', () => {
  assert.deepEqual(readNames('1. 王　富\n2、李试\n\n（3）欧阳少东'), ['王富', '李试', '欧阳少东'])
  assert.deepEqual(readNames('王富、李试，欧阳少东；赵一'), ['王富', '李试', '欧阳少东', '赵一'])
  assert.deepEqual(readNames('王富  李试 欧阳少东'), ['王富', '李试', '欧阳少东'])
  assert.deepEqual(readNames('1\t王富\t男\t甲镇书记\n2\t李试\t女\t乙镇镇长'), ['王富', '李试'])
  assert.equal(tidy('买买提·艾力'), '买买提·艾力')
  assert.equal(tidy('Li  Ming'), 'Li Ming')
  assert.deepEqual(twice(['甲', '乙', '甲', '甲']), ['甲'])
})

test('a name is moved, and nothing is lost', () => {
  assert.deepEqual(moved(['a', 'b', 'c'], 2, 0), ['c', 'a', 'b'])
  assert.deepEqual(moved(['a', 'b'], 0, -1), ['a', 'b'])
  assert.deepEqual(moved(['a', 'b'], 1, 2), ['a', 'b'])
})

test('the sums of the ballot papers', () => {
  const typed = { printed: '250', issued: '245', unused: '5', cut: '5', returned: '245' }
  assert.ok(checks(numbersOf(typed), 245).every((c) => c.ok))
  assert.deepEqual(
    checks(numbersOf({ ...typed, unused: '4' }), 245)
      .filter((c) => !c.ok)
      .map((c) => c.rule),
    ['printed', 'cut'],
    'more cut than left over',
  )
  assert.deepEqual(
    checks(numbersOf({ ...typed, returned: '246' }), 244)
      .filter((c) => !c.ok)
      .map((c) => c.rule),
    ['present', 'returned'],
  )
  assert.deepEqual(
    checks(numbersOf({ ...typed, unused: '', cut: '' }), null).map((c) => c.rule),
    ['returned'],
    'what is not there is not judged',
  )
  assert.deepEqual(unread({ ...typed, issued: '24a', cut: '' }), ['issued'])
})
