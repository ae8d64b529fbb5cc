// Who may what: every route for every account, every ledger for every role, and that nothing of
// another region, no masked and no sealed value comes out on any way.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import {
  ACCOUNTS, ADMINS, allRows, Browser, cleanUp, COUNTY, demoSite, RECORD_ROLES, root, run, serve, signIn,
  signInAll, TOWN,
} from './server.mjs'
import { readXlsx } from './sheet.mjs'

const UNKNOWN = '999999999999999'
const BY_LEDGER = 'signed in; by ledger and region'
const PUBLIC = 'everybody'
const OWN = 'oneself'

const permissions = run(['permissions']).out.split('\n')
const cells = (line) => line.split('|').slice(1, -1).map((cell) => cell.trim())
const routes = permissions
  .filter((line) => /^\| (GET|POST) /.test(line))
  .map(cells)
  .map(([method, path, who]) => ({ method, path: path.replaceAll('`', ''), who }))
const heading = cells(permissions.find((line) => line.startsWith('| ledger')))
const ledgers = permissions
  .slice(permissions.findIndex((line) => line.startsWith('| ledger')) + 2)
  .filter((line) => line.startsWith('|'))
  .map(cells)
  .map(([name, ...roles]) => ({
    name,
    roles: Object.fromEntries(roles.map((text, i) => [heading[i + 1], text])),
  }))

const words = (text) => text.split(' ').filter(Boolean)
const may = (ledger, role, letter) => {
  const first = words(ledger.roles[role])[0] ?? ''
  return /^[rwe]+$/.test(first) && first.includes(letter)
}
const mayAct = (ledger, role, act) => words(ledger.roles[role]).slice(1).includes(act)

const isRecordRoute = (path) => /^\/api\/(rows|files|imports|figures|wall|search)/.test(path)
const filled = (path, ledger = 'task') => {
  let n = 0
  return path.replaceAll('{}', () => {
    n++
    return path.startsWith('/api/rows/') && n === 1 ? ledger : path.includes('/acts/') && n === 3 ? 'begin' : UNKNOWN
  })
}
const withQuery = (method, path) => {
  if (path === '/api/imports') return `${path}?ledger=task&name=a.csv`
  if (path === '/api/figures/by') return `${path}?ledger=task&by=stage`
  if (path === '/api/search') return `${path}?q=${encodeURIComponent('任务')}`
  return path
}

let server, nobody, as

before(async () => {
  server = await serve(demoSite('permissions'))
  nobody = new Browser(server)
  as = await signInAll(server, ACCOUNTS)
})
after(cleanUp)

describe('the table of permissions', () => {
  test('states every route of the sources, each with who may', () => {
    const folder = join(root, 'src/api')
    const sources = readdirSync(folder)
      .filter((name) => name.endsWith('.c'))
      .flatMap((name) => readFileSync(join(folder, name), 'utf8').match(/\{ HTTP_(GET|POST), +"[^"]+"/g) ?? [])
    assert.equal(sources.length, routes.length)
    for (const route of routes) assert.ok(route.who, `${route.method} ${route.path}`)
    const known = new Set([PUBLIC, OWN, BY_LEDGER])
    for (const { who, path } of routes)
      assert.ok(known.has(who) || words(who).every((role) => ADMINS.includes(role)), `${path}: ${who}`)
  })

  test('is the one in docs/permissions.md', (t) => {
    try {
      assert.equal(readFileSync(join(root, 'docs/permissions.md'), 'utf8'), permissions.join('\n'))
    } catch (error) {
      if (error.code !== 'ENOENT') throw error
      t.skip('docs/permissions.md is not there')
    }
  })

  test('names no administrator for any ledger', () => {
    for (const ledger of ledgers) for (const role of ADMINS) assert.equal(ledger.roles[role], undefined)
  })
})

describe('every route', () => {
  for (const { method, path, who } of routes) {
    const target = withQuery(method, filled(path))

    test(`${method} ${path}: ${who}`, async () => {
      const stranger = await nobody.ask(method, target)
      if (who === PUBLIC) assert.notEqual(stranger.body?.error?.code, 'session.none')
      else assert.equal(stranger.status, 401, stranger.text)
      nobody.cookie = ''

      if (path === '/api/session/end' || (method === 'POST' && who === PUBLIC)) return
      for (const account of ACCOUNTS) {
        const answer = await as[account].ask(method, target)
        const label = `${account}: ${answer.status} ${answer.text.slice(0, 200)}`
        assert.ok(answer.status < 500, label)
        assert.notEqual(answer.status, 401, label)
        if (who === PUBLIC || who === OWN) assert.notEqual(answer.status, 403, label)
        else if (who !== BY_LEDGER) assert.equal(answer.status === 403, !words(who).includes(account), label)
        else if (ADMINS.includes(account) && isRecordRoute(path)) {
          if (path === '/api/search') assert.deepEqual(answer.body, { hits: [] })
          else assert.ok([403, 404].includes(answer.status), label)
        }
      }
    })
  }

  test('every POST without X-Huanjie is refused, signed in or not', async () => {
    for (const { method, path } of routes) {
      if (method !== 'POST') continue
      for (const browser of [nobody, as.office, as.system]) {
        const answer = await browser.ask('POST', withQuery('POST', filled(path)), { header: false })
        assert.equal(answer.status, 403, path)
        assert.equal(answer.body.error.code, 'request.header', path)
      }
    }
  })

  test('a method or a path that does not exist is 404, also for PUT, DELETE and strange paths', async () => {
    for (const [method, path] of [
      ['PUT', '/api/rows/task/1'], ['DELETE', '/api/rows/task/1'], ['PATCH', '/api/session'],
      ['GET', '/api/'], ['GET', '/api/rows'], ['GET', '/api/rows//1'], ['GET', '/api/rows/task/1/2/3/4/5'],
      ['GET', '/api/rows/task%2F1'], ['GET', '/api/rows/hj_account'],
      ['GET', '/api/rows/sqlite_master'], ['GET', "/api/rows/task'--"],
    ]) {
      const answer = await as.office.ask(method, path)
      assert.equal(answer.status, 404, `${method} ${path}`)
    }
  })
})

describe('every ledger', () => {
  for (const ledger of ledgers) {
    test(ledger.name, async () => {
      for (const role of [...RECORD_ROLES, ...ADMINS]) {
        const isAdmin = ADMINS.includes(role)
        const reads = !isAdmin && may(ledger, role, 'r')
        const base = `/api/rows/${ledger.name}`
        const check = (answer, allowed, what) =>
          assert.equal(![403, 404].includes(answer.status), allowed, `${role} ${what}: ${answer.status} ${answer.text.slice(0, 200)}`)

        check(await as[role].get(base, { limit: '1' }), reads, 'list')
        check(await as[role].get(`${base}/count`), reads, 'count')
        check(await as[role].get('/api/figures', { ledger: ledger.name }), reads, 'figures')
        check(await as[role].get('/api/figures/by', { ledger: ledger.name, by: 'region' }), reads, 'group')
        check(await as[role].post(base, { fields: { no_such_field: '1' } }), !isAdmin && may(ledger, role, 'w'), 'create')
        check(await as[role].get(`${base}/export`, { format: 'csv', region: TOWN }), !isAdmin && may(ledger, role, 'e'), 'export')
        check(await as[role].get('/api/imports', { ledger: ledger.name }), !isAdmin && may(ledger, role, 'w'), 'imports')
      }
    })
  }

  test('acts and seals are refused to roles that are not stated', async () => {
    let acts = 0, seals = 0
    for (const ledger of ledgers) {
      const reader = RECORD_ROLES.find((role) => may(ledger, role, 'r'))
      const described = (await as[reader].get('/api/ledgers')).body.ledgers.find((l) => l.name === ledger.name)
      const [row] = (await as[reader].get(`/api/rows/${ledger.name}`, { limit: '1' })).body.rows
      if (!row) continue
      for (const role of [...RECORD_ROLES, ...ADMINS]) {
        for (const act of described.acts) {
          if (!ADMINS.includes(role) && mayAct(ledger, role, act.name)) continue
          const answer = await as[role].post(`/api/rows/${ledger.name}/${row.id}/acts/${act.name}`, { ver: row.ver })
          assert.ok([403, 404].includes(answer.status), `${role} ${ledger.name} ${act.name}: ${answer.status}`)
          acts++
        }
        for (const field of described.fields.filter((f) => f.type === 'sealed')) {
          if (!ADMINS.includes(role) && mayAct(ledger, role, `unseal:${field.seal}`)) continue
          const answer = await as[role].post(`/api/rows/${ledger.name}/${row.id}/unseal`, { field: field.name, purpose: '核对情况' })
          assert.ok([403, 404].includes(answer.status), `${role} ${ledger.name}.${field.name}: ${answer.status}`)
          seals++
        }
      }
    }
    assert.ok(acts > 300 && seals > 50, `${acts} acts, ${seals} seals`)
  })

  test('the leader writes nowhere but where the table says', () => {
    const written = ledgers.filter((ledger) => may(ledger, 'leader', 'w')).map((ledger) => ledger.name)
    assert.ok(written.length <= 1, written.join(' '))
  })
})

describe('another region', () => {
  const foreign = [] // {ledger, row} outside of the town, from every ledger town1's role may read
  let town

  before(async () => {
    town = as.town1
    for (const ledger of ledgers.filter((l) => may(l, 'office', 'r'))) {
      const rows = await allRows(as.office, ledger.name)
      const row = rows.find((r) => r.region.id !== TOWN)
      if (row) foreign.push({ ledger: ledger.name, row })
    }
    assert.ok(foreign.length > 25, `${foreign.length} ledgers with rows elsewhere`)
  })

  test('a row elsewhere is 404 on every way to it', async () => {
    const { ledgers: described } = (await as.office.get('/api/ledgers')).body
    for (const { ledger, row } of foreign) {
      const base = `/api/rows/${ledger}/${row.id}`
      const d = described.find((l) => l.name === ledger)
      const title = d.fields.find((f) => f.name === d.title)
      const answers = [
        await town.get(base),
        await town.get(`${base}/history`),
        await town.get(`${base}/views`),
        await town.post(base, { ver: row.ver, fields: { [title.name]: 'x' } }),
        await town.post(`${base}/remove`, { ver: row.ver, reason: '不应成功' }),
        await town.post(`${base}/restore`, {}),
        await town.post(`${base}/unseal`, { field: title.name, purpose: '不应成功' }),
        await town.post(`${base}/acts/${d.acts[0]?.name ?? 'finish'}`, { ver: row.ver }),
        await town.post(`/api/rows/${ledger}/bulk`, { rows: [{ id: row.id, ver: row.ver }], fields: { [title.name]: 'x' } }),
      ]
      answers.forEach((answer, i) => assert.equal(answer.status, 404, `${ledger} ${i}: ${answer.status} ${answer.text}`))
      assert.equal((await as.office.get(base)).body.ver, row.ver, `${ledger} was changed`)
    }
  })

  test('a removed row elsewhere cannot be read or restored', async () => {
    const made = await as.office.post('/api/rows/pledge', {
      region: '441624101', fields: { signer: '外镇人', kind: 'leader', signed_on: '2021-11-02', unit_post: '某某镇' },
    })
    assert.equal(made.status, 201, made.text)
    const base = `/api/rows/pledge/${made.body.id}`
    assert.equal((await as.office.post(`${base}/remove`, { ver: 1, reason: '试验' })).status, 204)
    for (const answer of [await town.get(base), await town.get(`${base}/history`), await town.post(`${base}/restore`, {})])
      assert.equal(answer.status, 404, answer.text)
    assert.equal((await as.office.post(`${base}/restore`, {})).status, 200)
  })

  test('the town cannot list, count, export, group or see figures of the county or another town', async () => {
    for (const region of [COUNTY, '441624101', '44', '0', '4416']) {
      for (const { ledger } of foreign) {
        const d = ledgers.find((l) => l.name === ledger)
        for (const [path, pairs] of [
          [`/api/rows/${ledger}`, {}], [`/api/rows/${ledger}/count`, {}],
          ...(may(d, 'office', 'e') ? [[`/api/rows/${ledger}/export`, { format: 'csv' }]] : []),
          ['/api/figures/by', { ledger, by: 'region' }], ['/api/figures', { ledger }],
        ]) {
          const answer = await town.get(path, { region, ...pairs })
          assert.equal(answer.status, 403, `${path} ${region}: ${answer.status} ${answer.text.slice(0, 200)}`)
        }
      }
      assert.equal((await town.get('/api/figures', { region })).status, 403)
      assert.equal((await town.get('/api/wall', { region })).status, 403)
    }
  })

  test('its own lists, search and wall hold nothing from elsewhere', async () => {
    for (const { ledger } of foreign) {
      for (const row of await allRows(town, ledger)) assert.equal(row.region.id, TOWN, ledger)
      const groups = (await town.get('/api/figures/by', { ledger, by: 'region' })).body.rows
      for (const group of groups) assert.equal(group.region.id, TOWN, ledger)
    }
    for (const q of ['镇', '张', '王', '换届', '任务']) {
      for (const region of [undefined, COUNTY, '0']) {
        const found = await town.get('/api/search', { q, ...(region ? { region } : {}) })
        assert.ok([200, 403].includes(found.status), found.text)
        for (const hit of found.body.hits ?? []) assert.equal(hit.region.id, TOWN, `${q}: ${hit.title}`)
      }
    }
    const wall = (await town.get('/api/wall')).body
    assert.equal(wall.region.id, TOWN)
    for (const child of wall.children) assert.ok(child.id.startsWith(TOWN))
  })

  test('it cannot create, move or import elsewhere', async () => {
    const fields = { signer: '本镇人', kind: 'leader', signed_on: '2021-11-03', unit_post: '本镇' }
    for (const region of [COUNTY, '441624101'])
      assert.equal((await town.post('/api/rows/pledge', { region, fields })).status, 403)
    const made = await town.post('/api/rows/pledge', { region: TOWN, fields })
    assert.equal(made.status, 201, made.text)
    const moved = await town.post(`/api/rows/pledge/${made.body.id}`, { ver: 1, fields: { region: '441624101' } })
    assert.equal(moved.status, 403, moved.text)

    const file = Buffer.from('签订人,承诺类别,签订日期\n甲,领导干部,2021-11-04\n')
    const up = await town.upload('/api/imports', file, { ledger: 'pledge', name: 'a.csv' })
    assert.equal(up.status, 201, up.text)
    const columns = up.body.columns.map((c) => c.field)
    const refused = await town.post(`/api/imports/${up.body.id}/check`, { columns, region: COUNTY })
    assert.equal(refused.status, 403, refused.text)
  })

  test('an import that names rows or places elsewhere has only wrong rows', async () => {
    const { row } = foreign.find((f) => f.ledger === 'pledge')
    const file = Buffer.from(
      `编号（不要改）,乡镇,签订人,承诺类别,签订日期\n${row.id},,改了,领导干部,2021-11-04\n,${row.region.id},乙,领导干部,2021-11-04\n`)
    const up = await town.upload('/api/imports', file, { ledger: 'pledge', name: 'b.csv' })
    const fields = ['id', 'region', 'signer', 'kind', 'signed_on']
    await town.post(`/api/imports/${up.body.id}/check`, { columns: fields, region: TOWN })
    let seen
    do seen = (await town.get(`/api/imports/${up.body.id}`)).body
    while (seen.state === 'checking')
    assert.equal(seen.bad, 2, JSON.stringify(seen))
    assert.equal((await town.post(`/api/imports/${up.body.id}/run`)).status, 422)
  })

  test('imports of others: neither seen, named, run, undone nor downloaded', async () => {
    const up = await as.office.upload('/api/imports', Buffer.from('签订人,承诺类别,签订日期\n甲,领导干部,2021-11-04\n'),
      { ledger: 'pledge', name: '县里的名单.csv' })
    const base = `/api/imports/${up.body.id}`
    for (const other of [town, as.discipline]) {
      for (const answer of [await other.get(base), await other.get(`${base}/wrong`), await other.post(`${base}/check`, { columns: [] }),
        await other.post(`${base}/run`), await other.post(`${base}/cancel`), await other.post(`${base}/undo`)])
        assert.equal(answer.status, 404, answer.text)
    }
    const names = (await town.get('/api/imports', { ledger: 'pledge' })).body.imports.map((i) => i.name)
    assert.ok(!names.includes('县里的名单.csv'), names.join())
  })

  test('files: only those of rows one may read, also when one points a row of one\'s own at them', async () => {
    const secret = Buffer.from('县里的扫描件')
    const kept = await as.office.upload('/api/files', secret, { name: 'scan.pdf' })
    assert.equal(kept.status, 201, kept.text)
    const made = await as.office.post('/api/rows/pledge', {
      region: '441624101',
      fields: { signer: '有扫描件', kind: 'leader', signed_on: '2021-11-05', unit_post: '某镇', scan: kept.body.id },
    })
    assert.equal(made.status, 201, made.text)
    assert.deepEqual((await as.office.get(`/api/files/${kept.body.id}`)).bytes, secret)
    for (const account of ['town1', 'congress', ...ADMINS])
      assert.equal((await as[account].get(`/api/files/${kept.body.id}`)).status, 404, account)

    const own = await town.post('/api/rows/pledge', {
      region: TOWN,
      fields: { signer: '借用附件', kind: 'leader', signed_on: '2021-11-05', unit_post: '本镇', scan: kept.body.id },
    })
    assert.equal(own.status, 400, `took the file of another: ${own.text}`)
    assert.equal(own.body.error.fields[0].field, 'scan')
    assert.equal((await town.get(`/api/files/${kept.body.id}`)).status, 404)

    const mine = await town.upload('/api/files', Buffer.from('本镇的'), { name: 'own.pdf' })
    const good = await town.post('/api/rows/pledge', {
      region: TOWN,
      fields: { signer: '自己附件', kind: 'leader', signed_on: '2021-11-05', unit_post: '本镇', scan: mine.body.id },
    })
    assert.equal(good.status, 201, good.text)
    const reused = await as.office.post(`/api/rows/pledge/${good.body.id}`, { ver: 1, fields: { scan: kept.body.id } })
    assert.equal(reused.status, 200, 'office may read both')
  })

  test('a reference to a row elsewhere is refused, by id and by title', async () => {
    const units = await allRows(as.office, 'unit')
    const { title } = (await as.office.get('/api/ledgers')).body.ledgers.find((l) => l.name === 'unit')
    const twice = (unit) => units.filter((u) => u[title] === unit[title]).length > 1
    const { region, id, [title]: name } = units.find((u) => u.region.id !== TOWN && !twice(u))
    const fields = { signer: '参照', kind: 'leader', signed_on: '2021-11-06', unit_post: '本镇' }
    assert.ok(region.id)
    for (const unit of [id, name]) {
      const answer = await town.post('/api/rows/pledge', { region: TOWN, fields: { ...fields, unit } })
      assert.equal(answer.status, 400, `${unit}: ${answer.text}`)
      assert.equal(answer.body.error.fields[0].field, 'unit')
    }
    const own = units.find((u) => u.region.id === TOWN && !twice(u))
    const good = await town.post('/api/rows/pledge', { region: TOWN, fields: { ...fields, unit: own[title] } })
    assert.equal(good.status, 201, good.text)
  })
})

describe('masked and sealed', () => {
  const PHONE = '13800138000'

  test('those who may not write see telephone numbers masked, everywhere', async () => {
    const [contact] = (await as.office.get('/api/rows/contact_point', { limit: '1' })).body.rows
    const set = await as.office.post(`/api/rows/contact_point/${contact.id}`, { ver: contact.ver, fields: { phone: PHONE } })
    assert.equal(set.status, 200, set.text)
    const [person] = (await as.cadre.get('/api/rows/person', { limit: '1' })).body.rows
    assert.equal((await as.cadre.post(`/api/rows/person/${person.id}`, { ver: person.ver, fields: { phone: PHONE } })).status, 200)
    assert.equal((await as.cadre.get(`/api/rows/person/${person.id}`)).body.phone, PHONE)

    for (const [ledger, id] of [['contact_point', contact.id], ['person', person.id]]) {
      const row = await as.leader.get(`/api/rows/${ledger}/${id}`)
      assert.equal(row.body.phone, '138****8000')
      for (const path of [`/api/rows/${ledger}`, `/api/rows/${ledger}/${id}/history`])
        assert.ok(!(await as.leader.get(path, { limit: '200' })).text.includes(PHONE), path)
      for (const pairs of [{ phone: PHONE }, { 'phone.has': '138' }, { 'phone.from': '138' }, { 'phone.to': '139' },
        { 'phone.empty': '1' }, { sort: 'phone' }, { sort: '-phone' }]) {
        for (const path of [`/api/rows/${ledger}`, `/api/rows/${ledger}/count`]) {
          const answer = await as.leader.get(path, pairs)
          assert.equal(answer.status, 403, `${path} ${JSON.stringify(pairs)}: ${answer.status}`)
          assert.equal(answer.body.error.code, 'list.masked')
        }
        const group = await as.leader.get('/api/figures/by', { ledger, by: 'region', ...pairs })
        assert.equal(group.status, 403, `group ${JSON.stringify(pairs)}`)
      }
      assert.equal((await as.leader.get('/api/figures/by', { ledger, by: 'phone' })).status, 400)
      assert.equal((await as.leader.get(`/api/rows/${ledger}`, { q: PHONE })).body.rows.length, 0)
      assert.equal((await as.leader.get('/api/search', { q: PHONE })).body.hits.length, 0)
    }
    const csv = await as.leader.get('/api/rows/contact_point/export', { format: 'csv' })
    assert.equal(csv.status, 200)
    assert.ok(!csv.text.includes(PHONE) && csv.text.includes('138****8000'))
  })

  test('a sealed value is in no list, row, history, export, search, figure, conflict or trace', async () => {
    const SECRET = '天机不可泄露甲乙丙'
    const made = await as.discipline.post('/api/rows/complaint', {
      region: COUNTY,
      fields: await (async () => {
        const { ledgers: all } = (await as.discipline.get('/api/ledgers')).body
        const { codes } = (await as.discipline.get('/api/codes')).body
        const fields = {}
        for (const f of all.find((l) => l.name === 'complaint').fields) {
          if (f.type === 'sealed') fields[f.name] = SECRET
          else if (f.required && f.type === 'code') fields[f.name] = codes[f.codes].items[0].code
          else if (f.required && f.type === 'date') fields[f.name] = '2021-11-07'
          else if (f.required && f.type === 'text') fields[f.name] = 'X2021-77'
        }
        return fields
      })(),
    })
    assert.equal(made.status, 201, made.text)
    const base = `/api/rows/complaint/${made.body.id}`
    const changed = await as.discipline.post(base, { ver: 1, fields: { content: `${SECRET}二` } })
    assert.equal(changed.status, 200, changed.text)
    const conflict = await as.discipline.post(base, { ver: 1, fields: { content: `${SECRET}三` } })
    assert.equal(conflict.status, 409, conflict.text)
    assert.ok(!conflict.text.includes(SECRET))

    const { body: row } = await as.discipline.get(base)
    assert.deepEqual(row.content, { sealed: true })
    for (const [who, path, pairs] of [
      ['discipline', base], ['discipline', `${base}/history`], ['discipline', `${base}/views`],
      ['discipline', '/api/rows/complaint', { limit: '200' }],
      ['discipline', '/api/search', { q: SECRET }], ['discipline', '/api/figures', { ledger: 'complaint' }],
      ['discipline', '/api/rows/complaint/export', { format: 'csv' }],
      ['audit', '/api/trace'], ['audit', '/api/views'],
    ]) {
      const answer = await as[who].get(path, pairs)
      assert.equal(answer.status, 200, `${path}: ${answer.text.slice(0, 200)}`)
      assert.ok(!answer.text.includes(SECRET), path)
      if (path === '/api/search') assert.equal(answer.body.hits.length, 0)
    }
    assert.equal((await as.discipline.get('/api/rows/complaint', { q: SECRET })).body.rows.length, 0)
    const xlsx = readXlsx((await as.discipline.get('/api/rows/complaint/export', { format: 'xlsx' })).bytes)
    assert.ok(!JSON.stringify(xlsx).includes(SECRET))
    for (const pairs of [{ content: SECRET }, { 'content.has': '天机' }, { sort: 'content' }, { 'content.from': 'a' }])
      assert.equal((await as.discipline.get('/api/rows/complaint', pairs)).status, 400, JSON.stringify(pairs))
    assert.equal((await as.discipline.get('/api/figures/by', { ledger: 'complaint', by: 'content' })).status, 400)
  })

  test('opening a seal needs a purpose and is seen: by the readers of the row and by the auditor', async () => {
    const { rows: [row] } = (await as.discipline.get('/api/rows/complaint', { limit: '1' })).body
    const base = `/api/rows/complaint/${row.id}`
    for (const purpose of ['', 'x', '长'.repeat(201)])
      assert.equal((await as.discipline.post(`${base}/unseal`, { field: 'content', purpose })).status, 422, purpose)
    assert.equal((await as.discipline.post(`${base}/unseal`, { field: 'no_such', purpose: '核查线索' })).status, 400)
    const opened = await as.discipline.post(`${base}/unseal`, { field: 'content', purpose: '核查线索' })
    assert.equal(opened.status, 200, opened.text)
    assert.ok(opened.body.value.length > 1)
    const [view] = (await as.discipline.get(`${base}/views`)).body.views
    assert.deepEqual([view.field, view.purpose, view.who], ['content', '核查线索', '纪检督导'])
    const seen = (await as.audit.get('/api/views')).body.views.find((v) => v.row === row.id)
    assert.equal(seen.purpose, '核查线索')
    assert.equal(seen.ledger, 'complaint')
  })

  test('a sealed field with lookup is found by its whole value only, and only by those who write', async () => {
    const rows = await allRows(as.cadre, 'person')
    let number
    for (const row of rows.slice(0, 20)) {
      const opened = await as.cadre.post(`/api/rows/person/${row.id}/unseal`, { field: 'id_number', purpose: '核对档案' })
      if (opened.body?.value) number = { row, value: opened.body.value }
    }
    assert.ok(number, 'no demo person has an identity number')
    const found = await as.cadre.get('/api/rows/person', { id_number: number.value })
    assert.deepEqual(found.body.rows.map((r) => r.id), [number.row.id])
    assert.equal((await as.leader.get('/api/rows/person', { id_number: number.value })).status, 403)
    assert.equal((await as.cadre.get('/api/rows/person', { 'id_number.has': number.value.slice(0, 6) })).status, 400)
    assert.equal((await as.cadre.get('/api/rows/person', { sort: 'id_number' })).status, 400)
  })
})

test('a job is seen by who started it only', async () => {
  const started = await as.audit.post('/api/verify')
  assert.equal(started.status, 202, started.text)
  assert.equal((await as.audit.get(`/api/jobs/${started.body.job}`)).status, 200)
  assert.equal((await as.system.get(`/api/jobs/${started.body.job}`)).status, 404)
})

test('signing out ends every way in', async () => {
  const browser = await signIn(server, 'office')
  const { cookie } = browser
  assert.equal((await browser.post('/api/session/end')).status, 204)
  browser.cookie = cookie
  for (const { method, path, who } of routes)
    if (who !== PUBLIC) assert.equal((await browser.ask(method, withQuery(method, filled(path)))).status, 401, path)
})
