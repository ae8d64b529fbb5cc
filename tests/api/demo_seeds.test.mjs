// A county of any seed is lawful: what makes it refuses what the program would refuse.  No server is asked here; so
// nobody waits for a connection while a county is made.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { cleanUp, run, temporary } from './server.mjs'

after(cleanUp)

const make = (...more) => {
  const made = run(['demo', join(temporary('seed'), 'site'), ...more])
  assert.equal(made.code, 0, made.err)
}

test('the seed that is taken when nobody names one makes a county', () => make())

for (const seed of ['462', '693', '924']) // who counted was named like somebody's relative
  test(`${seed} makes a county whose counters nobody is related to`, () => make('--seed', seed))
