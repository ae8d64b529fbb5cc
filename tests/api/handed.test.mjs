// What leaves the system as a file leaves a line in the audit list: every route that the table says hands one out.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { accept, act, enterGroup, hallOf, HOLDERS, marks, pollElsewhere as pollOf, signBoth } from './congress.mjs'
import { importing } from './importing.mjs'
import { openapi } from './openapi.mjs'
import { makeRecords, SAMPLES } from './roles.mjs'
import { ADMINS, Browser, cleanUp, COUNTY, demoSite, huanjie, RECORD_ROLES, run, serve, signInAll, temporary, TOWN } from './server.mjs'

let server, as, records
let hall
const polls = {}
const { check } = importing(() => as)

/** Of every method and path whose success is something else than JSON. */
const giving = Object.entries(openapi().paths).flatMap(([path, methods]) =>
  Object.entries(methods).filter(([, what]) => Object.entries(what.responses)
    .some(([status, reply]) => status < 300 && Object.keys(reply.content ?? {}).some((type) => type !== 'application/json')))
    .map(([method]) => `${method.toUpperCase()} ${path}`))

const events = async () => (await as.audit.get('/api/trace', { kind: 'events' })).body.changes.filter((x) => x.act === 'hand_out')

const makePolls = async () => {
  hall = await hallOf(as, 12, 10)
  polls.slips = await pollOf(as, hall, { cast: 21, way: 'electronic' })
  await act(as.congress, polls.slips, 'freeze', { sitting: hall.sitting })
  let poll = await pollOf(as, hall, { cast: 22, way: 'paper' })
  await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
  polls.frozen = poll
  await act(as.congress, poll, 'open', {})
  await act(as.congress, poll, 'issue', { printed: 12, issued: 10, unused: 2, cut: 2, returned: 10 })
  await act(as.congress, poll, 'close')
  await accept(as, await enterGroup(as, poll, marks(...Array(10).fill('YYYN'))))
  await act(as.congress, poll, 'count')
  polls.signed = await signBoth(as, poll, hall)
}

before(async () => {
  server = await serve(demoSite('handed'))
  as = await signInAll(server, [...RECORD_ROLES, ...ADMINS, 'teller1', 'teller2', 'scrutineer'])
  records = await makeRecords(as)
  await makePolls()
})
after(cleanUp)

/** Where the usual sample is refused: one that hands a file out. */
const GIVEN = {
  'GET /api/congresses/{congress}/badges.pdf': () => [`/api/congresses/${hall.congress}/badges.pdf`],
  'POST /api/polls/{poll}/slips': () => [`/api/polls/${polls.slips.id}/slips`, { count: 3 }],
  'GET /api/polls/{poll}/ballots.pdf': () => [`/api/polls/${polls.signed.id}/ballots.pdf?copies=1`],
  'GET /api/polls/{poll}/evidence': () => [`/api/polls/${polls.signed.id}/evidence`],
  'GET /api/imports/{import}/wrong': async () => [`/api/imports/${(await check(Buffer.from('签订人,承诺类别,签订日期,单位及职务\n某人,领导干部,明天,某镇\n'), { name: 'a.csv' })).id}/wrong`],
}
/** Who may, of those that are signed in. */
const taker = (route) => (/imports|files/.test(route) ? as.office : as.congress)

describe('every route that hands out a file', () => {
  test('there are such routes, and each has a sample', () => {
    assert.ok(giving.length >= 10, giving.join())
    for (const route of giving) assert.ok(GIVEN[route] ?? SAMPLES[route], route)
  })

  for (const route of giving)
    test(route, async () => {
      const [method, path] = route.split(' ')
      const who = path === '/api/rows/{ledger}/export' ? as.office : taker(route)
      const [target, body] = await (GIVEN[route] ?? SAMPLES[route].ask)(records, as, who, {})
      const before = (await events()).length
      const answer = method === 'GET' ? await who.get(target) : await who.post(target, body)
      assert.ok(answer.status < 300, answer.text)
      const lines = await events()
      assert.equal(lines.length, before + 1, 'one line, no more')
      const digest = blake(answer.bytes)
      assert.match(lines[0].target, new RegExp(`${answer.bytes.length} 字节；BLAKE2b ${digest}$`))
      assert.ok(!/handed|^\{/.test(lines[0].target), lines[0].target)
      assert.equal(lines[0].who, (await who.get('/api/session')).body.account.title)
    })
})

/** By coreutils, of 256 bits as the program makes it. */
const blake = (bytes) => {
  const done = spawnSync('b2sum', ['-l', '256', '-'], { input: bytes })
  return done.stdout.toString().split(' ')[0]
}

test('what is refused leaves none', async () => {
  const before = (await events()).length
  assert.equal((await new Browser(server).get('/api/rows/pledge/export')).status, 401)
  assert.equal((await as.office.get('/api/rows/pledge/export', { sort: 'no' })).status, 400)
  assert.equal((await as.office.get('/api/files/9999')).status, 404)
  assert.equal((await events()).length, before)
})

test('the line says in the language of the auditor which rows, by which filter, and how many', async () => {
  const all = await as.office.get('/api/rows/pledge/export', { format: 'csv', region: TOWN, kind: 'leader,cadre', 'signed_on.from': '2021-01' })
  assert.equal(all.status, 200, all.text)
  const count = all.text.trim().split('\n').length - 1
  assert.ok(count > 0)
  const told = async (lang) => (await as.audit.get('/api/trace', { kind: 'events' }, { headers: { 'Accept-Language': lang } })).body.changes[0].target
  assert.match(await told('zh-Hans'), new RegExp(`^台账表格：\\S+；所属地区为\\S+；承诺类别为领导干部或\\S+；签订日期不早于（不小于）2021-01；${count} 行；`))
  assert.match(await told('zh-Hant'), /^臺賬表格：|^台賬表格：|^檯賬表格：|^臺帳表格：/)
  assert.match(await told('en'), new RegExp(`^A sheet of rows: [^;]+; Region is [^;]+; [^;]+ is [^;]+ or [^;]+; [^;]+ from 2021-01; ${count} rows; \\d+ bytes; BLAKE2b [0-9a-f]{64}$`))
})

test('what is sealed or masked is not in the line', async () => {
  const answer = await as.cadre.get('/api/rows/person/export', { format: 'csv', id_number: '990124199001010013' })
  assert.equal(answer.status, 200, answer.text)
  const [line] = await events()
  assert.doesNotMatch(line.target, /990124199001010013/)
  assert.match(line.target, /为\*\*\*；0 行/)
})

test('the command line leaves one too, beside a running server and without', { skip: !!process.env.HUANJIE_API_PG }, async () => {
  const folder = temporary('handed-out')
  const done = spawnSync(huanjie, ['export', 'pledge', 'out.csv', '--data', server.data, '--region', COUNTY], { cwd: folder })
  assert.equal(done.status, 0, done.stderr.toString())
  assert.ok(existsSync(join(folder, 'out.csv')), 'where the command was run, not the server')
  const [line] = await events()
  const rows = readFileSync(join(folder, 'out.csv'), 'utf8').trim().split('\n').length - 1
  assert.equal(line.who, '命令行')
  assert.match(line.target, new RegExp(`；${rows} 行；`))
  const piped = run(['export', 'pledge', '-', '--data', server.data, '--region', COUNTY])
  assert.equal(piped.out, readFileSync(join(folder, 'out.csv'), 'utf8'))
  const before = (await events()).length
  assert.equal(run(['backup', join(folder, 'a.hjb'), '--data', server.data]).code, 0)
  assert.match((await events())[0].target, /^备份 a\.hjb；\d+ 字节$/)
  await server.stop()
  assert.equal(run(['export', 'pledge', join(folder, 'again.csv'), '--data', server.data]).code, 0)
  server = await serve(server.data)
  as = await signInAll(server, [...RECORD_ROLES, ...ADMINS])
  assert.equal((await events()).length, before + 2)
})
