// Who signs in while others hammer at the door: each address has its turn, and nobody's account is closed from elsewhere.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Browser, cleanUp, demoSite, PASSWORD, serve, signIn } from './server.mjs'

let server
before(async () => {
  server = await serve(demoSite('door'), '--proxy')
})
after(cleanUp)
const from = (address) => new Browser(server, { 'X-Real-IP': address })
const median = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)]

describe('a flood of sign-ins from one address', () => {
  test('is refused beyond its places, with the time to come back; others sign in and work meanwhile', async () => {
    const office = await signIn(server, 'office')
    let over = 0
    const flood = Array.from({ length: 120 }, (_, i) => from('192.0.2.1').login(`nobody${i}`, 'wrong').finally(() => over++))
    const begun = Date.now()
    const other = await from('192.0.2.2').login('cadre', PASSWORD)
    assert.equal(other.status, 200, other.text)
    const changed = await office.post('/api/session/unlock', { password: PASSWORD })
    assert.equal(changed.status, 204, changed.text)
    const took = Date.now() - begun
    assert.ok(over < 118, `the flood was over before: ${over}`)
    const answers = await Promise.all(flood)
    const whole = Date.now() - begun
    assert.ok(took * 2 < whole, `others waited ${took} ms of ${whole}`)
    const refused = answers.filter((a) => a.status === 503)
    assert.ok(refused.length >= 40, `${refused.length} refused`)
    for (const a of refused) {
      assert.equal(a.body.error.code, 'request.queue')
      assert.match(a.headers.get('retry-after'), /^\d+$/)
      assert.match(a.body.error.message, /5 秒/)
    }
    assert.ok(answers.every((a) => a.status === 503 || a.body.error.code === 'login.wrong'))
  })
})

test('a name that nobody has takes as long as one that somebody has', async () => {
  const fresh = 'Xin-mima-2026'
  const system = await signIn(server, 'system')
  const { body } = await system.post('/api/accounts', { name: 'slow', title: '测试员', no_person: '测试用' })
  const owner = await signIn(server, 'slow', body.password)
  assert.equal((await owner.post('/api/account/password', { old: body.password, new: fresh })).status, 204)
  const times = { slow: [], 'nobody-has-it': [] }
  for (let i = 0; i < 7; i++)
    for (const name of Object.keys(times)) {
      const begun = performance.now()
      const answer = await from(`198.51.100.${i + 1}`).login(name, 'wrong')
      times[name].push(performance.now() - begun)
      assert.equal(answer.body.error.code, 'login.wrong')
    }
  const [known, unknown] = Object.values(times).map(median)
  // The quick passwords of the test program (tests/api/demo.c) say nothing of the time.
  if (known > 20) assert.ok(Math.abs(known - unknown) < 0.35 * Math.max(known, unknown), `${known} ms, ${unknown} ms`)
})
