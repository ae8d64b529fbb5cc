// Lists: paged, sorted, filtered, counted, grouped.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { SAMPLE } from './sample.mjs'
import { allRows, cleanUp, COUNTY, demoSite, serve, signInAll, TOWN } from './server.mjs'

let server, as

before(async () => {
  server = await serve(demoSite('lists'))
  as = await signInAll(server, ['system', 'office'])
  assert.equal((await as.system.post('/api/ledgers', SAMPLE)).status, 201)
})
after(cleanUp)

let n = 0
const create = async (fields = {}, more = {}) => {
  const made = await as.office.post('/api/rows/sample', { region: COUNTY, fields: { title: `样本${++n}`, ...fields }, ...more })
  assert.equal(made.status, 201, made.text)
  return made.body.id
}
describe('lists', () => {
  const TITLES = ['甲', '乙', '丙', '丁', '戊']

  before(async () => {
    for (let i = 0; i < 230; i++) {
      const made = await as.office.post('/api/rows/sample', { region: i % 2 ? COUNTY : TOWN, fields: {
        title: `列表${TITLES[i % 5]}${i % 50}`, held_on: i % 7 ? `2020-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}` : null,
        people: i % 11 ? i % 40 : null, cost: i % 13 ? `${i % 9}.50` : null, sex: ['1', '2', null][i % 3], due: i % 4 ? '2020-01-01' : '2099-01-01',
        notes: i % 10 ? null : '长文里的暗号', open: i % 2 === 0, place: i % 6 ? null : TOWN,
      }, state: i % 10 === 0 && i % 13 ? 'done' : 'doing' })
      if (made.status !== 201 && made.body.error.fields?.[0]?.code !== 'cell.group_taken') assert.fail(made.text)
    }
  })

  const key = (row, name) => (row[name] !== null && typeof row[name] === 'object' ? row[name].id : row[name])

  test('paging gives every row once, in order, with each sort and limit', async () => {
    const total = (await as.office.get('/api/rows/sample/count')).body
    assert.equal(total.exact, true)
    for (const name of ['title', 'people', 'cost', 'held_on', 'sex', 'open', 'id', 'place', 'unit', 'met_at', 'ratio']) {
      for (const sign of ['', '-']) {
        for (const limit of ['7', '200']) {
          const rows = await allRows(as.office, 'sample', { sort: sign + name, limit })
          assert.equal(rows.length, total.count, `${sign}${name}`)
          assert.equal(new Set(rows.map((r) => r.id)).size, total.count, `${sign}${name}: a row twice`)
          const keys = rows.map((r) => key(r, name)).filter((k) => k !== null)
          if (name === 'people') for (let i = 1; i < keys.length; i++) assert.ok(sign ? keys[i] <= keys[i - 1] : keys[i] >= keys[i - 1])
          if (name === 'held_on') for (let i = 1; i < keys.length; i++) assert.ok(sign ? keys[i] <= keys[i - 1] : keys[i] >= keys[i - 1])
        }
      }
    }
    for (const wrong of ['notes', 'secret', 'nothing', '--title', 'title desc', "title'"])
      assert.equal((await as.office.get('/api/rows/sample', { sort: wrong })).status, 400, wrong)
    for (const limit of ['0', '201', '-1', 'x']) assert.equal((await as.office.get('/api/rows/sample', { limit })).status, 400)
  })

  test('paging goes on rightly while rows are added and removed', async () => {
    const first = (await as.office.get('/api/rows/sample', { sort: '-people', limit: '50' })).body
    const [removed] = first.rows
    await as.office.post(`/api/rows/sample/${removed.id}/remove`, { ver: removed.ver, reason: '录错了' })
    await create({ people: 1000 })
    const rest = await allRows(as.office, 'sample', { sort: '-people', limit: '50', after: first.next })
    assert.equal(rest.filter((r) => first.rows.some((f) => f.id === r.id)).length, 0)
    assert.equal(rest.length + 50, (await as.office.get('/api/rows/sample/count')).body.count)
  })

  test('a tampered cursor is 400 or harmless, never a failure', async () => {
    const { next } = (await as.office.get('/api/rows/sample', { sort: 'people', limit: '5' })).body
    for (const after of ['x', '!', `${next}x`, next.slice(1), next.slice(0, -3), 'AAAA', "'; DROP TABLE sample; --", 'e30']) {
      const answer = await as.office.get('/api/rows/sample', { sort: 'people', limit: '5', after })
      assert.equal(answer.status, 400, `${after}: ${answer.status}`)
      assert.equal(answer.body.error.code, 'list.cursor')
    }
    const other = await as.office.get('/api/rows/sample', { sort: 'title', limit: '5', after: next })
    assert.ok([200, 400].includes(other.status), 'of another sort')
    for (let i = 0; i < next.length; i++) {
      const bent = next.slice(0, i) + (next[i] === 'B' ? 'C' : 'B') + next.slice(i + 1)
      assert.ok([200, 400].includes((await as.office.get('/api/rows/sample', { sort: 'people', after: bent })).status))
    }
  })

  test('each filter keeps exactly its rows, and count agrees', async () => {
    const all = await allRows(as.office, 'sample')
    const check = async (pairs, keeps) => {
      const rows = await allRows(as.office, 'sample', pairs)
      const want = all.filter(keeps).map((r) => r.id).sort()
      assert.deepEqual(rows.map((r) => r.id).sort(), want, JSON.stringify(pairs))
      assert.equal((await as.office.get('/api/rows/sample/count', pairs)).body.count, want.length, JSON.stringify(pairs))
      return want.length
    }
    assert.ok(await check({ sex: '1' }, (r) => r.sex === '1'))
    assert.ok(await check({ sex: '男' }, (r) => r.sex === '1'))
    assert.ok(await check({ sex: '1,2' }, (r) => r.sex !== null))
    assert.ok(await check({ 'sex.empty': '1' }, (r) => r.sex === null))
    assert.ok(await check({ 'sex.empty': '0' }, (r) => r.sex !== null))
    assert.ok(await check({ people: '3,5,7' }, (r) => [3, 5, 7].includes(r.people)))
    assert.ok(await check({ 'people.from': '10', 'people.to': '20' }, (r) => r.people !== null && r.people >= 10 && r.people <= 20))
    assert.ok(await check({ 'people.from': '-999999' }, (r) => r.people !== null))
    assert.ok(await check({ 'cost.from': '5', 'cost.to': '6.5' }, (r) => r.cost !== null && Number(r.cost) >= 5 && Number(r.cost) <= 6.5))
    assert.ok(await check({ 'held_on.from': '2020-03', 'held_on.to': '2020-04' }, (r) => r.held_on >= '2020-03-01' && r.held_on <= '2020-04-31'))
    assert.ok(await check({ 'held_on.to': '2020-02-15' }, (r) => r.held_on !== null && r.held_on <= '2020-02-15'))
    assert.ok(await check({ 'title.has': '甲1' }, (r) => r.title.includes('甲1')))
    assert.equal(await check({ 'title.has': '%' }, (r) => r.title.includes('%')), 0)
    assert.equal(await check({ 'title.has': '_' }, (r) => r.title.includes('_')), 0)
    assert.ok(await check({ title: '列表甲0' }, (r) => r.title === '列表甲0'))
    assert.ok(await check({ 'title.from': '列表', 'title.to': '列表乙' }, (r) => r.title >= '列表' && r.title <= '列表乙'))
    assert.ok(await check({ open: 'true' }, (r) => r.open === true))
    assert.ok(await check({ place: TOWN }, (r) => r.place?.id === TOWN))
    assert.ok(await check({ state: 'done' }, (r) => r.state === 'done'))
    assert.ok(await check({ state: 'done,doing' }, (r) => ['done', 'doing'].includes(r.state)))
    assert.ok(await check({ region: TOWN }, (r) => r.region.id === TOWN))
    assert.ok(await check({ late: '1' }, (r) => r.due !== null && r.due < new Date().toISOString().slice(0, 10) && !['done', 'dropped'].includes(r.state)))
    assert.ok(await check({ sex: '1', state: 'doing', region: TOWN, 'people.from': '5' }, (r) => r.sex === '1' && r.state === 'doing' && r.region.id === TOWN && r.people >= 5))
    assert.ok((await as.office.get('/api/rows/sample', { q: '暗号' })).body.rows.length > 5)
    assert.ok((await as.office.get('/api/rows/sample', { 'notes.has': '暗号' })).body.rows.length > 5)
    assert.equal((await as.office.get('/api/rows/sample', { q: '此文不存' })).body.rows.length, 0)
  })

  test('filters that mean nothing are refused with the key', async () => {
    for (const pairs of [{ nothing: '1' }, { 'title.like': 'x' }, { 'title.': 'x' }, { 'people.has': '1' }, { people: 'x' }, { sex: 'xyz' }, { state: 'nothing' },
      { secret: 'x' }, { 'secret.empty': '1', secret: 'x' }, { region: 'x' }, { 'held_on.from': 'gestern' }, { hj_account: '1' }, { "title'": 'x' }]) {
      const answer = await as.office.get('/api/rows/sample', pairs)
      assert.equal(answer.status, 400, `${JSON.stringify(pairs)}: ${answer.status} ${answer.text.slice(0, 100)}`)
    }
    for (const odd of ["' OR 1=1 --", '"', '\\', '%00', '*', 'a AND', 'NEAR(', '-', '(', '"""', '甲"'])
      for (const path of ['/api/rows/sample', '/api/search']) assert.equal((await as.office.get(path, { q: odd })).status, 200, `${path} ${odd}`)
  })

  test('one way to ask, the same everywhere: what is wrong is named', async () => {
    const paths = { rows: '/api/rows/sample?', count: '/api/rows/sample/count?', export: '/api/rows/sample/export?format=csv&', by: '/api/figures/by?ledger=sample&by=sex&' }
    for (const [query, code, key, ...only] of [
      ['title=a&title=b', 'query.twice', 'title'], ['state=todo&state=done', 'query.twice', 'state'], ['people.from=1&people.from=2', 'query.twice', 'people.from'],
      ['title=', 'shape.empty', 'title'], ['q=', 'shape.empty', 'q'], ['sex=1,', 'shape.empty', 'sex'], ['title=a,,b', 'shape.empty', 'title'],
      ['late=2', 'shape.word', 'late'], ['late=true', 'shape.word', 'late'], ['unit.empty=yes', 'shape.word', 'unit.empty'],
      ['due.from=2026', 'list.value', 'due.from'], ['sex=nosuch', 'list.value', '1 男'], ['people=x', 'list.value', 'people'], ['place=x', 'shape.region', 'place'], ['place.from=x', 'shape.region', 'place.from'], ['unit=财政局', 'shape.id', 'unit'],
      ['nothing=1', 'list.key', 'nothing'], ['title.like=1', 'list.key', 'title.like'], ['state=nosuch', 'list.state', 'nosuch'], ['filters=1', 'query.key', 'filters'],
      ['limit=', 'shape.empty', 'limit', 'rows'], ['limit=0', 'shape.integer', '200', 'rows'], ['limit=201', 'shape.integer', '200', 'rows'], ['limit=x', 'shape.integer', 'limit', 'rows'],
      ['sort=-created_at', 'list.sort', 'held_on', 'rows', 'export'], ['sort=notes', 'list.sort', 'held_on', 'rows', 'export'],
      ['limit=1', 'query.key', 'limit', 'count', 'export', 'by'], ['after=x', 'query.key', 'after', 'count', 'export', 'by'], ['sort=title', 'query.key', 'sort', 'count', 'by'],
    ])
      for (const path of only.length ? only : Object.keys(paths)) {
        const answer = await as.office.get(paths[path] + query)
        assert.equal(answer.status, 400, `${path} ${query}: ${answer.status}`)
        assert.equal(answer.body.error.code, code, `${path} ${query}: ${answer.text}`)
        assert.ok(answer.body.error.message.includes(key), `${path} ${query}: ${answer.text}`)
        if (/^list/.test(code)) assert.deepEqual(answer.body.error.fields.map((f) => f.field), [query.split('=')[0]])
      }
    const all = await allRows(as.office, 'sample'), titles = all.filter((_, i) => i % 40 === 0).map((r) => r.title)
    assert.equal((await as.office.get('/api/rows/sample/count', { title: titles.join(',') })).body.count, all.filter((r) => titles.includes(r.title)).length)
    assert.equal((await as.office.get('/api/rows/sample/count', { title: 'x' })).body.count, 0, 'shorter than any title: no row')
  })

  test('as many conditions as are allowed; more is refused and says how many', async () => {
    const values = (n) => Array.from({ length: n }, (_, i) => i).join(',')
    const fields = ['people', 'ratio', 'cost', 'title', 'code_no', 'notes', 'phone', 'mail', 'held_on', 'born', 'due', 'done_on', 'place', 'unit', 'who', 'sex']
    const ways = fields.flatMap((f) => [`${f}.empty=0`, ...(['place', 'unit', 'who', 'sex'].includes(f) ? [] : [`${f}.from=2020`, `${f}.to=2020`])])
    const filters = (n, each) => [`people=${values(each)}`, ...ways.map((w) => (/^(held_on|born|due|done_on)/.test(w) ? w.replace('2020', '2020-01') : w))].slice(0, n).join('&')
    const refused = async (path, code, most) => {
      const answer = await as.office.get(path)
      assert.equal(answer.status, 400, `${code}: ${answer.status} ${answer.text.slice(0, 200)}`)
      assert.equal(answer.body.error.code, code)
      assert.match(answer.body.error.message, new RegExp(`${most}`))
    }
    const few = (await as.office.get('/api/rows/sample/count', { people: values(40) })).body.count
    assert.ok(few > 100)
    for (const what of ['/count?', '?sort=people&limit=5&', '?sort=-people&limit=5&'])
      assert.equal((await as.office.get(`/api/rows/sample${what}${filters(40, 100)}`)).status, 200, what)
    assert.equal((await as.office.get(`/api/rows/sample/count?${filters(2, 40)}`)).body.count, few)
    assert.equal((await as.office.get(`/api/figures/by?ledger=sample&by=sex&${filters(40, 100)}`)).status, 200)
    await refused(`/api/rows/sample?people=${values(101)}`, 'list.values', 100)
    await refused(`/api/rows/sample/count?${filters(41, 1)}`, 'list.filters', 40)
    await refused(`/api/figures/by?ledger=sample&by=sex,state,region,open,place`, 'list.groups', 4)
    for (const path of ['/api/rows/sample', '/api/search']) await refused(`${path}?q=${encodeURIComponent('甲'.repeat(101))}`, 'list.words', 100)
    assert.equal((await as.office.get('/api/rows/sample', { q: '甲乙丙丁'.repeat(25) })).status, 200)
  })

  test('no address carries more parameters than are read, nor bytes that are no text', async () => {
    const pairs = (n) => Array.from({ length: n }, (_, i) => `x${i}=1`).join('&')
    for (const path of ['/api/rows/sample', '/api/search', '/api/regions', '/api/health', '/api/figures']) {
      const many = await as.office.get(`${path}?${pairs(81)}`)
      assert.equal(many.status, 400, path)
      assert.equal(many.body.error.code, 'request.queries', path)
      assert.match(many.body.error.message, /81.*80/)
      for (const odd of ['q=a%00b', 'a%00b=1', 'q=%ff', '%c3%28=1']) {
        const answer = await as.office.get(`${path}?${odd}`)
        assert.equal(answer.status, 400, `${path}?${odd}`)
        assert.equal(answer.body.error.code, 'request.query', `${path}?${odd}`)
      }
    }
  })

  test('an address that is no text is refused in text', async () => {
    for (const path of ['/api/health%00', '/api/rows/sample%00', '/api/rows/sample%00/count', '/api/%ff', '/api/rows/%c3%28', '/api/regions/%e7%94', `/api/${'x'.repeat(199)}%ff`]) {
      const answer = await as.office.get(path)
      assert.equal(answer.status, 400, path)
      assert.equal(answer.body.error.code, 'request.path_text')
    }
    const long = await as.office.get(`/api/${encodeURIComponent('甲'.repeat(200))}`)
    assert.equal(long.status, 404)
    assert.doesNotMatch(long.text, /\uFFFD/)
  })

  test('groups and figures agree with the rows', async () => {
    const all = await allRows(as.office, 'sample')
    const { rows } = (await as.office.get('/api/figures/by', { ledger: 'sample', by: 'sex', sum: 'cost' })).body
    for (const group of rows) {
      const mine = all.filter((r) => r.sex === group.sex)
      assert.equal(group.count, mine.length)
      const sum = mine.reduce((total, r) => total + Math.round(Number(r.cost ?? 0) * 100), 0)
      assert.equal(Math.round(Number(group.sum ?? 0) * 100), sum)
    }
    const { figures } = (await as.office.get('/api/figures', { ledger: 'sample' })).body
    const figure = (name) => figures.find((f) => f.name === name)
    assert.equal(figure('rows').total, all.length)
    for (const { key: sex, value } of figure('by_sex').values) assert.equal(value, all.filter((r) => (r.sex ?? '') === sex).length)
    const late = (await as.office.get('/api/rows/sample/count', { late: '1' })).body.count
    assert.equal(figure('late').total, late)
  })
})
