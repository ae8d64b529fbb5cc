import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Attendee, DoorEvent } from '../../api/hall'
import {
  badgeIn,
  find,
  mayRecord,
  newKey,
  nextMoment,
  numbersOf,
  onceAMoment,
  wayOf,
  withEvents,
  withoutAnswered,
} from './roll'

const person = (id: string, name: string, more: Partial<Attendee> = {}): Attendee => ({
  id,
  name,
  delegation: '城关代表团',
  seat: `3排${id}座`,
  badge: `ABCDEFG${id}`,
  votes: true,
  status: null,
  came_at: null,
  left_at: null,
  door: null,
  reason: null,
  ...more,
})
const roll = [
  person('2', '王试一'),
  person('3', '王试'),
  person('4', '李试二', { votes: false }),
  person('5', '王试'),
]
const event = (key: string, attendee: string, kind: DoorEvent['kind'], at: string): DoorEvent => ({
  key,
  attendee,
  kind,
  at,
  way: 'list',
})

test('the latest event wins, in whatever order they were kept', () => {
  const events = [
    event('a', '2', 'in', '2026-05-01T01:00:00Z'),
    event('b', '2', 'out', '2026-05-01T01:20:00Z'),
    event('c', '2', 'in', '2026-05-01T01:10:00Z'),
  ]
  for (const list of [events, [...events].reverse()]) {
    const who = withEvents(roll, list)[0]
    assert.equal(who?.status, 'left')
    assert.equal(who?.left_at, '2026-05-01T01:20:00Z')
  }
  assert.equal(
    withEvents(roll, [...events, event('d', '2', 'clear', '2026-05-01T02:00:00Z')])[0]?.status,
    null,
  )
})

test('whoever never came in has not left', () => {
  const out = event('a', '2', 'out', '2026-05-01T01:20:00Z')
  assert.equal(withEvents(roll, [out])[0]?.status ?? null, null)
  const both = [out, event('b', '2', 'in', '2026-05-01T01:10:00Z')]
  assert.equal(withEvents(roll, both)[0]?.status, 'left')
})

test('two events within one tick of the clock keep their order', () => {
  const first = nextMoment(0, 1000)
  const second = nextMoment(first, 1000)
  assert.deepEqual([first, second, nextMoment(second, 5000)], [1000, 1001, 5000])
})

test('what the server has answered waits no longer, a lost answer does', () => {
  const waiting = [
    event('a', '2', 'in', '1'),
    event('b', '3', 'in', '2'),
    event('c', '4', 'in', '3'),
  ]
  assert.deepEqual(
    withoutAnswered(waiting, ['a', 'c']).map((e) => e.key),
    ['b'],
  )
  assert.equal(withoutAnswered(waiting, []).length, 3)
})

test('numbers count those with a vote, and add up', () => {
  const n = numbersOf(
    withEvents(roll, [
      event('a', '2', 'in', '1'),
      event('b', '3', 'leave_sick', '1'),
      event('c', '4', 'in', '1'),
    ]),
  )
  assert.deepEqual(n, { due: 3, present: 1, left: 0, leave: 1, absent: 0, unknown: 1 })
  assert.equal(n.present + n.left + n.leave + n.absent + n.unknown, n.due)
})

test('badges, namesakes and parts of names', () => {
  assert.equal(badgeIn(' abcd-efg2 '), 'ABCDEFG2')
  assert.equal(badgeIn('HJ:ABCDEFG3'), 'ABCDEFG3')
  assert.equal(badgeIn('王试'), null)
  assert.deepEqual(
    [find(roll, 'abcdefg4').sure, find(roll, 'abcdefg4').hits[0]?.name],
    [true, '李试二'],
  )
  assert.deepEqual(
    find(roll, '王试').hits.map((a) => a.id),
    ['3', '5', '2'],
  )
  assert.equal(find(roll, '王试').sure, false, 'two of one name: a person chooses')
  assert.equal(find(roll, '试二').sure, true)
  assert.deepEqual(find(roll, 'ZZZZZZZZ'), { hits: [], sure: false })
})

test('before a sitting opens only leave is recorded, after it closed nothing', () => {
  assert.deepEqual(
    ['in', 'leave_sick', 'absent'].map((k) => mayRecord('planned', k as DoorEvent['kind'])),
    [false, true, true],
  )
  assert.deepEqual(
    [mayRecord('open', 'in'), mayRecord('closed', 'clear'), mayRecord(undefined, 'in')],
    [true, false, true],
  )
})

test('a scanner is told from fingers; keys are 24 digits and differ', () => {
  assert.equal(wayOf(8, 90, true), 'qr')
  assert.equal(wayOf(8, 2400, true), 'code')
  assert.equal(wayOf(2, 10, false), 'list')
  let n = 0
  const random = (b: Uint8Array): Uint8Array => b.map(() => n++ & 255)
  const a = newKey(random)
  assert.match(a, /^[0-9a-f]{24}$/)
  assert.notEqual(a, newKey(random))
})

test('the second press within a moment is none, whomever it would hit', () => {
  const once = onceAMoment()
  assert.deepEqual(
    [once(1000), once(1150), once(1599), once(1600), once(1900)],
    [true, false, false, true, false],
  )
})
