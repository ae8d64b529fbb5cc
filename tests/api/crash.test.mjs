// What was acknowledged is there: the server is killed again and again while eight writers create and change rows.
// CRASH_ROUNDS (100) says how often.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { Browser, cleanUp, COUNTY, demoSite, run, serve, signIn, sleep, TOWN } from './server.mjs'

const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 100)
const WRITERS = 8
after(cleanUp)

test(`${ROUNDS} crashes under ${WRITERS} writers lose no acknowledged row`, { timeout: 600_000 }, async (t) => {
  const data = demoSite('crash')
  const acknowledged = new Map() // id → {signer, note, ver} as last acknowledged; note: may be newer
  let server = await serve(data)
  const { cookie } = await signIn(server, 'office') // sessions outlive the server
  let serial = 0, lost = 0

  const browser = () => Object.assign(new Browser(server), { cookie })

  const write = async (one) => {
    const signer = `崩溃${++serial}`
    const made = await one.post('/api/rows/pledge', {
      region: serial % 2 ? COUNTY : TOWN, fields: { signer, kind: 'cadre', signed_on: '2021-11-11', unit_post: `位置${serial}` } })
    assert.equal(made.status, 201, made.text)
    const row = { signer, ver: 1, notes: [null] }
    acknowledged.set(made.body.id, row)
    if (serial % 3) return
    row.notes.push(`改${serial}`) // under way: either is right until it is answered
    const changed = await one.post(`/api/rows/pledge/${made.body.id}`, { ver: 1, fields: { note: `改${serial}` } })
    assert.equal(changed.status, 200, changed.text)
    row.notes.shift()
    row.ver = 2
  }

  const writer = async (state) => {
    const one = browser()
    while (!state.over) {
      try {
        await write(one)
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error
        return // the server was killed
      }
    }
  }

  const check = async (ids) => {
    const one = browser()
    for (const id of ids) {
      const { status, body, text } = await one.get(`/api/rows/pledge/${id}`)
      const want = acknowledged.get(id)
      if (status === 200 && body.signer === want.signer && want.notes.includes(body.note) && body.ver >= want.ver) continue
      lost++
      t.diagnostic(`lost ${id}: ${status} ${text.slice(0, 200)}`)
    }
  }

  for (let round = 0; round < ROUNDS; round++) {
    const state = { over: false }
    const before = new Set(acknowledged.keys())
    const writers = Promise.all(Array.from({ length: WRITERS }, () => writer(state)))
    await sleep(50 + Math.random() * 200)
    state.over = true
    await server.kill()
    await writers
    server = await serve(data)
    await check([...acknowledged.keys()].filter((id) => !before.has(id)))
  }
  await check(acknowledged.keys())
  await server.stop()
  t.diagnostic(`${acknowledged.size} rows acknowledged in ${ROUNDS} rounds, lost ${lost}`)
  assert.equal(lost, 0)
  assert.ok(acknowledged.size > ROUNDS)

  const proof = run(['verify', '--data', data])
  assert.equal(proof.code, 0, `${proof.out}${proof.err}`)
  assert.equal(JSON.parse(proof.out).wrong, 0)
})
