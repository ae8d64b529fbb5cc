// Who may what: every route for every account, every ledger for every role.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { ledgers, may, mayAct, permissions, routes, words } from './matrix.mjs'
import { ACCOUNTS, ADMINS, Browser, cleanUp, demoSite, RECORD_ROLES, root, serve, signIn, signInAll, TOWN } from './server.mjs'

const filled = (path) => path.replace('{ledger}', 'task').replace('{act}', 'begin').replace(/\{\w+\}/g, '999999999999999')

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
    const sources = readdirSync(folder, { recursive: true })
      .filter((name) => name.endsWith('.c'))
      .flatMap((name) => readFileSync(join(folder, name), 'utf8').match(/\{ HTTP_(GET|POST), +"[^"]+"/g) ?? [])
    assert.equal(sources.length, routes.length)
    for (const { path, right, roles } of routes) {
      assert.match(right, /^(everybody|oneself|every account|role|any ledger: write|(`\w+`|ledger in the (path|query)): (read|write|export|act|unseal)( or \w+)*)$/, path)
      if (/^(role|any|`)/.test(right)) assert.ok(roles && words(roles).every((role) => [...RECORD_ROLES, 'teller', 'scrutineer', ...ADMINS].includes(role)), path)
    }
  })

  test('is the one in docs/permissions.md', () => {
    assert.equal(readFileSync(join(root, 'docs/permissions.md'), 'utf8'), permissions.join('\n'))
  })

  test('names no administrator for any ledger', () => {
    for (const ledger of ledgers) for (const role of ADMINS) assert.equal(ledger.roles[role], undefined)
  })
})

describe('every route', () => {
  test('every POST without X-Huanjie is refused, signed in or not', async () => {
    for (const { method, path } of routes) {
      if (method !== 'POST') continue
      for (const browser of [nobody, as.office, as.system]) {
        const answer = await browser.ask('POST', filled(path), { header: false })
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
  for (const { method, path, right } of routes)
    if (right !== 'everybody') assert.equal((await browser.ask(method, filled(path))).status, 401, path)
})
