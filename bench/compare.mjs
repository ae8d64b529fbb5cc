// Is it slower than it was?  Two builds do the same in turn, each line seven times; the median of the ratios counts.
//   node bench/compare.mjs BEFORE [--quick]     BEFORE: the huanjie of another build; after: build/huanjie
// `script/bench --before REVISION` builds BEFORE.  Exit status 1 when a line of throughput is worse by more than 5 %,
// by the clock and by the processor that one piece of work takes; by the clock alone it is "unclear": on a busy machine
// the clock tells what the others did.
import { loadavg } from 'node:os'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { LIST, ballots, leave, median, processor, quick, readScript, rssMiB, run, say, serve, signIn, slowDisk, sql, stop, timed, widen, work, workbook, wrk, writeScript } from './tools.mjs'

const ROUNDS = 7, WORSE = 0.95
const exes = { before: process.argv[2], after: process.env.HUANJIE ?? 'build/huanjie' }
const sides = Object.keys(exes)
const seconds = quick ? 1 : 3
const lines = []
let worse = 0

/** `measure[side]()` gives work a second and processor for each piece of work; one side and the other begin in turn. */
async function compare(name, unit, measure, isReported = false) {
  const got = { before: [], after: [] }
  for (let i = 0; i < ROUNDS; i++) for (const side of i % 2 ? sides : [...sides].reverse()) got[side].push(await measure[side](i))
  const ratio = (key) => median(got.after.map((v, i) => v[key] / got.before[i][key]))
  const value = (side) => median(got[side].map((v) => v.rate)), used = (side) => median(got[side].map((v) => v.used)) * 1e6
  const rate = ratio('rate'), dearer = ratio('used')
  const verdict = isReported ? 'reported' : rate >= WORSE ? 'within 5 %' : dearer <= 1 / WORSE ? 'unclear' : 'WORSE'
  const spread = got.after.map((v, i) => v.rate / got.before[i].rate).sort((a, b) => a - b)
  if (verdict === 'WORSE') worse++
  const digits = (v) => v.toFixed(v < 0.1 ? 3 : v < 10 ? 2 : v < 100 ? 1 : 0)
  lines.push(`| ${name} | ${digits(value('before'))} ${unit} | ${digits(value('after'))} ${unit} | **${rate.toFixed(2)}** (${spread[0].toFixed(2)}–${spread.at(-1).toFixed(2)}) | ${used('before') > 0 ? `${digits(used('before'))} → ${digits(used('after'))} µs: ${dearer.toFixed(2)}` : '–'} | ${verdict} |`)
  say(lines.at(-1))
}
const both = async (make) => ({ before: await make('before', exes.before), after: await make('after', exes.after) })

/** Requests to a server of each side; `prepare` gives what wrk needs. */
async function requests(name, dirs, account, prepare, env = {}) {
  const servers = await both(async (side, exe) => {
    const s = await serve(exe, dirs[side], env)
    return { ...s, how: await prepare(s.line, await signIn(s.line, account), dirs[side]) }
  })
  const measure = (s) => () => {
    const before = processor(s.child.pid), w = wrk(s.line + s.how.path, { ...s.how, seconds })
    return { rate: w.perSecond, used: (processor(s.child.pid) - before) / w.requests, p99: w.p99 }
  }
  await compare(name, '/s', { before: measure(servers.before), after: measure(servers.after) })
  for (const side of sides) await stop(servers[side].child)
}

const demo = (name, ...more) => both((side, exe) => {
  const dir = join(work, `${name}-${side}`)
  run(exe, ['demo', dir, ...more])
  return dir
})
const command = (count, args) => ({ before: args('before', exes.before), after: args('after', exes.after), count })
const commands = (name, unit, { count, before, after }) => {
  const measure = (make) => (i) => {
    const done = timed(...make(i))
    return { rate: count / done.seconds, used: done.processor / count }
  }
  return compare(name, unit, { before: measure(before), after: measure(after) })
}

/** Lines that say how long somebody waits: told, not judged. */
async function small(county) {
  const started = {}
  const measure = (side) => async () => {
    const s = await serve(exes[side], county[side])
    await fetch(s.line + '/api/health')
    started[side] = rssMiB(s.child.pid)
    await stop(s.child)
    return { rate: s.ms, used: NaN }
  }
  await compare('start on the demo county', 'ms', { before: measure('before'), after: measure('after') }, true)
  const told = (name, value) => lines.push(`| ${name} | ${value('before').toFixed(1)} MiB | ${value('after').toFixed(1)} MiB | ${(value('after') / value('before')).toFixed(2)} | – | reported |`)
  told('idle memory', (side) => started[side])
  told('binary with the web application', (side) => statSync(exes[side]).size / 2 ** 20)
}

async function wall(province) {
  const servers = await both(async (side, exe) => {
    const s = await serve(exe, province[side])
    return { ...s, cookie: await signIn(s.line, 'cadre') }
  })
  const measure = (s) => async () => {
    const took = [], before = processor(s.child.pid)
    for (let i = 0; i < 100; i++) {
      const begin = performance.now()
      await (await fetch(`${s.line}/api/wall?region=14`, { headers: { Cookie: s.cookie } })).arrayBuffer()
      took.push(performance.now() - begin)
    }
    return { rate: median(took), used: (processor(s.child.pid) - before) / 100 }
  }
  await compare('wall of a province, p50', 'ms', { before: measure(servers.before), after: measure(servers.after) }, true)
  for (const side of sides) await stop(servers[side].child)
}

try {
  const county = await demo('county', '--seed', '7')
  const made = Number(sql(join(county.after, 'huanjie.db'), 'SELECT count(*) FROM hj_change'))
  await small(county)
  const writes = async (base, cookie) => ({ path: '/api/rows/pledge', cookie, script: await writeScript(base, cookie) })
  await requests('durable single-row writes, 64 clients (this disk)', county, 'discipline', writes)
  await requests('the same on a disk that needs 3 ms more for each fsync', county, 'discipline', writes, slowDisk)

  const people = quick ? 5000 : 20000, file = workbook(people), empty = await demo('import', '--seed', '9')
  await commands(`import of ${people} people from XLSX`, 'rows/s', command(people, (side, exe) => (i) => {
    const copy = join(work, `copy-${side}`)
    run('rm', ['-rf', copy])
    run('cp', ['-r', empty[side], copy])
    return [exe, ['import', 'person', file, '--data', copy]]
  }))
  const count = quick ? 1_000_000 : 4_000_000, papers = ballots(count)
  await commands(`\`huanjie count\`, ${count.toLocaleString('en')} ballots of 40 candidates`, 'ballots/s', command(count, (side, exe) => () => [exe, ['count', ...papers]]))

  await commands(`\`huanjie demo\`, ${made.toLocaleString('en')} entries of the trace`, 'rows/s', command(made, (side, exe) => () => {
    const dir = join(work, `demo-${side}`)
    run('rm', ['-rf', dir])
    return [exe, ['demo', dir, '--seed', '5']]
  }))
  const province = await demo('province', '--province', '--seed', '5', '--rows', '100000')
  await requests('one record as JSON, signed in, 64 connections', province, 'cadre', (base, cookie, dir) => ({ path: '/api/rows/talk/', cookie, script: readScript(dir) }))
  await wall(province)
  for (const side of sides) widen(province[side], quick ? 50000 : 300000)
  await requests('list of 50 rows, filtered and sorted', province, 'cadre', (base, cookie) => ({ path: LIST, cookie, connections: 1 }))
} finally {
  leave()
}
console.log(`Load of the machine at the end: ${loadavg().map((n) => n.toFixed(1)).join(' ')}.\n`)
console.log('| work | before | after | ratio, median of 7 (least–most) | processor for one | verdict |\n| --- | --- | --- | --- | --- | --- |')
console.log(lines.join('\n'))
process.exit(worse ? 1 : 0)
