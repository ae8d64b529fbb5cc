import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Group, Side } from '../../api/polls'
import { inOrder, scrutineerTask, tellerSeat } from './seat'

const side = (more: Partial<Side> = {}): Side => ({
  who: null,
  mine: false,
  count: 0,
  finished: false,
  ...more,
})
const group = (first: Side, second: Side, state: Group['state'] = 'entering'): Group => ({
  number: 1,
  name: '第一计票组',
  mode: 'ballots',
  state,
  first,
  second,
  returned: 0,
})
const other = side({ who: '计票人乙', count: 30 })
const mine = side({ who: '计票人甲', mine: true, count: 12 })

test('a teller has one side: his own, else a free one, else none', () => {
  assert.deepEqual(tellerSeat(group(side(), side())), { side: 1, what: 'enter', count: 0 })
  assert.deepEqual(tellerSeat(group(other, side())), { side: 2, what: 'enter', count: 0 })
  assert.deepEqual(tellerSeat(group(other, mine)), { side: 2, what: 'enter', count: 12 })
  assert.deepEqual(tellerSeat(group(mine, side())), { side: 1, what: 'enter', count: 12 })
  assert.deepEqual(tellerSeat(group(other, { ...other, who: '丙' })), {
    side: null,
    what: 'taken',
    count: 0,
  })
  assert.deepEqual(tellerSeat(group({ ...mine, finished: true }, side())).what, 'done')
  assert.equal(tellerSeat(group(mine, other, 'accepted')).what, 'accepted')
})

test('a scrutineer settles what differs and accepts what agrees', () => {
  const task = (s: Group['state']): string => scrutineerTask(group(mine, other, s))
  assert.deepEqual((['entering', 'waiting', 'differs', 'agrees', 'accepted'] as const).map(task), [
    'wait',
    'wait',
    'settle',
    'accept',
    'accepted',
  ])
})

test('what is to be counted stands first', () => {
  const states = (['open', 'signed', 'counted', 'preparing', 'closed'] as const).map((state) => ({
    state,
  }))
  assert.deepEqual(
    inOrder(states).map((p) => p.state),
    ['closed', 'counted', 'open'],
  )
})
