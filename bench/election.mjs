// Figures of elections: voting by slips under load, counting, paper.  See docs/performance.md.
//   node bench/election.mjs [--quick]      prints rows of a Markdown table
import { spawnSync } from 'node:child_process'
import { request } from 'node:http'
import { join } from 'node:path'
import { ballots, leave, names, password, quick, run, say, serve, stop, work } from './tools.mjs'

const exe = process.env.HUANJIE ?? 'build/huanjie'
const report = (...cells) => console.log(`| ${cells.join(' | ')} |`)
const seconds = (from) => (performance.now() - from) / 1000

const session = async (url, account) => {
  const answer = await fetch(`${url}/api/session`, { method: 'POST', headers: { 'X-Huanjie': '1' }, body: JSON.stringify({ account, password }) })
  const cookie = answer.headers.get('set-cookie').split(';')[0]
  return async (method, path, body) => {
    const reply = await fetch(url + path, { method, headers: { 'X-Huanjie': '1', cookie }, body: body && JSON.stringify(body) })
    const bytes = Buffer.from(await reply.arrayBuffer())
    if (reply.status >= 300) throw new Error(`${path}: ${bytes}`)
    const isJson = (reply.headers.get('content-type') ?? '').startsWith('application/json')
    return isJson && bytes.length ? JSON.parse(bytes) : bytes
  }
}

let made = 0
/** A congress whose poll can be frozen; people are given by number. */
const pollOf = async (ask, people, seats, candidates, way) => {
  const region = '990124'
  const congress = (await ask('POST', '/api/rows/congress', { region, fields: { title: `测速大会${++made}`, term: 80 + made, kind: 'party', level: 'county', rules: 'county-party-2020', approval_number: '测试组批〔2026〕2号' } })).id
  for (const name of ['测总监', '测总计'])
    await ask('POST', '/api/rows/attendee', { region, fields: { congress, name, kind: 'delegate' } })
  await ask('POST', `/api/congresses/${congress}/officers`, { officers: [
    { name: '测总监', duty: 'chief_scrutineer' }, { name: '测总计', duty: 'chief_teller' }] })
  const { officers } = await ask('GET', `/api/congresses/${congress}`)
  await ask('POST', `/api/congresses/${congress}/officers/pass`, { ids: officers.map((o) => o.id), approve: people, oppose: 0, abstain: 0, by: '举手' })
  const poll = await ask('POST', '/api/polls', { congress, title: '委员选票', cast: 1, colour: 'pink', way, style: 'boxes',
    elections: [{ title: '委员', office: 'committee', seats, rules: 'county-party-2020', candidates: names(candidates) }] })
  await ask('POST', `/api/polls/${poll.id}/freeze`, { attendance: { due: people, present: people } })
  return poll
}

/** One phone: a connection of its own, an answer, closed. */
const vote = (url, slip, body) =>
  new Promise((done, failed) => {
    const begin = performance.now()
    const { hostname, port } = new URL(url)
    const text = JSON.stringify({ slip, ballots: body })
    const call = request({ hostname, port, path: '/api/vote/cast', method: 'POST', agent: false,
      headers: { 'X-Huanjie': '1', 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) } }, (answer) => {
      answer.resume()
      answer.once('end', () => done({ status: answer.statusCode, ms: performance.now() - begin }))
    })
    call.once('error', failed)
    call.end(text)
  })

const voting = async (url, ask) => {
  const voters = 5000, span = 10000
  const poll = await pollOf(ask, voters, 35, 40, 'electronic')
  const { slips } = await ask('POST', `/api/polls/${poll.id}/slips`, { count: voters, format: 'json' })
  const holders = [{ name: '甲', passphrase: 'bench-holder-1' }, { name: '乙', passphrase: 'bench-holder-2' }]
  await ask('POST', `/api/polls/${poll.id}/open`, { holders })
  const marks = (i) => 'Y'.repeat(35).split('').map((m, k) => ((i * 7 + k) % 11 ? m : 'N')).join('') + 'NNNNN'
  const sent = await Promise.all(slips.map((slip, i) => new Promise((done, failed) => {
    setTimeout(() => vote(url, slip, [{ poll: poll.id, answers: [{ marks: marks(i) }] }]).then(done, failed), (i * span) / voters)
  })))
  const late = sent.map((s) => s.ms).sort((a, b) => a - b)
  const bad = sent.filter((s) => s.status !== 200).length
  await ask('POST', `/api/polls/${poll.id}/close`)
  const opening = performance.now()
  const opened = await ask('POST', `/api/polls/${poll.id}/unseal`, { holders })
  const took = seconds(opening)
  const counted = await ask('POST', `/api/polls/${poll.id}/count`)
  const [q] = counted.result.questions
  if (bad || opened.urn.used !== voters || q.returned !== voters) throw new Error(`lost: ${bad} ${opened.urn.used} ${q.returned}`)
  const p = (share) => late[Math.floor(late.length * share)].toFixed(1)
  report('5,000 voters send within 10 s, 40 names each, a connection each', `p50 ${p(0.5)} ms, p99 ${p(0.99)} ms, worst ${late.at(-1).toFixed(0)} ms; lost 0, double 0`, '–', '–', 'p99 ≤ 300 ms')
  say(`the urn of 5,000 opened in ${took.toFixed(2)} s`)
}

const counting = () => {
  const count = quick ? 1_000_000 : 10_000_000, [election, file] = ballots(count)
  const time = (command, args) => {
    const begin = performance.now()
    const done = spawnSync(command, args, { encoding: 'utf8' })
    if (done.status !== 0) throw new Error(done.stderr)
    return seconds(begin)
  }
  const rounds = Array.from({ length: 5 }, () => ({ wc: time('wc', ['-l', file]), count: time(exe, ['count', election, file]) }))
  const mid = (key) => rounds.map((r) => r[key]).sort((a, b) => a - b)[2]
  report(`count ${count.toLocaleString('en')} ballots of 40 from JSONL`, `${mid('count').toFixed(2)} s`, `wc -l ${mid('wc').toFixed(2)} s`, `${(mid('count') / mid('wc')).toFixed(1)} ×`, '≤ 4 ×')
}

const paper = async (ask) => {
  const poll = await pollOf(ask, 300, 35, 40, 'paper')
  await ask('GET', `/api/polls/${poll.id}/ballots.pdf?copies=1`) // fonts are loaded once
  const begin = performance.now()
  const pdf = await ask('GET', `/api/polls/${poll.id}/ballots.pdf?copies=300`)
  report('ballots for 40 candidates, 300 sheets PDF', `${seconds(begin).toFixed(2)} s, ${(pdf.length / 1024).toFixed(0)} KiB`, '–', '–', '≤ 2 s')
  return poll
}

/** Everything that is signed and handed up after the last ballot. */
const RESULT_FORMS = ['issue_slip', 'return_slip', 'group_count', 'result_full', 'result_public', 'elected_list', 'elected_votes_list', 'result_report', 'elected_announcement']

const forms = async (ask, url, poll) => {
  const teller = [await session(url, 'teller1'), await session(url, 'teller2')], scrutineer = await session(url, 'scrutineer')
  await ask('POST', `/api/polls/${poll.id}/issue`, { printed: 300, issued: 300, unused: 0, cut: 0, returned: 300 })
  await ask('POST', `/api/polls/${poll.id}/open`, {})
  await ask('POST', `/api/polls/${poll.id}/close`)
  const { groups } = await ask('POST', `/api/polls/${poll.id}/groups`, { name: '第一计票组', mode: 'ballots' })
  const at = `/api/polls/${poll.id}/groups/${groups[0].number}`
  const entries = Array.from({ length: 300 }, (_, i) => ({ pos: i + 1, ballot: { answers: [{ marks: 'Y'.repeat(35) + 'NNNNN' }] } }))
  for (const [i, one] of teller.entries()) {
    await one('POST', `${at}/entries`, { side: i + 1, entries })
    await one('POST', `${at}/finish`, { side: i + 1 })
  }
  await scrutineer('POST', `${at}/accept`, { password })
  const begin = performance.now()
  await ask('POST', `/api/polls/${poll.id}/count`)
  const counted = seconds(begin)
  const { forms: all } = await ask('GET', `/api/forms?scope=poll&id=${poll.id}`)
  const wanted = all.filter((f) => RESULT_FORMS.includes(f.name))
  let bytes = 0
  for (const f of wanted) bytes += (await ask('GET', `/api/forms/${f.name}?scope=${f.scope}&id=${poll.id}&format=pdf`)).length
  report(`result forms after the last ballot: count and ${wanted.length} PDFs`, `${seconds(begin).toFixed(2)} s (count ${counted.toFixed(2)} s), ${(bytes / 1024).toFixed(0)} KiB`, '–', '–', '≤ 3 s')
}

const data = join(work, 'site')
run(exe, ['demo', data, '--seed', '3'])
const server = await serve(exe, data)
try {
  const ask = await session(server.line, 'congress')
  console.log('| work | measured | reference | ratio | reach |\n| --- | --- | --- | --- | --- |')
  await voting(server.line, ask)
  counting()
  await forms(ask, server.line, await paper(ask))
} finally {
  await stop(server.child)
  leave()
}
