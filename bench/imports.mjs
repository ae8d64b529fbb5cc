// What the check of an import costs a row, ledger by ledger; the figures of docs/performance.md:
//     script/bench --imports [--rows N] [LEDGER...]      HUANJIE: another build; HUANJIE_DEMO: a demo made before
// Of ledgers of a congress the rows are made, for a congress of their own that has met nobody yet; of all others they are
// like one that the demo county has.  Seconds of processor of the whole program: both sides of the import.
import { readFileSync } from 'node:fs'
import { cleanUp, COUNTY, demoSite, RECORD_ROLES, serve, signInAll, sleep } from '../tests/api/server.mjs'
import { makeCsv, readCsv } from '../tests/api/sheet.mjs'

const args = process.argv.slice(2).filter((one) => one !== '--imports')
const at = args.indexOf('--rows')
const many = at < 0 ? 2000 : Number(args.splice(at, 2)[1])
const MOST_PLACES = 999
const server = await serve(demoSite('bench-imports'))
const as = await signInAll(server, RECORD_ROLES)

/** Seconds of processor of the server so far. */
const processor = () => {
  const fields = readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ').pop().split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

const begin = async (who, ledger, rows, columns) => {
  const { body: up, text } = await who.upload('/api/imports', makeCsv(rows), { ledger, name: 'many.csv' })
  if (!up?.id) throw new Error(`${ledger}: ${text}`)
  const started = await who.post(`/api/imports/${up.id}/check`, { columns: columns ?? up.columns.map((c) => c.field), region: COUNTY })
  if (started.status !== 202) throw new Error(`${ledger}: ${started.text}`)
  return up.id
}
const ended = async (who, id) => {
  for (;;) {
    const seen = (await who.get(`/api/imports/${id}`)).body
    if (!['checking', 'running'].includes(seen.state)) return seen
    await sleep(20)
  }
}
const check = async (...given) => ended(given[0], await begin(...given))
const told = (seen) => seen.errors?.[0]?.message ?? (seen.fault ? JSON.stringify(seen.fault) : seen.state)

const measured = async (who, ledger, rows, columns) => {
  const busy = processor(), from = performance.now()
  const seen = await check(who, ledger, rows, columns)
  const ms = (seconds) => (seconds * 1000 / (rows.length - 1)).toFixed(2)
  console.log([ledger.padEnd(18), ms(processor() - busy), ms((performance.now() - from) / 1000), seen.good, seen.bad, told(seen)].join('\t'))
}

// ---- ledgers of a congress -------------------------------------------------------------------------------------

const add = async (ledger, fields) => {
  const done = await as.congress.post(`/api/rows/${ledger}`, { region: COUNTY, fields })
  if (done.status !== 201) throw new Error(`${ledger}: ${done.text}`)
  return done.body.id
}
const several = (n, make) => Array.from({ length: n }, (_, i) => make(i))

/** As many birthdays as a district has. */
const bornOf = (i) => new Date(Date.UTC(1940, 0, 1 + (i * 7919) % 22000)).toISOString().slice(0, 10)

/** Stores rows without asking: what others point to. */
const store = async (ledger, fields, rows) => {
  const id = await begin(as.congress, ledger, [fields, ...rows], fields)
  const seen = await ended(as.congress, id)
  if (seen.bad || seen.state !== 'checked') throw new Error(`${ledger}: ${told(seen)}`)
  await as.congress.post(`/api/imports/${id}/run`)
  await ended(as.congress, id)
}

const made = async () => {
  const congress = await add('congress', { title: '量程大会', kind: 'people', level: 'county', rules: 'organic-2022', term: 40, session: 1 })
  const district = await add('congress', { title: '量程选举', kind: 'district', level: 'county', rules: 'people-direct-2020' })
  const sitting = await add('sitting', { congress, title: '量程会议', kind: 'plenary' })
  const poll = await add('poll', { congress, title: '量程选票' })
  await add('election', { poll, title: '量程选举委员', office: 'standing_member', seats: 3, rules: 'organic-2022' })
  await add('motion', { congress, number: 1, kind: 'suggestion', title: '量程建议', source: 'presidium', received_at: '2026-01-05T09:00:00Z' })
  await add('discussion', { congress, sitting, delegation: '第一代表团', topic: '量程讨论', convener: '王召集' })
  await add('district', { congress: district, title: '量程选区', level: 'county', seats: 2, rules: 'people-direct-2020' })
  await store('attendee', ['congress', 'name', 'kind', 'delegation'], several(many, (i) => ['量程大会', `量代${i}`, '人大代表', '第一代表团']))
  await store('voter', ['district', 'name', 'sex', 'birth'], several(2 * many, (i) => ['量程选区', `量民${i}`, '男', bornOf(i)]))
  return {
    attendee: [['congress', 'name', 'kind', 'delegation'], (i) => ['量程大会', `到会${i}`, '人大代表', '第一代表团']],
    officer: [['congress', 'name', 'duty', 'attendee'], (i) => ['量程大会', `量代${i}`, '主席团成员', `量代${i}`]],
    sitting: [['congress', 'title', 'kind'], (i) => ['量程大会', `会议${i}`, '全体会议']],
    agenda_item: [['sitting', 'place', 'title', 'kind'], (i) => ['量程会议', i + 1, `议程${i}`, '报告']],
    poll: [['congress', 'title'], (i) => ['量程大会', `选票${i}`]],
    election: [['poll', 'title', 'office', 'seats', 'rules'], (i) => ['量程选票', `选举${i}`, 'standing_member', 3, 'organic-2022']],
    candidate: [['election', 'name'], (i) => ['量程选举委员', `候选${i}`]],
    motion: [['congress', 'number', 'kind', 'title', 'source', 'received_at'], (i) => ['量程大会', i + 2, '建议、批评和意见', `建议${i}`, 'presidium', '2026-01-05 09:00']],
    motion_signer: [['motion', 'attendee'], (i) => ['量程建议', `量代${i}`]],
    discussion: [['congress', 'sitting', 'delegation', 'topic', 'convener'], (i) => ['量程大会', '量程会议', `第${i}团`, '审议', '王召集']],
    discussion_point: [['discussion', 'place', 'speaker', 'said'], (i) => ['第一代表团', i + 1, `量代${i}`, '赞成']],
    voter: [['district', 'name', 'sex', 'birth'], (i) => ['量程选区', `选民${i}`, '男', bornOf(i)]],
    proxy: [['paper_number', 'district', 'giver', 'holder', 'given_on'], (i) => [`量${i}`, '量程选区', `量民${i}`, `量民${many + i}`, '2021-06-01']],
    mobile_box: [['title', 'district', 'route', 'staff', 'scrutineers'], (i) => [`票箱${i}`, '量程选区', '各村', '甲工作、乙工作', '丙监票、丁监票']],
  }
}

// ---- all others ------------------------------------------------------------------------------------------------

/** The row once more, its own in every field that may be what is unique. */
const again = (row, fields, i) => row.map((cell, k) => {
  const f = fields[k]
  if (k === 0) return ''
  return cell && f && !f.format && (f.unique || f.type === 'text') ? `${cell.slice(0, 12)}${i}` : cell
})

/** The first of some rows that is good when it comes once more; else the last of them. */
const sample = async (who, ledger, head, rows, fields, stated) => {
  const some = [rows.at(-1), rows[0], ...rows.filter((_, i) => i % Math.ceil(rows.length / 8) === 1)].slice(0, 8)
  for (const row of some.flatMap((one) => [one, one.map((cell, i) => (i === stated ? '' : cell))]))
    if ((await check(who, ledger, [head, again(row, fields, 'x')])).good === 1) return row
  return some[0]
}

const seen = new Set()
const wanted = (name) => !seen.has(name) && (!args.length || args.includes(name))
for (const [name, [fields, row]] of Object.entries(await made())) {
  if (wanted(name)) await measured(as.congress, name, [fields, ...several(fields.includes('place') ? Math.min(many, MOST_PLACES) : many, row)], fields)
  seen.add(name)
}
for (const role of RECORD_ROLES) {
  for (const ledger of (await as[role].get('/api/ledgers')).body.ledgers) {
    const { name, may } = ledger
    if (!may.write || !may.export || !wanted(name)) continue
    const [head, ...rows] = readCsv((await as[role].get(`/api/rows/${name}/export`, { format: 'csv' })).text)
    if (!rows.length) continue
    seen.add(name)
    const up = (await as[role].upload('/api/imports', makeCsv([head, rows[0]]), { ledger: name, name: 'head.csv' })).body
    const fields = up.columns.map((c) => ledger.fields.find((f) => f.name === c.field))
    const row = await sample(as[role], name, head, rows, fields, up.columns.findIndex((c) => c.field === 'state'))
    await measured(as[role], name, [head, ...several(many, (i) => again(row, fields, i))])
  }
}
await cleanUp()
