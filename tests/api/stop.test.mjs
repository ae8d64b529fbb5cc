// SIGTERM while people write: the program ends with 0, and every acknowledged row is there.
import assert from 'node:assert/strict'
import test from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { TOWN, demoSite, run, serve, signIn } from './server.mjs'

const writeUntilRefused = async (browser, acknowledged) => {
  for (let n = 0; ; n++) {
    try {
      const answer = await browser.post('/api/rows/pledge', {
        region: TOWN,
        fields: { signer: `停机${n}`, kind: 'leader', signed_on: '2021-05-30' },
      })
      if (answer.status !== 201) return
      acknowledged.push(answer.body.id)
    } catch {
      return // the connection was closed
    }
  }
}

test('a stop in the middle of writing finishes what it has taken', async () => {
  const data = demoSite('stop')
  const acknowledged = []
  for (let round = 0; round < 5; round++) {
    const server = await serve(data)
    const browsers = await Promise.all(Array.from({ length: 4 }, () => signIn(server, 'office')))
    const writers = browsers.flatMap((b) => [b, b, b, b]).map((b) => writeUntilRefused(b, acknowledged))
    await pause(150)
    assert.deepEqual(await server.stop(), { code: 0, signal: null })
    await Promise.all(writers)
  }
  assert.ok(acknowledged.length > 100, `${acknowledged.length} rows written`)
  const server = await serve(data)
  const office = await signIn(server, 'office')
  for (const id of acknowledged) assert.equal((await office.get(`/api/rows/pledge/${id}`)).status, 200, id)
  await server.stop()
  assert.equal(run(['verify', '--data', data]).code, 0)
})
