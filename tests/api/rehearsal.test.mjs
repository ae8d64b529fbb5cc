// A whole congress held on a copy: never mixed with the real one, watermarked, destroyed with a record.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { accept, act, day, enterGroup, evidenceFile, hallOf, HOLDERS, marks, ok, pollOf, refused, signBoth } from './congress.mjs'
import { pagesOf } from './paper.mjs'
import { Browser, cleanUp, demoSite, nobodyAt, PASSWORD, run, serve, signInAll, temporary, TOWN } from './server.mjs'

const ROLES = ['congress', 'teller1', 'teller2', 'scrutineer']
const MARK = '演练 REHEARSAL'
/** The same backup, with settings that say it is a rehearsal, and hashes that fit. */
const FORGE = `
import hashlib, json, sys, zipfile
old, new = zipfile.ZipFile(sys.argv[1]), zipfile.ZipFile(sys.argv[2], 'w')
parts = {n: old.read(n) for n in old.namelist()}
site = json.loads(parts['site.json'])
parts['site.json'] = json.dumps(dict(site, rehearsal='x')).encode()
manifest = json.loads(parts.pop('MANIFEST.json'))
for f in manifest['files']:
    f.update(bytes=len(parts[f['name']]), hash=hashlib.blake2b(parts[f['name']], digest_size=32).hexdigest())
new.writestr('MANIFEST.json', json.dumps(manifest))
for n, b in parts.items(): new.writestr(n, b)
new.close()
`
/** RFC 6238, as phones reckon it. */
const codeAt = (secret, step) => {
  const bits = [...secret].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)))
  const message = Buffer.alloc(8)
  message.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', key).update(message).digest()
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1000000).padStart(6, '0')
}
let server, as, hall

const start = async (data) => {
  server = await serve(data)
  as = await signInAll(server, ROLES)
}
before(async () => {
  await start(demoSite('rehearsal'))
  hall = await hallOf(as, 12, 10)
})
after(cleanUp)

const wait = (ms) => new Promise((go) => setTimeout(go, ms))
const job = async (who, id) => {
  for (let i = 0; i < 300; i++) {
    const { body } = await who.get(`/api/jobs/${id}`)
    if (body.state !== 'running') return body
    await wait(50)
  }
  throw new Error('the job does not end')
}
const page = async (congress = hall.congress) => ok(await as.congress.get(`/api/congresses/${congress}/rehearsals`))
const begin = async (congress = hall.congress) => {
  const { job: id } = ok(await as.congress.post(`/api/congresses/${congress}/rehearse`), 202)
  const done = await job(as.congress, id)
  assert.equal(done.state, 'done', done.result?.message)
  return (await page(congress)).rehearsals.find((r) => r.id === done.result.rehearsal)
}
const destroy = async (rehearsal) => {
  const { job: id } = ok(await as.congress.post(`/api/rehearsals/${rehearsal.id}/destroy`), 202)
  const done = await job(as.congress, id)
  assert.equal(done.state, 'done', done.result?.message)
}
const folder = (rehearsal) => join(server.data, 'rehearsals', rehearsal.id)
const at = (rehearsal) => ({ url: `http://127.0.0.1:${rehearsal.port}` })
/** A poll from the hall to both signatures. */
const holdPoll = async (who, more) => {
  let poll = await pollOf(who, { ...hall, asked: undefined }, more)
  await act(who.congress, poll, 'freeze', { sitting: hall.sitting })
  await act(who.congress, poll, 'issue', { printed: 10, issued: 10, unused: 0, cut: 0, returned: 10 })
  await act(who.congress, poll, 'open')
  await act(who.congress, poll, 'close')
  await accept(who, await enterGroup(who, poll, marks(...Array(10).fill('YYYN'))))
  await act(who.congress, poll, 'count')
  poll = await signBoth(who, poll, hall)
  return poll
}

describe('a rehearsal', () => {
  let rehearsal, there

  test('begins in one press, with a server, a cookie and keys of its own', async () => {
    await holdPoll(as, { cast: 1 })
    rehearsal = await begin()
    assert.equal(rehearsal.state, 'served')
    assert.ok(rehearsal.port)
    const browser = new Browser(at(rehearsal))
    const session = ok(await browser.login('congress'))
    assert.match(session.site.rehearsal, /测试大会/)
    assert.ok(browser.cookie.startsWith(`huanjie_${rehearsal.id}=`), browser.cookie)
    assert.ok(as.congress.cookie.startsWith('huanjie='))
    // both cookies go to both servers: each knows its own, and signing out of one ends nothing of the other
    const both = new Browser(at(rehearsal), { cookie: `${as.congress.cookie}; ${browser.cookie}` })
    ok(await both.get('/api/session'))
    assert.equal((await both.ask('POST', '/api/session/end')).status, 204)
    ok(await as.congress.get('/api/session'))
    assert.notDeepEqual(readFileSync(join(folder(rehearsal), 'keys/master.key')), readFileSync(join(server.data, 'keys/master.key')))
    there = await signInAll(at(rehearsal), ROLES)
    refused(await as.congress.post(`/api/congresses/${hall.congress}/rehearse`), 422, 'rehearsal.open')
  })

  test('lets nobody in with a session of the real site', async () => {
    const token = as.congress.cookie.split('=')[1]
    const thief = new Browser(at(rehearsal), { cookie: `huanjie_${rehearsal.id}=${token}` })
    assert.equal((await thief.get('/api/session')).status, 401)
  })

  test('marks its pages: the same links, another style', async () => {
    for (const path of ['/', '/login', '/vote', '/screen/1']) {
      const { text } = await new Browser(at(rehearsal)).get(path)
      if (text.includes('/boot.js') || text.includes('/vote.js')) assert.ok(text.includes('href="/mark.css"'), path)
    }
    const mark = (await new Browser(at(rehearsal)).get('/mark.css')).text
    if (existsSync(new URL('../../ui/dist/index.html', import.meta.url))) {
      assert.ok(mark.includes(MARK), mark)
      assert.ok(!(await new Browser(server).get('/mark.css')).text.includes(MARK))
    }
  })

  test('marks every page of what it prints', async () => {
    const poll = await pollOf(there, { ...hall, asked: undefined }, { cast: 2, election: { title: '县纪委委员', office: 'discipline' } })
    await act(there.congress, poll, 'freeze', { sitting: hall.sitting })
    const papers = {
      ballot: await there.congress.get(`/api/polls/${poll.id}/ballots.pdf`, { copies: 3 }),
      badges: await there.congress.get(`/api/congresses/${hall.congress}/badges.pdf`),
      form: await there.congress.get('/api/forms/scrutineer_list', { scope: 'congress', id: hall.congress, format: 'pdf' }),
    }
    for (const [name, paper] of Object.entries(papers)) {
      assert.equal(paper.status, 200, `${name}: ${paper.text}`)
      const pages = pagesOf(paper.bytes)
      assert.ok(pages.length >= 1, name)
      for (const text of pages) assert.ok(text.includes(MARK), `${name}: ${text}`)
    }
    const docx = await there.congress.get('/api/forms/scrutineer_list', { scope: 'congress', id: hall.congress, format: 'docx' })
    const file = join(temporary('docx'), 'a.docx')
    writeFileSync(file, docx.bytes)
    const part = (name) => execFileSync('unzip', ['-p', file, name]).toString()
    assert.ok(part('word/header_mark.xml').includes(MARK))
    const sections = part('word/document.xml').match(/<w:sectPr[ >].*?<\/w:sectPr>/gs)
    for (const section of sections) assert.equal(section.match(/<w:headerReference [^>]*r:id="rIdMark"/g).length, 3, section)
    assert.match(part('word/_rels/document.xml.rels'), /Id="rIdMark"[^>]*Target="header_mark.xml"/)
    const real = await as.congress.get(`/api/congresses/${hall.congress}/badges.pdf`)
    assert.ok(!pagesOf(real.bytes).join('').includes('REHEARSAL'))
  })

  test('exports no ledger; a sheet that bears its mark is not taken by the real site', async () => {
    const query = { region: '990124', format: 'csv' }
    refused(await there.congress.get('/api/rows/attendee/export', query), 422, 'rehearsal.export')
    assert.ok((await there.congress.get('/api/rows/attendee/export', { ...query, empty: '1' })).text.includes(MARK), 'an empty one to fill in')
    const real = await as.congress.get('/api/rows/attendee/export', query)
    assert.ok(!real.text.includes(MARK))
    const csv = Buffer.from(real.text.trim().split('\r\n').map((line) => `${line},${MARK}`).join('\r\n'))
    refused(await as.congress.upload('/api/imports', csv, { ledger: 'attendee', name: 'a.csv' }), 422, 'import.rehearsal')
    ok(await there.congress.upload('/api/imports', csv, { ledger: 'attendee', name: 'a.csv' }), 201)
  })

  test('has the congress and its people alone: no other ledger is read, searched or taken out in it', async () => {
    const copy = await signInAll(at(rehearsal), ['cadre', 'discipline', 'office'])
    const real = await signInAll(server, ['cadre', 'discipline'])
    for (const [who, ledger] of [['cadre', 'person'], ['cadre', 'family'], ['discipline', 'complaint']]) {
      const [one] = ok(await real[who].get(`/api/rows/${ledger}`, { limit: '1' })).rows
      for (const path of ['', '/count', '/export', '/removed', ...(one ? [`/${one.id}`, `/${one.id}/history`] : [])])
        refused(await copy[who].get(`/api/rows/${ledger}${path}`), 404, 'ledger.unknown')
    }
    assert.ok(ok(await copy.office.get('/api/rows/attendee', { limit: '1' })).rows.length)
    const { name } = ok(await real.cadre.get('/api/rows/person', { limit: '1' })).rows[0]
    assert.deepEqual(ok(await copy.office.get('/api/people/names', { q: name })).names, [])
    assert.ok(JSON.stringify(ok(await real.cadre.get('/api/search', { q: name }))).includes('"person"'))
    assert.ok(!JSON.stringify(ok(await copy.cadre.get('/api/search', { q: name }))).includes('"person"'))
  })

  test('goes through to a signed result, whose evidence proves nothing', async () => {
    const poll = await holdPoll(there, { cast: 3, election: { title: '县委候补委员', office: 'alternate', candidates: ['赵刚', '陈明', '杨勇', '周强'].map((name) => ({ name })) } })
    const file = await evidenceFile(there, poll)
    assert.match(readFileSync(file, 'utf8'), /^\{"huanjie_rehearsal":1,/)
    const judged = run(['verify', file])
    assert.equal(judged.code, 1)
    assert.match(judged.err, /演练/)
    const report = JSON.parse(judged.out)
    assert.deepEqual([report.rehearsal, report.whole, report.signed, report.recounted, report.form, report.sums], Array(6).fill(true))
  })

  test('is refused what would mix it with the real one', async () => {
    refused(await there.congress.post(`/api/congresses/${hall.congress}/rehearse`), 422, 'rehearsal.again')
    const admins = await signInAll(at(rehearsal), ['system', 'security'])
    const made = await admins.system.post('/api/backups')
    const done = await job(admins.system, made.body.job)
    assert.equal(done.state, 'failed')
    assert.match(done.result.message, /演练/)
    const { accounts } = ok(await admins.security.get('/api/accounts'))
    const teller = accounts.find((a) => a.name === 'teller1')
    refused(await admins.security.post(`/api/accounts/${teller.id}/grants`, { grants: [{ role: 'discipline', region: '990124' }] }),
      422, 'rehearsal.accounts')
    const mixed = run(['figures', '--data', server.data, '--db', join(folder(rehearsal), 'huanjie.db')])
    assert.equal(mixed.code, 1, mixed.err)
    assert.match(mixed.err, /不相配/)
  })

  test('opens to nobody what is sealed in the real site', async () => {
    const ask = { field: 'id_number', purpose: '核对档案' }
    const { cadre } = await signInAll(server, ['cadre'])
    const [one] = ok(await cadre.get('/api/rows/person', { limit: '1' })).rows
    ok(await cadre.post(`/api/rows/person/${one.id}/unseal`, ask))
    const copy = (await signInAll(at(rehearsal), ['cadre'])).cadre
    refused(await copy.post(`/api/rows/person/${one.id}/unseal`, ask), 404, 'ledger.unknown')
    const voter = ok(await there.congress.get('/api/rows/voter', { limit: '1' })).rows[0]
    if (voter) refused(await there.congress.post(`/api/rows/voter/${voter.id}/unseal`, ask), 422, 'rehearsal.sealed')
  })

  test('is found again when the real server was killed, and ends with it', async () => {
    await server.kill()
    await nobodyAt(at(rehearsal).url)
    await start(server.data)
    for (let i = 0; i < 100 && (await page()).rehearsals[0].state !== 'served'; i++) await wait(50)
    const [again] = (await page()).rehearsals
    assert.deepEqual([again.id, again.state, again.port], [rehearsal.id, 'served', rehearsal.port])
    ok(await there.congress.get('/api/session')) // signed in there all the while
  })

  test('who may: the secretariat of the congress, nobody else', async () => {
    for (const who of [as.teller1, as.scrutineer]) {
      assert.equal((await page()).may, true)
      refused(await who.post(`/api/congresses/${hall.congress}/rehearse`), 403, 'denied')
      refused(await who.post(`/api/rehearsals/${rehearsal.id}/destroy`), 403, 'denied')
      assert.equal(ok(await who.get(`/api/congresses/${hall.congress}/rehearsals`)).may, false)
    }
    assert.equal((await new Browser(server).post(`/api/rehearsals/${rehearsal.id}/destroy`)).status, 401)
    // the secretariat of a town is nobody's in the county
    const { security, town1 } = await signInAll(server, ['security', 'town1'])
    const { id } = ok(await security.get('/api/accounts')).accounts.find((a) => a.name === 'town1')
    ok(await security.post(`/api/accounts/${id}/grants`, { grants: [{ role: 'congress', region: TOWN }] }), 204)
    for (const path of [`congresses/${hall.congress}/rehearse`, `congresses/${hall.congress}/rehearse/cancel`,
      `rehearsals/${rehearsal.id}/serve`, `rehearsals/${rehearsal.id}/destroy`])
      assert.equal((await town1.post(`/api/${path}`)).status, 404, path)
    const row = ok(await as.congress.get(`/api/rows/rehearsal/${rehearsal.id}`))
    assert.equal((await as.congress.post(`/api/rows/rehearsal/${rehearsal.id}/remove`, { ver: row.ver, reason: '试验' })).status, 422)
    assert.equal((await as.congress.post('/api/rows/rehearsal', { region: '990124', fields: { title: '假的' } })).status, 400)
  })

  test('is destroyed: no file stays, the record says what was held', async () => {
    assert.equal((await new Browser(at(rehearsal)).login('teller2', 'wrong-Password-1')).status, 401)
    const secret = readFileSync(join(folder(rehearsal), 'keys/master.key'))
    const spare = join(temporary('linked'), 'key') // somebody else's name of the same bytes
    linkSync(join(folder(rehearsal), 'port'), spare)
    const open = join(folder(rehearsal), 'site.json')
    await destroy(rehearsal)
    assert.ok(!existsSync(open))
    assert.deepEqual(readdirSync(join(server.data, 'rehearsals')), [])
    assert.ok(secret.length && readFileSync(spare, 'utf8').trim() === `${rehearsal.port}`)
    await nobodyAt(at(rehearsal).url)
    const [one] = (await page()).rehearsals
    assert.deepEqual([one.state, one.polls_held, one.polls_signed, one.port], ['destroyed', 1, 1, null])
    const { changes } = ok(await as.congress.get(`/api/rows/rehearsal/${rehearsal.id}/history`))
    assert.deepEqual(changes.map((c) => c.act).sort(), ['create', 'destroy'])
    refused(await as.congress.post(`/api/rehearsals/${rehearsal.id}/destroy`), 422, 'rehearsal.over')
    const { audit } = await signInAll(server, ['audit'])
    const events = ok(await audit.get('/api/trace', { kind: 'events' })).changes.filter((e) => e.target?.startsWith(`rehearsals/${rehearsal.id} `))
    assert.ok(events.some((e) => e.act === 'login' && e.target.endsWith(' cadre')), 'who signed in there is kept')
    assert.ok(events.some((e) => e.act === 'login.failed' && e.target.endsWith(' teller2')), JSON.stringify(events))
    assert.ok(events.every((e) => e.at >= rehearsal.begun_at))
    const verified = run(['verify', '--data', server.data])
    assert.equal(verified.code, 0, verified.err)
  })
})

describe('what is secret does not travel', () => {
  test('while a poll of the congress is under way none begins; of another one the ballots stay behind', async () => {
    const poll = await pollOf(as, hall, { cast: 7, way: 'electronic', election: { title: '县纪委委员', office: 'discipline' } })
    await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
    const { slips } = await act(as.congress, poll, 'slips', { count: 3, format: 'json' })
    await act(as.congress, poll, 'open', { holders: HOLDERS.slice(0, 2) })
    ok(await new Browser(server).post('/api/vote/cast', { slip: slips[0], ballots: [{ poll: poll.id, answers: [{ marks: 'YYYN' }] }] }))
    refused(await as.congress.post(`/api/congresses/${hall.congress}/rehearse`), 422, 'rehearsal.polling')

    const other = await hallOf(as, 5, 5, { opens_on: day(6), closes_on: day(8) }), planned = await pollOf(as, other)
    refused(await as.congress.post(`/api/polls/${planned.id}/freeze`, { sitting: other.sitting }), 422, 'poll.congress_days')
    const rehearsal = await begin(other.congress)
    const paper = await new Browser(at(rehearsal)).post('/api/vote/paper', { slip: slips[1] })
    assert.notEqual(paper.status, 200, paper.text)
    const there = await signInAll(at(rehearsal), ['congress'])
    const urn = ok(await there.congress.get(`/api/polls/${poll.id}`)).urn
    assert.deepEqual([urn.slips, urn.state], [0, 'none'])
    await act(there.congress, planned, 'freeze', { sitting: other.sitting }) // it is rehearsed before its days
    await act(there.congress, planned, 'open')
    const db = readFileSync(join(folder(rehearsal), 'huanjie.db'))
    assert.ok(!db.includes('"locked"'), 'no locked key of an urn lies in the copy')
    ok(await new Browser(server).post('/api/vote/cast', { slip: slips[2], ballots: [{ poll: poll.id, answers: [{ marks: 'NNNN' }] }] }))
    await destroy(rehearsal)
    await act(as.congress, poll, 'close')
    await act(as.congress, poll, 'unseal', { holders: HOLDERS.slice(0, 2) })
    await act(as.congress, poll, 'count')
  })

  test('who signs in with a one-time code does so there too: a copy is no way around it', async () => {
    const { leader } = await signInAll(server, ['leader'])
    const { secret } = ok(await leader.post('/api/account/totp/new', { password: PASSWORD }))
    const step = Math.floor(Date.now() / 30000)
    ok(await leader.post('/api/account/totp/on', { code: codeAt(secret, step - 1) }), 204)
    const rehearsal = await begin((await hallOf(as, 4, 4)).congress)
    const there = new Browser(at(rehearsal))
    refused(await there.login('leader'), 401, 'login.code_needed')
    refused(await there.login('leader', PASSWORD, '000000'), 401, 'login.code_wrong')
    ok(await there.login('leader', PASSWORD, codeAt(secret, Math.floor(Date.now() / 30000))))
    await destroy(rehearsal)
    ok(await leader.post('/api/account/totp/off', { password: PASSWORD }), 204)
  })

  test('a cancelled one leaves nothing', async () => {
    refused(await as.congress.post(`/api/congresses/${hall.congress}/rehearse/cancel`), 422, 'rehearsal.idle')
    const { job: id } = ok(await as.congress.post(`/api/congresses/${hall.congress}/rehearse`), 202)
    const cancelled = await as.congress.post(`/api/congresses/${hall.congress}/rehearse/cancel`)
    const done = await job(as.congress, id)
    if (cancelled.status === 204 && done.state === 'failed') {
      assert.match(done.result.message, /已取消/)
      assert.deepEqual(readdirSync(join(server.data, 'rehearsals')), [])
    } else await destroy((await page()).rehearsals[0])
  })
})

describe('what goes wrong', () => {
  test('a server that dies is said to be stopped, and starts again where it was; an end cut off is ended first', async () => {
    const { congress } = await hallOf(as, 4, 4)
    const rehearsal = await begin(congress)
    const pid = Number(readFileSync(join(folder(rehearsal), 'owner.lock'), 'utf8').match(/\d+/)[0])
    process.kill(pid, 'SIGKILL')
    for (let i = 0; i < 100 && (await page(congress)).rehearsals[0].state !== 'stopped'; i++) await wait(30)
    ok(await as.congress.post(`/api/rehearsals/${rehearsal.id}/serve`), 204)
    const [again] = (await page(congress)).rehearsals
    assert.deepEqual([again.state, again.port], ['served', rehearsal.port])
    await server.stop()
    const ending = join(server.data, 'rehearsals', `.ending-${rehearsal.id}`)
    renameSync(folder(rehearsal), ending)
    mkdirSync(join(server.data, 'rehearsals/.making-abcdef'))
    await start(server.data)
    for (let i = 0; i < 100 && readdirSync(join(server.data, 'rehearsals')).length; i++) await wait(30)
    assert.deepEqual(readdirSync(join(server.data, 'rehearsals')), [])
    assert.equal((await page(congress)).rehearsals[0].state, 'gone')
    mkdirSync(ending) // cut off again
    await destroy(rehearsal)
    assert.deepEqual(readdirSync(join(server.data, 'rehearsals')), [])
    const [over] = (await page(congress)).rehearsals
    assert.deepEqual([over.state, over.polls_held], ['destroyed', null])
  })
})

describe('on the command line', () => {
  test('one is made and destroyed beside the server, and nothing else is destroyed', async () => {
    const dir = join(temporary('by-hand'), 'r')
    const made = run(['rehearse', '--data', server.data, '--to', relative('.', dir)])
    assert.equal(made.code, 0, made.err)
    const settings = JSON.parse(readFileSync(join(dir, 'site.json'), 'utf8'))
    assert.ok(settings.rehearsal)
    const byHand = await serve(dir)
    const there = await signInAll(byHand, ['congress'])
    assert.ok(ok(await there.congress.get('/api/session')).site.rehearsal)
    const used = run(['rehearse', '--destroy', dir, '--data', server.data])
    assert.equal(used.code, 2, used.err)
    assert.ok(existsSync(join(dir, 'huanjie.db')))
    await byHand.stop()
    for (const wrong of [server.data, temporary('empty')]) {
      const refusedOne = run(['rehearse', '--destroy', wrong, '--data', server.data])
      assert.equal(refusedOne.code, 1, refusedOne.err)
    }
    assert.ok(existsSync(join(server.data, 'huanjie.db')))
    const gone = run(['rehearse', '--destroy', relative('.', dir), '--data', server.data])
    assert.equal(gone.code, 0, gone.err)
    assert.ok(!existsSync(dir))
  })

  test('a backup that says it is one is not restored', () => {
    const dir = temporary('forged')
    const backup = join(dir, 'a.hjb')
    assert.equal(run(['backup', backup, '--data', server.data]).code, 0)
    execFileSync('python3', ['-c', FORGE, backup, join(dir, 'b.hjb')])
    const restored = run(['restore', join(dir, 'b.hjb'), join(dir, 'site'), '--keys', `${backup}.keys`])
    assert.equal(restored.code, 1, restored.err)
    assert.match(restored.err, /出自演练/)
    assert.ok(!existsSync(join(dir, 'site')))
    assert.equal(run(['restore', backup, join(dir, 'site')]).code, 0)
  })

  test('the same without a server', async () => {
    await server.stop()
    const dir = relative('.', join(temporary('by-hand'), 'r'))
    for (const way of [['--to', dir], ['--destroy', dir]]) {
      const done = run(['rehearse', ...way, '--data', server.data])
      assert.equal(done.code, 0, done.err)
      assert.equal(existsSync(join(dir, 'huanjie.db')), way[0] === '--to')
    }
    assert.equal(run(['rehearse', '--destroy', dir, '--data', server.data]).code, 1)
    const { code, out, err } = run(['verify', '--data', server.data])
    assert.equal(code, 0, out + err)
  })
})
