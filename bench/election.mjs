// Figures of elections: voting by slips under load, counting, paper.  See docs/performance.md.
//   node bench/election.mjs [--quick]      prints rows of a Markdown table
import { spawnSync } from 'node:child_process'
import { request } from 'node:http'
import { join } from 'node:path'
import { hallOf, lay } from '../tests/api/congress.mjs'
import { signInAll } from '../tests/api/server.mjs'
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

/** A meeting with all that comes before its election (tests/api/congress.mjs), its poll frozen. */
const pollOf = async (as, ask, people, more, { seats, candidates, way }) => {
  const rules = more.rules ?? 'county-party-2020'
  const at = await hallOf(as, people, people, more)
  const poll = await ask('POST', '/api/polls', { congress: at.congress, title: '委员选票', cast: 1, colour: 'pink', way, style: 'boxes',
    elections: [{ title: '委员', office: 'committee', seats, rules, candidates: names(candidates) }] })
  await lay(as, at.meetings)
  await ask('POST', `/api/polls/${poll.id}/freeze`, { sitting: at.sitting })
  return poll
}

/** One phone: a connection of its own, an answer, closed. */
const phone = (url, method, path, body) =>
  new Promise((done, failed) => {
    const begin = performance.now()
    const { hostname, port } = new URL(url)
    const text = body && JSON.stringify(body)
    const call = request({ hostname, port, path, method, agent: false,
      headers: { 'X-Huanjie': '1', ...(text && { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }) } }, (answer) => {
      answer.resume()
      answer.once('end', () => done({ status: answer.statusCode, ms: performance.now() - begin }))
    })
    call.once('error', failed)
    call.end(text)
  })

/** All within `span` ms, each at its moment: [answers that were not 200, ms at a share of all]. */
const within = async (span, count, send) => {
  const sent = await Promise.all(Array.from({ length: count }, (_, i) => new Promise((done, failed) => {
    setTimeout(() => send(i).then(done, failed), (i * span) / count)
  })))
  const late = sent.map((s) => s.ms).sort((a, b) => a - b)
  return [sent.filter((s) => s.status !== 200).length, (share) => late[Math.min(count - 1, Math.floor(count * share))]]
}

/** Of a meeting of all members: a congress has no 5,000 delegates. */
const voting = async (url, as, ask) => {
  const voters = 5000, span = 10000
  const poll = await pollOf(as, ask, voters, { kind: 'member_meeting', rules: 'township-party-2020' }, { seats: 33, candidates: 40, way: 'electronic' })
  const { slips } = await ask('POST', `/api/polls/${poll.id}/slips`, { count: voters, format: 'json' })
  const holders = [{ name: '甲', passphrase: 'bench-holder-1' }, { name: '乙', passphrase: 'bench-holder-2' }]
  await ask('POST', `/api/polls/${poll.id}/open`, { holders })
  const marks = (i) => 'Y'.repeat(33).split('').map((m, k) => ((i * 7 + k) % 11 ? m : 'N')).join('') + 'NNNNNNN'
  // in the same run: as many at the same moments who are told something and leave nothing
  const [, bare] = await within(span, voters, () => phone(url, 'GET', '/api/health'))
  const [bad, p] = await within(span, voters, (i) =>
    phone(url, 'POST', '/api/vote/cast', { slip: slips[i], ballots: [{ poll: poll.id, answers: [{ marks: marks(i) }] }] }))
  await ask('POST', `/api/polls/${poll.id}/close`)
  const opening = performance.now()
  const opened = await ask('POST', `/api/polls/${poll.id}/unseal`, { holders })
  const took = seconds(opening)
  const counted = await ask('POST', `/api/polls/${poll.id}/count`)
  const [q] = counted.result.questions
  if (bad || opened.urn.used !== voters || q.returned !== voters) throw new Error(`lost: ${bad} ${opened.urn.used} ${q.returned}`)
  const told = (at) => `p50 ${at(0.5).toFixed(1)} ms, p99 ${at(0.99).toFixed(1)} ms, worst ${at(1).toFixed(0)} ms`
  report('5,000 voters send within 10 s, 40 names each, a connection each', `${told(p)}; lost 0, double 0`, `the same connections, nothing stored: ${told(bare)}`,
    `p50 ${(p(0.5) / bare(0.5)).toFixed(1)} ×, p99 ${(p(0.99) / bare(0.99)).toFixed(1)} ×`, 'p99 ≤ 300 ms')
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

const paper = async (as, ask) => {
  const poll = await pollOf(as, ask, 300, {}, { seats: 35, candidates: 40, way: 'paper' })
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
  const ask = await session(server.line, 'congress'), as = await signInAll({ url: server.line }, ['congress'])
  console.log('| work | measured | reference | ratio | reach |\n| --- | --- | --- | --- | --- |')
  await voting(server.line, as, ask)
  counting()
  await forms(ask, server.line, await paper(as, ask))
} finally {
  await stop(server.child)
  leave()
}
