// The machine dies while people vote, while tellers enter, while the count runs and while it is signed.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { act, hallOf, HOLDERS, nameOf, ok, pollOf } from './congress.mjs'
import { Browser, cleanUp, demoSite, PASSWORD, run, serve, signInAll, temporary } from './server.mjs'

const VOTERS = 60
let server, as, hall

const start = async (data) => {
  server = await serve(data)
  as = await signInAll(server, ['congress', 'teller1', 'teller2', 'scrutineer'])
}
/** kill -9, then up again on the same files. */
const crash = async () => {
  const { data } = server
  await server.kill()
  await start(data)
}
const settled = (promise) => promise.then((a) => a.status, () => 'lost')
const chainIsClean = () => {
  const done = run(['verify', '--data', server.data])
  assert.equal(done.code, 0, done.out + done.err)
}

before(async () => {
  await start(demoSite('crash-poll'))
  hall = await hallOf(as, VOTERS, VOTERS)
})
after(cleanUp)

describe('killed in the middle', () => {
  test('of voting: every vote that was said to be in is in, once, and no other', async () => {
    const poll = await pollOf(as, hall, { way: 'electronic', cast: 1 })
    await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
    const { slips } = await act(as.congress, poll, 'slips', { count: VOTERS, format: 'json' })
    await act(as.congress, poll, 'open', { holders: HOLDERS.slice(0, 2) })
    const said = new Map()
    const vote = async (slip, i) => {
      const mine = server
      const answers = [{ marks: i % 3 ? 'YYYN' : 'YNNY' }]
      said.set(slip, await settled(new Browser(mine).post('/api/vote/cast', { slip, ballots: [{ poll: poll.id, answers }] })))
    }
    for (let round = 0; round < 6; round++) {
      const ten = slips.slice(round * 10, round * 10 + 10)
      const all = ten.map((slip, k) => vote(slip, round * 10 + k))
      await new Promise((go) => setTimeout(go, round * 3))
      await crash()
      await Promise.all(all)
      // whoever heard nothing tries again, as the page does
      for (const [k, slip] of ten.entries())
        if (said.get(slip) === 'lost') {
          await vote(slip, round * 10 + k)
          assert.ok([200, 409].includes(said.get(slip)), `${said.get(slip)}`)
        }
    }
    assert.ok([...said.values()].every((s) => s === 200 || s === 409))
    assert.equal(ok(await as.congress.get(`/api/polls/${poll.id}`)).urn.used, VOTERS)
    await act(as.congress, poll, 'close')
    const unsealing = settled(as.congress.post(`/api/polls/${poll.id}/unseal`, { holders: HOLDERS.slice(0, 2) }))
    await new Promise((go) => setTimeout(go, 170)) // about when the keys are out of the passphrases
    await crash()
    await unsealing
    const state = ok(await as.congress.get(`/api/polls/${poll.id}`)).urn.state
    if (state === 'closed') await act(as.congress, poll, 'unseal', { holders: HOLDERS.slice(0, 2) })
    const counted = await act(as.congress, poll, 'count')
    assert.equal(counted.result.questions[0].returned, VOTERS)
    assert.equal(counted.result.questions[0].candidates.find((c) => c.name === '王文').approve, VOTERS)
    chainIsClean()
  })

  test('of entering, counting and signing: each step is whole or not done', async () => {
    let poll = await pollOf(as, hall, { cast: 2, election: { title: '县纪委委员', office: 'discipline' } })
    await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
    await act(as.congress, poll, 'issue', { printed: 60, issued: 60, unused: 0, cut: 0, returned: 60 })
    await act(as.congress, poll, 'open')
    await act(as.congress, poll, 'close')
    const ballots = Array.from({ length: 60 }, (_, i) => ({ answers: [{ marks: i < 50 ? 'YYYN' : 'NNNY' }] }))

    // a teller types on while the machine dies: what was acknowledged is there
    const { groups } = await act(as.congress, poll, 'groups', { name: '甲组', mode: 'ballots' }, 201)
    const at = `/api/polls/${poll.id}/groups/${groups[0].number}`
    let kept = 0
    const typing = (async () => {
      for (let i = 0; i < 60; i++) {
        const answer = await as.teller1.post(`${at}/entries`, { side: 1, entries: [{ pos: i + 1, ballot: ballots[i] }] }).catch(() => null)
        if (answer?.status !== 200) return
        kept = i + 1
      }
    })()
    await new Promise((go) => setTimeout(go, 40))
    await crash()
    await typing
    const { entries } = ok(await as.teller1.get(at, { side: '1' }))
    assert.ok(entries.length >= kept && kept > 0, `${entries.length} of ${kept}`)
    for (const [who, side] of [[as.teller1, 1], [as.teller2, 2]]) {
      ok(await who.post(`${at}/entries`, { side, entries: ballots.map((ballot, i) => ({ pos: i + 1, ballot })) }))
      ok(await who.post(`${at}/finish`, { side }))
    }

    const through = async (send, from, to) => {
      for (let i = 0; i < 12; i++) {
        const sent = settled(send())
        await new Promise((go) => setTimeout(go, i))
        await crash()
        await sent
        poll = ok(await as.congress.get(`/api/polls/${poll.id}`))
        const whole = to(poll)
        assert.ok(whole || from(poll), 'neither before nor after')
        if (whole) return
      }
      assert.equal((await send()).status, 200)
      poll = ok(await as.congress.get(`/api/polls/${poll.id}`))
      assert.ok(to(poll))
    }
    const group = (p) => p.groups[0]
    await through(() => as.scrutineer.post(`${at}/accept`, { password: PASSWORD }),
      (p) => group(p).state === 'agrees' && group(p).returned === 0, (p) => group(p).state === 'accepted' && group(p).returned === 60)
    await through(() => as.congress.post(`/api/polls/${poll.id}/count`),
      (p) => p.state === 'closed' && !p.result && !p.elections[0].candidates[0].elected,
      (p) => p.state === 'counted' && p.result.questions[0].candidates[0].approve === 50 && p.elections[0].candidates[0].approve === 50)
    await act(as.scrutineer, poll, 'sign', { duty: 'chief_scrutineer', name: nameOf(4000), password: PASSWORD })
    await through(() => as.teller1.post(`/api/polls/${poll.id}/sign`, { duty: 'chief_teller', name: nameOf(4002), password: PASSWORD }),
      (p) => p.state === 'counted' && p.signatures.length === 1, (p) => p.state === 'signed' && p.signatures.length === 2)
    const answer = await as.congress.get(`/api/polls/${poll.id}/evidence`)
    const file = join(temporary('evidence'), 'poll.jsonl')
    writeFileSync(file, answer.bytes)
    assert.equal(run(['verify', file]).code, 0)
    chainIsClean()
  })
})
