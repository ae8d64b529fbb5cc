// A stand-in for the server while working on the UI: speaks docs/api.md with fictional rows kept in memory.
// node mock/server.mjs [PORT]; log in with any demo account and any password of six characters or more.
import { createServer } from 'node:http'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { congressRoute } from './congress.mjs'
import { districtsRoute } from './districts.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const dist = process.env.DIST ?? fileURLToPath(new URL('../dist', import.meta.url))
const load = (dir) =>
  readdirSync(join(root, dir))
    .filter((f) => f.endsWith('.json'))
    .map((f) => JSON.parse(readFileSync(join(root, dir, f), 'utf8')))
const ledgers = load('ledgers')
const codes = Object.fromEntries(load('data/codes').map((c) => [c.name, c]))

let seed = 7
const rnd = (n) => {
  seed = (seed * 1103515245 + 12345) & 0x7fffffff
  return (seed >> 12) % n
}
const of = (list) => list[rnd(list.length)]
const COUNTY = { id: '430211', label: '天元区' }
const PATH = [{ id: '43', label: '湖南省' }, { id: '4302', label: '株洲市' }, COUNTY]
const towns = [
  '嵩山路街道',
  '泰山路街道',
  '栗雨街道',
  '马家河街道',
  '群丰镇',
  '雷打石镇',
  '三门镇',
  '龙泉镇',
  '白石乡',
  '清水乡',
].map((label, i) => ({ id: `4302110${String(i + 1).padStart(2, '0')}`, label }))
const all = [...PATH, ...towns]
const regionOf = (id) => all.find((r) => r.id === id) ?? COUNTY
const names = () =>
  of('王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'.split('')) +
  of(['丽', '伟', '建国', '晓红', '志强', '敏', '海燕', '文博', '思远', '桂英', '俊', '佳宁'])
const nouns = [
  '召开动员部署会',
  '乡镇党委换届方案审核',
  '代表资格审查',
  '干部谈心谈话',
  '风险隐患排查',
  '选举办法培训',
  '会务准备',
  '考察材料归档',
  '公示与异议受理',
  '人事方案报批',
]
const two = (n) => String(n).padStart(2, '0')
const date = (p) =>
  p === 'month'
    ? `${1965 + rnd(30)}-${two(1 + rnd(12))}`
    : `2026-${two(9 + rnd(4))}-${two(1 + rnd(28))}`

const pools = new Map()
let next = 1
function value(f, ledger) {
  if (!f.required && rnd(7) === 0) return null
  switch (f.type) {
    case 'text':
      return f.format === 'phone'
        ? `1380731${1000 + rnd(9000)}`
        : /name|leader|chief|who|owner/.test(f.name)
          ? names()
          : f.name === ledger.title
            ? `${of(nouns)}（${1 + rnd(40)}）`
            : of(nouns)
    case 'longtext':
      return '经研究，按照时间节点推进各项工作；责任单位每周报送一次进展，问题当面说清、当场交办。'
    case 'integer':
      return rnd(60)
    case 'decimal':
    case 'money':
      return (rnd(900000) / 100).toFixed(2)
    case 'date':
      return date(f.precision)
    case 'instant':
      return `2026-11-${two(1 + rnd(28))}T08:30:00Z`
    case 'bool':
      return rnd(2) === 0
    case 'code':
      return of(codes[f.codes]?.items ?? [{ code: '1' }]).code
    case 'region':
      return of(towns)
    case 'ref':
    case 'person': {
      const r = rows(f.to ?? 'person', true)
      return r.length
        ? {
            id: r[0].id,
            label: String(
              r[rnd(r.length)][ledgers.find((l) => l.name === (f.to ?? 'person'))?.title] ?? '—',
            ),
          }
        : null
    }
    case 'file':
      return { id: 'f1', name: '证明材料.pdf', bytes: 182331 }
    case 'sealed':
      return { sealed: true }
  }
}
function make(ledger, shallow) {
  const row = {
    id: String(9000000 + next++),
    region: of(towns),
    ver: 1 + rnd(4),
    created_at: '2026-10-11T02:10:00Z',
    updated_at: '2026-11-20T08:30:00Z',
  }
  if (ledger.states) row.state = of(ledger.states).name
  for (const f of ledger.fields)
    row[f.name] = shallow && (f.type === 'ref' || f.type === 'person') ? null : value(f, ledger)
  return row
}
function rows(name, shallow = false) {
  const ledger = ledgers.find((l) => l.name === name)
  if (!ledger) return []
  if (!pools.has(name)) {
    pools.set(name, [])
    pools.set(
      name,
      name === 'goal'
        ? []
        : Array.from({ length: name === 'person' ? 160 : 73 }, () => make(ledger, shallow)),
    )
  }
  return pools.get(name)
}
const today = new Date().toISOString().slice(0, 10)
const late = (l, r) =>
  Boolean(
    l.deadline &&
    r[l.deadline.field] &&
    r[l.deadline.field] < today &&
    !l.deadline.until.includes(r.state),
  )
const plain = (v) => (v && typeof v === 'object' ? (v.id ?? '') : String(v ?? ''))
function matches(l, r, q) {
  const region = q.get('region')
  if (region && !r.region.id.startsWith(region)) return false
  for (const [k, v] of q) {
    if (['region', 'sort', 'limit', 'after', 'format', 'empty'].includes(k)) continue
    const dot = k.lastIndexOf('.')
    const [f, end] = dot < 0 ? [k, ''] : [k.slice(0, dot), k.slice(dot + 1)]
    if (k === 'q') {
      if (!JSON.stringify(r).includes(v)) return false
    } else if (k === 'late') {
      if (!late(l, r)) return false
    } else if (end === 'has') {
      if (!plain(r[f]).includes(v)) return false
    } else if (end === 'from') {
      if (plain(r[f]) < v) return false
    } else if (end === 'to') {
      if (plain(r[f]) > v + '~') return false
    } else if (end === 'empty') {
      if ((r[f] === null) !== (v === '1')) return false
    } else if (!v.split(',').includes(plain(r[f]))) return false
  }
  return true
}
function figure(l, f, list) {
  const kept = list.filter((r) =>
    Object.entries(f.where ?? {}).every(([k, v]) =>
      v === '*' ? r[k] !== null : [v].flat().map(String).includes(plain(r[k])),
    ),
  )
  const n = (rs) => (f.sum ? rs.reduce((s, r) => s + Number(r[f.sum] ?? 0), 0) : rs.length)
  if (!f.by) return { total: n(kept) }
  const groups = new Map()
  for (const r of kept) {
    const k = plain(r[f.by]).slice(
      0,
      l.fields.find((x) => x.name === f.by)?.type === 'date' ? 7 : 99,
    )
    groups.set(k, [...(groups.get(k) ?? []), r])
  }
  return {
    values: [...groups].map(([key, rs]) => ({
      key,
      label: rs[0][f.by]?.label ?? key,
      value: n(rs),
    })),
  }
}
function wall(region) {
  const kids = region === '430211' ? towns : region === '4302' ? [COUNTY] : []
  const cells = (id) => {
    const out = {}
    for (const l of ledgers) {
      const list = rows(l.name).filter((r) => r.region.id.startsWith(id))
      for (const f of l.figures ?? [])
        if (f.wall && !f.by) out[`${l.name}.${f.name}`] = figure(l, f, list).total
      if (l.deadline) out[`${l.name}.late`] = list.filter((r) => late(l, r)).length
    }
    return out
  }
  const figures = ledgers
    .flatMap((l) =>
      (l.figures ?? [])
        .filter((f) => f.wall && f.by)
        .map((f) => ({
          key: `${l.name}.${f.name}`,
          ledger: l.name,
          name: f.name,
          label: f.label,
          by: f.by,
          wall: f.wall,
          ...figure(
            l,
            f,
            rows(l.name).filter((r) => r.region.id.startsWith(region)),
          ),
        })),
    )
    .sort((a, b) => a.wall - b.wall)
  return {
    region: {
      ...regionOf(region),
      path: PATH.slice(0, PATH.findIndex((p) => p.id === region) + 1 || 3),
    },
    children: kids.map((t) => ({ ...t, cells: cells(t.id) })),
    totals: cells(region),
    figures,
    at: new Date().toISOString(),
  }
}

let who = null
const ADMIN = { system: 'system', security: 'security', audit: 'audit' }
const session = () => ({
  account: { id: who, name: who, title: who === 'office' ? '李明' : '', locale: null },
  grants: [{ role: ADMIN[who] ?? (who === 'town1' ? 'office' : who), region: COUNTY }],
  must_change: who === 'fresh',
  totp: false,
  site: { name: '天元区换届办', region: { ...COUNTY, path: PATH }, demo: true, version: '0.1.0' },
  idle_seconds: 1800,
  home: COUNTY,
})
const imports = []
const gone = []
function importOf(ledger, name, bad) {
  const fs = ledger.fields.slice(0, 6)
  return {
    id: String(imports.length + 1),
    ledger: ledger.name,
    name,
    who: '李明',
    at: new Date().toISOString(),
    state: 'uploaded',
    region: COUNTY,
    done: 0,
    total: 30,
    rows: 30,
    good: bad ? 28 : 30,
    bad: bad ? 2 : 0,
    more_errors: 0,
    columns: [
      ...fs.map((f) => ({
        heading: f.label['zh-Hans'],
        samples: ['甲', '乙', '丙'],
        field: f.name,
      })),
      { heading: '备用', samples: ['x'], field: null },
    ],
    errors: bad
      ? [
          {
            row: 3,
            column: 'C',
            heading: '出生年月',
            field: 'birth',
            value: '1980.13',
            code: 'cell.date',
            message: '“1980.13”不是日期：没有 13 月。',
            hint: '写成 1980.12 或 1980-12-05',
          },
          {
            row: 17,
            column: 'A',
            heading: '姓名',
            field: 'name',
            value: '',
            code: 'cell.required',
            message: '姓名没有填。',
            hint: '填写姓名',
          },
        ]
      : [],
    preview: Array.from({ length: 4 }, () => [names(), '男', '1980-05', '甲', '乙', '丙', '']),
  }
}
const accounts = ['office', 'cadre', 'town1', 'system'].map((n, i) => ({
  id: n,
  name: n,
  title: names(),
  state: i === 2 ? 'locked' : 'active',
  grants: [{ role: n === 'town1' ? 'office' : n, region: COUNTY }],
  last_seen: i ? '2026-11-21T02:00:00Z' : null,
  totp: i === 1,
}))
const hant = (x) =>
  x && typeof x === 'object'
    ? Array.isArray(x)
      ? x.map(hant)
      : Object.fromEntries(
          Object.entries(
            'zh-Hans' in x && !x['zh-Hant'] ? { ...x, 'zh-Hant': x['zh-Hans'] } : x,
          ).map(([k, v]) => [k, hant(v)]),
        )
    : x

function route(method, path, q, body) {
  const p = path.split('/')
  const fail = (status, code, message, more = {}) => ({ status, error: { code, message, ...more } })
  if (path === 'health') return { ok: true, version: '0.1.0', demo: true }
  if (path === 'session' && method === 'POST') {
    if (body.password.length < 6) return fail(401, 'login.wrong', '账号或密码不对。')
    who = body.account
    return session()
  }
  if (p[0] === 'vote') return congressRoute({ method, path, q, body, root, load: rows })
  if (!who) return fail(401, 'signed_out', '请先登录。')
  const congress =
    districtsRoute({ path, load: rows, today }) ??
    congressRoute({ method, path, q, body, root, load: rows })
  if (congress !== undefined) return congress
  if (path === 'session') return session()
  if (path === 'session/end') {
    who = null
    return null
  }
  if (path === 'session/unlock')
    return body.password.length < 6 ? fail(401, 'login.wrong', '密码不对。') : null
  if (path === 'account/totp/new')
    return {
      secret: 'JBSWY3DPEHPK3PXP',
      uri: 'otpauth://totp/huanjie:office?secret=JBSWY3DPEHPK3PXP&issuer=huanjie',
    }
  if (p[0] === 'account') return null
  if (path === 'ledgers')
    return method === 'POST'
      ? fail(400, 'invalid', '缺少 "title"：要写明哪个字段用来称呼一行。', { line: 5 })
      : {
          ledgers: ADMIN[who]
            ? []
            : ledgers.map((l) => ({
                ...hant(l),
                may: {
                  write: who !== 'leader',
                  export: true,
                  acts: who === 'leader' ? [] : (l.acts ?? []).map((a) => a.name),
                  unseal: ['identity', 'talk', 'complaint', 'reporter'],
                },
                site: false,
              })),
        }
  if (path === 'codes') return { codes: hant(codes) }
  if (path === 'regions/find')
    return {
      regions: all
        .filter((r) => r.label.includes(q.get('q')))
        .map((r) => ({ ...r, path: '湖南省 株洲市 天元区' })),
    }
  if (path === 'regions') {
    const parent = q.get('parent')
    return {
      regions: !parent
        ? [{ ...COUNTY, level: 3, children: true }]
        : parent === '430211'
          ? towns.map((t) => ({ ...t, level: 4, children: false }))
          : [],
    }
  }
  if (p[0] === 'regions') {
    const r = regionOf(p[1])
    const i = PATH.findIndex((x) => x.id === r.id)
    return { ...r, level: i < 0 ? 4 : i + 1, path: i < 0 ? [...PATH, r] : PATH.slice(0, i + 1) }
  }
  if (path === 'wall') return wall(q.get('region') ?? '430211')
  if (path === 'figures/by') {
    const m = new Map()
    for (const r of rows(q.get('ledger'))) {
      const k = r.region.id + ',' + r.state
      m.set(k, (m.get(k) ?? 0) + 1)
    }
    return {
      rows: [...m].map(([k, count]) => ({
        region: k.split(',')[0],
        state: k.split(',')[1],
        count,
      })),
    }
  }
  if (path === 'search') {
    const t = q.get('q')
    return {
      hits: ledgers
        .flatMap((l) =>
          rows(l.name)
            .filter((r) => plain(r[l.title]).includes(t))
            .slice(0, 4)
            .map((r) => ({
              ledger: l.name,
              id: r.id,
              title: plain(r[l.title]),
              region: r.region,
              detail: '状态、责任人、时间',
            })),
        )
        .slice(0, 50),
    }
  }
  if (p[0] === 'files') return { id: 'f2', name: q.get('name'), bytes: 4242 }
  if (p[0] === 'imports') {
    if (p.length === 1 && method === 'POST') {
      const j = importOf(
        ledgers.find((l) => l.name === q.get('ledger')),
        q.get('name'),
        imports.length % 2 === 0,
      )
      imports.unshift(j)
      return { status: 201, ...j }
    }
    if (p.length === 1) return { imports: imports.filter((j) => j.ledger === q.get('ledger')) }
    const j = imports.find((x) => x.id === p[1])
    const to = {
      check: ['checking', 'checked'],
      run: ['running', 'done'],
      undo: ['undoing', 'undone'],
      cancel: ['cancelled', 'cancelled'],
    }[p[2]]
    if (to) {
      j.state = to[0]
      j.done = 0
      j.then = to[1]
    } else if (['checking', 'running', 'undoing'].includes(j.state)) {
      j.done += 10
      if (j.done >= 30) j.state = j.then
    }
    return j
  }
  if (p[0] === 'accounts')
    return method === 'GET'
      ? { accounts }
      : p[2] === 'reset' || p.length === 1
        ? { id: 'x', password: 'Kq7-mumu-42xx' }
        : null
  if (path === 'trace' && q.get('who') && !accounts.some((a) => a.name === q.get('who')))
    return fail(404, 'not_found', '没有这个账号')
  if (path === 'trace')
    return {
      changes: Array.from({ length: 30 }, (_, i) => ({
        at: `2026-11-21T0${i % 9}:12:00Z`,
        who: '李明',
        act: of(['create', 'change', 'import', 'remove']),
        ledger: of(ledgers).name,
        row: String(9000000 + i),
        region: of(towns),
        from: '10.0.3.18',
      })),
      next: 'x',
    }
  if (path === 'views')
    return {
      views: [
        {
          at: '2026-11-21T03:00:00Z',
          who: '李明',
          ledger: 'person',
          row: '9000004',
          field: 'id_number',
          purpose: '核对任免审批表',
        },
      ],
    }
  if (path === 'verify' || (path === 'backups' && method === 'POST'))
    return { status: 202, job: 'j1' }
  if (p[0] === 'jobs')
    return { state: 'done', done: 812, total: 812, result: { regions: 11, changes: 812, wrong: 0 } }
  if (path === 'backups')
    return {
      backups: [
        { name: 'huanjie-20261121.tar', bytes: 18233112, at: '2026-11-21T18:00:00Z', tested: true },
        {
          name: 'huanjie-20261120.tar',
          bytes: 18133112,
          at: '2026-11-20T18:00:00Z',
          tested: false,
        },
      ],
    }
  if (p[0] !== 'rows') return fail(404, 'not_found', '没有这个地址。')
  const l = ledgers.find((x) => x.name === p[1])
  if (!l) return fail(404, 'not_found', '没有这本台账。')
  let list = rows(l.name)
  if (p.length === 2 && method === 'GET') {
    list = list.filter((r) => matches(l, r, q))
    const sort = q.get('sort')
    if (sort) {
      const f = sort.replace('-', '')
      const s = sort[0] === '-' ? -1 : 1
      list = [...list].sort((a, b) => s * (plain(a[f]) < plain(b[f]) ? -1 : 1))
    }
    const at = Number(q.get('after') ?? 0)
    const n = Number(q.get('limit') ?? 50)
    return { rows: list.slice(at, at + n), next: at + n < list.length ? String(at + n) : null }
  }
  if (p[2] === 'count') return { count: list.filter((r) => matches(l, r, q)).length, exact: true }
  if (p[2] === 'removed')
    return {
      rows: gone
        .filter((x) => x.ledger === l.name && x.region.id.startsWith(q.get('region') ?? ''))
        .map(({ ledger: _, row: __, ...x }) => x),
    }
  if (p[3] === 'restore') {
    const i = gone.findIndex((x) => x.id === p[2])
    if (i < 0) return fail(404, 'not_found', '没有这条记录。')
    const [x] = gone.splice(i, 1)
    list.unshift(x.row)
    return { id: x.id, ver: ++x.row.ver }
  }
  if (p[2] === 'bulk') return { done: body.rows.length }
  if (p.length === 2) {
    if (body.fields[l.title] === '错')
      return fail(422, 'rule', '有一处不对。', {
        fields: [{ field: l.title, code: 'x', message: '这个名称已经有了，请换一个。' }],
      })
    const r = { ...make(l), ...body.fields, region: regionOf(body.region), ver: 1 }
    list.unshift(r)
    return { status: 201, id: r.id, ver: 1 }
  }
  const row = list.find((r) => r.id === p[2])
  if (!row) return fail(404, 'not_found', '没有这条记录，可能已被移除。')
  if (p[3] === 'history')
    return {
      changes: [
        {
          seq: 3,
          at: '2026-11-20T08:30:00Z',
          who: '李明',
          act: 'change',
          fields: l.fields
            .filter((f) => f.type !== 'sealed')
            .slice(0, 3)
            .map((f) => ({
              field: f.name,
              before: value({ ...f, required: true }, l),
              after: row[f.name],
            })),
        },
        {
          seq: 2,
          at: '2026-11-01T08:30:00Z',
          who: '王丽',
          act: l.acts?.[0]?.name ?? 'change',
          reason: '按期完成',
          fields: l.states ? [{ field: 'state', before: l.states[0].name, after: row.state }] : [],
        },
        {
          seq: 1,
          at: '2026-10-11T02:10:00Z',
          who: '王丽',
          act: 'create',
          batch: '1',
          fields: l.fields
            .slice(0, 5)
            .map((f) => ({ field: f.name, before: null, after: row[f.name] })),
        },
      ],
    }
  if (p[3] === 'views')
    return {
      views: [
        {
          at: '2026-11-21T03:00:00Z',
          who: '李明',
          field: l.fields.find((f) => f.type === 'sealed')?.name,
          purpose: '核对任免审批表',
        },
      ],
    }
  if (p[3] === 'unseal') return { value: '430211198005120012' }
  if (p[3] === 'remove') {
    gone.unshift({
      ledger: l.name,
      row,
      id: row.id,
      region: row.region,
      title: plain(row[l.title]),
      at: new Date().toISOString(),
      who: '李明',
      reason: body.reason,
    })
    list.splice(list.indexOf(row), 1)
    return null
  }
  if (p[3] === 'acts') {
    row.ver++
    row.state = l.acts.find((a) => a.name === p[4]).to
    Object.assign(row, body.fields)
    return { id: row.id, ver: row.ver, state: row.state }
  }
  if (method === 'GET') return row
  if (Object.values(body.fields).includes('冲突') && body.ver === row.ver && !row.clashed) {
    row.clashed = true
    row.ver++
    const f = Object.keys(body.fields)[0]
    return fail(409, 'conflict', `王丽 于 14:02 改了 ${f}。`, {
      who: '王丽',
      at: '2026-11-21T06:02:00Z',
      row,
      fields: [{ field: f, yours: '冲突', theirs: '对方写的', base: row[f] }],
    })
  }
  for (const [k, v] of Object.entries(body.fields)) {
    const f = l.fields.find((x) => x.name === k)
    row[k] =
      f.type === 'sealed'
        ? { sealed: true }
        : ['ref', 'person'].includes(f.type) && v
          ? { id: v, label: '所选' }
          : v
  }
  row.ver++
  return { id: row.id, ver: row.ver }
}

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}
createServer((req, res) => {
  const url = new URL(req.url, 'http://x')
  if (!url.pathname.startsWith('/api/')) {
    const file = join(
      dist,
      url.pathname === '/' ? 'index.html' : url.pathname === '/vote' ? 'vote.html' : url.pathname,
    )
    if (!existsSync(file)) {
      res.writeHead(404)
      return res.end()
    }
    res.writeHead(200, {
      'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
      'Content-Security-Policy':
        "default-src 'self'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    })
    return res.end(readFileSync(file))
  }
  const parts = []
  req
    .on('data', (c) => parts.push(c))
    .on('end', () => {
      const text = Buffer.concat(parts).toString()
      const json = req.headers['content-type'] === 'application/json'
      const out = route(
        req.method,
        url.pathname.slice(5),
        url.searchParams,
        json ? JSON.parse(text || '{}') : {},
      )
      if (out === null) {
        res.writeHead(204)
        return res.end()
      }
      const { status = 200, ...rest } = out
      res.writeHead(status, { 'Content-Type': 'application/json' })
      res.end(JSON.stringify(rest))
    })
}).listen(Number(process.argv[2] ?? 8300), '127.0.0.1')
