import assert from 'node:assert/strict'
import { test } from 'node:test'
import { useSave } from './save'

test('busy while it goes on, a second click does nothing', async () => {
  const { busy, wrong, run } = useSave()
  let go = (): void => {}
  let times = 0
  const first = run(() => {
    times++
    return new Promise<void>((done) => (go = done))
  })
  assert.equal(busy.value, true)
  assert.equal(await run(async () => times++), false)
  go()
  assert.equal(await first, true)
  assert.deepEqual([busy.value, wrong.value, times], [false, '', 1])
})

test('what failed is told, and forgotten with the next try', async () => {
  const { busy, wrong, run } = useSave()
  const fails = (): Promise<void> => Promise.reject(new Error('no room'))
  assert.equal(await run(fails), false)
  assert.deepEqual([busy.value, wrong.value], [false, 'no room'])
  assert.equal(await run(async () => {}), true)
  assert.equal(wrong.value, '')
})
