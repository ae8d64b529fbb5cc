// Congress and election for the stand-in server: docs/congress.md with one fictional county congress kept in memory.
// It knows the shapes, not the law: sums and results here are for looking at pages only.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const NAMES = [
  '王试一',
  '李试',
  '欧阳少东',
  '赵试三',
  '钱试',
  '孙试五',
  '周试六',
  '吴试',
  '郑试八',
  '冯试九',
  '陈试',
  '褚试甲',
  '卫试乙',
  '蒋试',
  '沈试丁',
  '韩试戊',
  '杨试',
  '朱试庚',
  '秦试辛',
  '尤试',
  '许试子',
  '何试丑',
  '吕试',
  '施试卯',
  '张试辰',
  '孔试',
  '曹试午',
  '严试未',
  '华试',
  '金试酉',
  '魏试戌',
  '陶试',
  '姜试一二',
  '戚试三四',
  '谢试',
  '邹试七八',
  '喻试九十',
  '柏试',
  '水试百',
]
const DELEGATIONS = [
  '嵩山路',
  '泰山路',
  '栗雨',
  '马家河',
  '群丰',
  '雷打石',
  '三门',
  '龙泉',
  '白石',
  '清水',
  '县直一',
  '县直二',
].map((x) => `${x}代表团`)
const SEATS = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const code = (i) =>
  Array.from({ length: 8 }, (_, k) => SEATS[(i * 7 + k * 11 + ((i >> k) & 7)) % SEATS.length]).join(
    '',
  )
const now = () => new Date().toISOString()
const county = { id: '430211', label: '天元区' }
const row = (id, more) => ({
  id,
  region: county,
  ver: 1,
  created_at: '2026-10-11T02:10:00Z',
  updated_at: '2026-11-20T08:30:00Z',
  ...more,
})
const C = { id: '7001', label: '中国共产党天元区第六次代表大会' }

const congress = row(C.id, {
  title: C.label,
  kind: 'party',
  level: 'county',
  opens_on: '2026-12-08',
  closes_on: '2026-12-10',
  place: '区会议中心',
  rules: 'county-party-2020',
  state: 'open',
})
const sittings = [
  ['7101', '预备会议', 'preparatory', 'closed'],
  ['7102', '第一次全体会议', 'plenary', 'closed'],
  ['7103', '第三次全体会议（选举）', 'plenary', 'open'],
  ['7104', '闭幕会', 'plenary', 'planned'],
].map(([id, title, kind, state], i) =>
  row(id, {
    title,
    kind,
    state,
    congress: C,
    held_at: `2026-12-${['08', '09', '10', '10'][i]}T0${1 + i}:00:00Z`,
    place: '大礼堂',
    agenda: ['通过大会议程', '听取和审议报告', '选举'].slice(0, 1 + (i % 3)).map((t, k) =>
      row(`72${i}${k}`, {
        title: t,
        place: k + 1,
        kind: 'hands',
        state: state === 'closed' ? 'passed' : 'planned',
      }),
    ),
  }),
)
const roll = Array.from({ length: 248 }, (_, i) => ({
  id: String(80000 + i),
  name:
    NAMES[i % NAMES.length] +
    (i >= NAMES.length ? '甲乙丙丁戊己庚'[Math.floor(i / NAMES.length) % 7] : ''),
  delegation: DELEGATIONS[i % 12],
  seat: `${1 + (i >> 4)}排${1 + (i & 15)}座`,
  badge: code(i),
  votes: true,
  status: i < 231 ? 'present' : i < 234 ? 'leave_sick' : null,
  came_at: i < 231 ? '2026-12-10T00:40:00Z' : null,
  left_at: null,
  door: '东门',
  reason: null,
}))
roll.push(
  ...Array.from({ length: 6 }, (_, i) => ({
    ...roll[240],
    id: String(81000 + i),
    name: `列席试${'一二三四五六'[i]}`,
    badge: code(400 + i),
    votes: false,
    delegation: null,
  })),
)
const officers = [
  ['presidium', 9, 'passed'],
  ['secretary_general', 1, 'passed'],
  ['chief_scrutineer', 1, 'proposed'],
  ['scrutineer', 5, 'proposed'],
  ['chief_teller', 1, 'proposed'],
  ['teller', 8, 'proposed'],
].flatMap(([duty, n, state], g) =>
  Array.from({ length: n }, (_, i) =>
    row(`73${g}${i}`, {
      name: roll[(g * 19 + i * 3) % 240].name,
      duty,
      state,
      delegation: DELEGATIONS[i],
      congress: C,
    }),
  ),
)

const person = (id) => (name, i) => ({
  id: `${id}${i}`,
  name,
  unit: null,
  sex: i % 3 ? '1' : '2',
  post: null,
})
const question = (id, title, office, seats, names) => ({
  id,
  ver: 1,
  title,
  office,
  post_title: null,
  seats,
  rules: 'county-party-2020',
  rules_edition: null,
  settings: {},
  candidates: names.map(person(id)),
  surplus: {
    least: Math.ceil(seats * 1.1),
    most: null,
    got: names.length,
    kept: names.length >= Math.ceil(seats * 1.1),
    article: '第十七条',
  },
  write_ins: seats,
  unknown: id === '76b' ? [{ name: names[0], characters: names[0].slice(-1) }] : [],
})
const quorum = (present) => ({
  base: 'due',
  of: 248,
  share: '1/2',
  op: 'more_than',
  needed: 125,
  present,
  met: present >= 125,
  article: '地方组织选举工作条例 第二十四条',
})
function poll(id, title, state, way, colour, elections) {
  const frozen = state !== 'preparing'
  return {
    id,
    ver: 1,
    state,
    title,
    congress: C,
    sitting: { id: '7103', label: '第三次全体会议（选举）' },
    region: county,
    cast: 1,
    round: 1,
    colour,
    way,
    style: 'boxes',
    previous: null,
    elections,
    attendance: frozen
      ? {
          due: 248,
          present: 231,
          leave_sick: 3,
          leave_business: 0,
          absent: 14,
          at: '2026-12-10T01:05:00Z',
          frozen,
        }
      : null,
    quorum: quorum(231),
    issue: {
      printed: frozen ? 260 : null,
      issued: state === 'preparing' ? null : 231,
      unused: 29,
      cut: 29,
      returned: ['closed', 'counted', 'signed'].includes(state) ? 231 : null,
      sums: [{ ok: true, text: '发出 231 + 剩余 29 = 印制 260' }],
    },
    urn: {
      slips: way === 'paper' ? 0 : 231,
      used: 118,
      state: way === 'paper' ? 'none' : state === 'frozen' ? 'none' : state,
      holders: ['王试一', '李试'],
    },
    groups: [],
    result: null,
    signatures: [],
    gates: [],
    next: [],
    reductions: [],
  }
}
const cited = (rule, article) => ({
  rule,
  document: '中国共产党地方组织选举工作条例',
  article,
  edition: '2021-01-05',
  confidence: 'S',
})
function resultOf(p) {
  return {
    questions: p.elections.map((e) => {
      const candidates = e.candidates.map((c, i) => ({
        name: c.name,
        approve: i < e.seats - 1 ? 226 - i * 2 : i < e.seats + 1 ? 131 : 96 - i,
        oppose: 3 + i,
        abstain: 1,
        unclear: i % 4 ? 0 : 1,
        elected: i < e.seats - 1,
      }))
      return {
        election: 'valid',
        reason: null,
        returned: 231,
        valid: 229,
        void: 2,
        void_for: { decided: 1, too_many: 1, unclear: 0 },
        issued: 231,
        printed: 260,
        left: 29,
        quorum: { base: 'due', of: 248, more_than: 124, present: 231 },
        bar: { base: 'due', of: 248, more_than: 124 },
        candidates,
        write_ins: [
          { name: '另试人', approve: 2, oppose: 0, abstain: 0, unclear: 0, elected: false },
        ],
        elected: candidates.filter((c) => c.elected).map((c) => c.name),
        tied: candidates.slice(e.seats - 1, e.seats + 1).map((c) => c.name),
        unfilled: 1,
        next: 'rerun_tied',
        next_seats: 1,
        next_candidates: candidates.slice(e.seats - 1, e.seats + 1).map((c) => c.name),
        warnings: [],
        rules: [cited('majority', '第三十五条'), cited('tie', '第三十六条')],
        verdict: `选举有效，当选 ${e.seats - 1} 名，2 人票数相等，须就 1 个名额再次投票。`,
      }
    }),
  }
}
const polls = [
  poll('7501', '中共天元区第六届委员会委员选票', 'closed', 'paper', 'pink', [
    question('76a', '中共天元区第六届委员会委员', 'committee', 35, NAMES),
  ]),
  poll('7502', '中共天元区第六届委员会候补委员选票', 'preparing', 'both', 'yellow', [
    question('76b', '候补委员', 'alternate', 6, NAMES.slice(0, 7)),
    question('76c', '出席市党代会代表', 'delegate', 11, NAMES.slice(10, 22)),
  ]),
  poll('7503', '区纪律检查委员会委员选票', 'signed', 'paper', 'green', [
    question('76d', '区纪律检查委员会委员', 'discipline', 19, NAMES.slice(3, 24)),
  ]),
  poll('7504', '区委常委选票（一次全会）', 'open', 'electronic', 'blue', [
    question('76e', '常务委员', 'standing', 11, NAMES.slice(5, 18)),
  ]),
]
polls[0].groups = [
  ['第一计票组', 'ballots', 'differs', true],
  ['第二计票组', 'sums', 'agrees', true],
  ['第三计票组', 'ballots', 'entering', false],
].map(([name, mode, state, done], i) => ({
  number: i + 1,
  name,
  mode,
  state,
  first: { who: '孙试五', count: 40 + i, finished: done },
  second: { who: done ? '周试六' : null, count: done ? 40 : 0, finished: done },
  returned: null,
}))
polls[0].gates = [
  { act: 'count', ok: false, message: '第一计票组有 2 处差异没有裁定，第三计票组没有录完。' },
]
polls[2].result = resultOf(polls[2])
polls[2].signatures = [
  { duty: 'chief_scrutineer', name: '郑试八', at: '2026-12-10T03:20:00Z' },
  { duty: 'chief_teller', name: '冯试九', at: '2026-12-10T03:22:00Z' },
]
polls[2].next = [
  {
    election: '76d',
    decision: 'rerun_tied',
    seats: 1,
    candidates: polls[2].result.questions[0].tied,
  },
]
const sides = new Map()
const used = new Set()

const STEPS = [
  ['roster', '名册', true, '248 名代表已入册。', '?tab=roster'],
  ['sittings', '会次与议程', true, '4 个会次。', 'sittings'],
  ['officers', '大会职务', false, '总监票人、监票人、计票人还没有表决通过。', 'officers'],
  ['check_in', '签到', true, '第三次全体会议实到 231 人。', '/hall/7103'],
  ['polls', '投票与计票', false, '4 张选票，1 张已签字。', 'polls'],
  ['report', '选举结果报告', false, '全部签字后形成。', ''],
]
const line = (p) => ({
  id: p.id,
  title: p.title,
  state: p.state,
  cast: p.cast,
  round: p.round,
  colour: p.colour,
  elections: p.elections.map((e) => ({
    id: e.id,
    title: e.title,
    office: e.office,
    seats: e.seats,
    candidates: e.candidates.length,
  })),
})
function hall(sitting) {
  const voters = roll.filter((a) => a.votes)
  const n = (s) => voters.filter((a) => a.status === s).length
  return {
    sitting,
    due: voters.length,
    present: n('present'),
    left: n('left'),
    absent: n('absent'),
    leave_sick: n('leave_sick'),
    leave_business: n('leave_business'),
    unknown: n(null),
    quorum: quorum(n('present')),
    delegations: DELEGATIONS.map((name) => ({
      name,
      due: voters.filter((a) => a.delegation === name).length,
      present: voters.filter((a) => a.delegation === name && a.status === 'present').length,
    })),
    doors: [{ name: '东门', count: 120, last_at: now() }],
    latest: roll
      .slice(0, 5)
      .map((a) => ({ name: a.name, delegation: a.delegation, status: a.status, at: now() })),
    polls: polls.map((p) => ({
      id: p.id,
      title: p.title,
      state: p.state,
      due: 248,
      present: 231,
      voted: p.urn.used && p.way !== 'paper' ? p.urn.used : 0,
      returned: p.issue.returned ?? 0,
    })),
    at: now(),
  }
}
const AFTER = { in: 'present', out: 'left', clear: null }
function checkIn(body) {
  const taken = []
  const refused = []
  for (const e of body.events) {
    const a = roll.find((x) => x.id === e.attendee || x.badge === e.badge)
    if (!a) {
      refused.push({ key: e.key, code: 'hall.badge', message: '这个证号不在本次大会的名册里。' })
      continue
    }
    a.status = e.kind in AFTER ? AFTER[e.kind] : e.kind
    a.came_at = a.status === 'present' ? e.at : a.came_at
    taken.push({
      key: e.key,
      attendee: a.id,
      name: a.name,
      delegation: a.delegation,
      seat: a.seat,
      status: a.status,
    })
  }
  return { taken, refused }
}
const fail = (status, codeName, message) => ({
  status,
  error: { code: codeName, kind: 'rule', message },
})
const DIFFERENCES = [
  {
    pos: 7,
    first: { answers: [{ marks: 'Y'.repeat(39) }] },
    second: { answers: [{ marks: `YYN${'Y'.repeat(36)}`, write_in: ['另试人'] }] },
  },
  { pos: 21, first: { void: '空白票' }, second: { answers: [{ marks: 'A'.repeat(39) }] } },
]
function group(p, parts, method, q, body) {
  const g = p.groups.find((x) => x.number === Number(parts[3]))
  if (parts.length === 3) {
    p.groups.push({
      number: p.groups.length + 1,
      name: body.name,
      mode: body.mode,
      state: 'entering',
      first: { who: null, count: 0, finished: false },
      second: { who: null, count: 0, finished: false },
      returned: null,
    })
    return p
  }
  const key = (s) => `${p.id}.${g.number}.${s}`
  if (method === 'GET' && !parts[4])
    return {
      number: g.number,
      name: g.name,
      mode: g.mode,
      state: 'entering',
      entries: sides.get(key(q.get('side'))) ?? [],
    }
  if (parts[4] === 'entries') {
    const m = new Map((sides.get(key(body.side)) ?? []).map((e) => [e.pos, e]))
    for (const e of body.entries)
      if (e.ballot) m.set(e.pos, e)
      else m.delete(e.pos)
    sides.set(key(body.side), [...m.values()])
    return { side: body.side, count: m.size }
  }
  if (parts[4] === 'differences') return { differences: DIFFERENCES }
  if (parts[4] === 'settle') {
    DIFFERENCES.splice(
      DIFFERENCES.findIndex((d) => d.pos === body.pos),
      1,
    )
    if (!DIFFERENCES.length) g.state = 'agrees'
  }
  if (parts[4] === 'accept') g.state = 'accepted'
  if (parts[4] === 'finish') (body.side === 1 ? g.first : g.second).finished = true
  return g
}
const STATES = {
  freeze: 'frozen',
  thaw: 'preparing',
  open: 'open',
  close: 'closed',
  count: 'counted',
  recount: 'closed',
}
function pollRoute(p, parts, method, q, body) {
  const what = parts[2]
  if (!what) return p
  if (what === 'groups') return group(p, parts, method, q, body)
  p.ver++
  if (STATES[what]) p.state = STATES[what]
  if (what === 'count') p.result = resultOf(p)
  if (what === 'freeze') Object.assign(p, { attendance: { ...polls[0].attendance } })
  if (what === 'unseal') p.urn.state = 'unsealed'
  if (what === 'issue') {
    for (const k of ['printed', 'issued', 'unused', 'cut', 'returned'])
      if (k in body) p.issue[k] = body[k]
    p.issue.sums = [
      { ok: p.issue.issued + p.issue.unused === p.issue.printed, text: '发出 + 剩余 = 印制' },
    ]
  }
  if (what === 'candidates') {
    const e = p.elections.find((x) => x.id === body.election)
    e.candidates = (
      body.order ??
      body.candidates.map((c) => c.name).sort((a, b) => a.localeCompare(b, 'zh-u-co-stroke'))
    ).map(person(e.id))
    e.surplus.got = e.candidates.length
    e.surplus.kept = e.candidates.length >= e.surplus.least
  }
  if (what === 'sign') {
    p.signatures.push({ duty: body.duty, name: body.name, at: now() })
    if (new Set(p.signatures.map((s) => s.duty)).size > 1) p.state = 'signed'
  }
  if (what === 'reduce') {
    p.reductions.push({ election: body.election, seats: body.seats, reason: body.reason })
    p.next = []
  }
  if (what === 'next') {
    const e = p.elections.find((x) => x.id === body.election)
    const made = {
      ...poll(
        String(7500 + polls.length + 1),
        `${p.title}（第二轮）`,
        'preparing',
        p.way,
        p.colour,
        [
          question(
            `77${polls.length}`,
            e.title,
            e.office,
            body.seats ?? 1,
            p.next[0]?.candidates ?? [],
          ),
        ],
      ),
      round: p.round + 1,
      previous: p.id,
    }
    polls.push(made)
    return { status: 201, ...made }
  }
  return p
}
function make(body) {
  const p = {
    ...poll(
      String(7500 + polls.length + 1),
      body.title,
      'preparing',
      body.way,
      body.colour,
      body.elections.map((e, i) =>
        question(
          `78${polls.length}${i}`,
          e.title,
          e.office,
          e.seats,
          e.candidates.map((c) => c.name),
        ),
      ),
    ),
    cast: body.cast,
  }
  polls.push(p)
  return { status: 201, ...p }
}
function rules(root, parts, method) {
  const files = readdirSync(join(root, 'data/rules'))
    .filter((f) => f.endsWith('.json'))
    .map((f) => JSON.parse(readFileSync(join(root, 'data/rules', f), 'utf8')))
  if (!parts[1])
    return {
      sets: files.map((f, i) => ({
        name: f.name,
        title: f.title,
        edition: { id: null, number: 0, title: f.document },
        drafts: i === 0 ? 1 : 0,
      })),
    }
  if (method === 'POST')
    return parts[1] === 'editions'
      ? { id: parts[2], state: parts[3] === 'approve' ? 'seconded' : 'refused' }
      : { status: 201, id: '7901' }
  const f = files.find((x) => x.name === parts[1])
  if (!f) return fail(404, 'not_found', '没有这套规则。')
  const share = (r) =>
    r.at_least
      ? `不少于${r.base === 'due' ? '应到' : '实到'}的 ${r.at_least.join('/')}`
      : r.more_than
        ? `超过${r.base === 'due' ? '应到' : '实到'}的 ${r.more_than.join('/')}`
        : r.least
          ? `候选人多于应选 ${r.least.join('/')}`
          : r.order
            ? `排序：${r.order}`
            : '按条文办理'
  const editions = [
    {
      id: '7900',
      number: 1,
      state: 'draft',
      reason: '按省委组织部 2026 年通知调整',
      by: '李试',
      at: '2026-11-20T02:00:00Z',
      first: null,
      second: null,
    },
    {
      id: null,
      number: 0,
      state: 'in_force',
      reason: null,
      by: null,
      at: null,
      first: null,
      second: null,
    },
  ]
  return {
    name: f.name,
    title: f.title,
    edition: editions[1],
    editions,
    offices: f.offices.map((o) => ({
      office: o,
      label: o,
      rules: f.rules
        .filter((r) => !r.offices || r.offices.includes(o))
        .map((r) => ({
          rule: r.rule,
          label: r.rule,
          value: share(r),
          document: f.document,
          edition: f.edition,
          article: r.article,
          confidence: r.confidence,
          note: r.note,
        })),
    })),
    deadlines: (f.deadlines ?? []).map((d) => ({
      deadline: d.deadline,
      label: d.deadline,
      value: JSON.stringify(d.at_least ?? d.at_most),
      article: d.article,
      confidence: d.confidence,
    })),
    text: JSON.stringify(f),
  }
}
const units = Array.from({ length: 18 }, (_, i) => ({
  id: String(7800 + i),
  ver: 1,
  title:
    i < 10
      ? `${DELEGATIONS[i].slice(0, -3)}选举单位`
      : `县直第${'一二三四五六七八'[i - 10]}选举单位`,
  kind: '',
  members: 420 + i * 137,
  organisations: 12 + i,
  minimum: 1,
  exact: (13.78 + (i - 9) * 0.83).toFixed(2),
  quota: 13 + (i % 3),
  was: 13,
}))
function delegates(parts) {
  if (parts[1] === 'quotas')
    return {
      level: 'county',
      total: 248,
      method: 'largest_remainder',
      given: units.reduce((n, u) => n + u.quota, 0),
      units,
      note: '按党员数以最大余数法分配，每单位至少 1 名。',
    }
  if (parts[1] === 'structure')
    return {
      total: 248,
      targets: [
        ['women', '妇女', true, '≥ 25%', 62, 60],
        ['frontline', '生产和工作一线', true, '≥ 30%', 75, 81],
        ['leaders', '领导干部', false, '≤ 65%', 161, 158],
      ].map(([kind, label, at_least, wanted, wanted_count, got], i) => ({
        id: String(i),
        kind,
        label,
        unit: null,
        at_least,
        wanted,
        wanted_count,
        got,
        of: 248,
        met: at_least ? got >= wanted_count : got <= wanted_count,
      })),
      units: units.map((u, i) => ({
        ...u,
        proposed: u.quota + 3,
        reviewed: u.quota + 3,
        elected: u.quota,
        qualified: i % 5 ? u.quota : 0,
        women: 3 + (i % 3),
        frontline: 5,
        ethnic: 1,
        under45: 6,
        missing: i === 4 ? ['妇女 1 名'] : [],
      })),
    }
  if (parts[1] === 'steps')
    return {
      steps: [
        ['allot', '分配名额', 'done'],
        ['nominate', '推荐提名', 'done'],
        ['review', '考察审查', 'now'],
        ['elect', '会议选举', 'waiting'],
        ['credentials', '资格审查', 'waiting'],
      ].map(([step, label, state], i) => ({
        step,
        label,
        planned: `2026-1${i > 2 ? 1 : 0}-1${i}`,
        done_on: state === 'done' ? `2026-10-0${i + 3}` : null,
        state,
        gate: { ok: i !== 2, message: i === 2 ? '还有 3 名人选没有考察材料。' : '' },
      })),
    }
  return {
    seats: 248,
    elected: 247,
    qualified: 240,
    invalid: [{ id: '1', name: '水试百', reason: '选举程序不合规定' }],
    vacancies: 1,
    structure: { women: 60, frontline: 81, ethnic: 12, under45: 103 },
    mean_age: '44.6',
    complete: false,
  }
}
function nominations(parts, load) {
  const step = (id, direction, title, state, gate, more = {}) => ({
    id,
    direction,
    title,
    held_on: '2026-10-12',
    state,
    listed: 39,
    seats: 35,
    surplus: 4,
    gate: { ok: gate === '', message: gate },
    opinions: 14,
    objections: 0,
    public: { from: null, until: null, open: false },
    ...more,
  })
  if (parts[1] === 'flow')
    return {
      rounds: [
        {
          round: 1,
          steps: [
            step('1', 'up', '各单位推荐名单', 'held', ''),
            step('2', 'down', '县委常委会反馈', 'held', ''),
          ],
        },
        {
          round: 2,
          steps: [
            step('3', 'up', '各单位再酝酿', 'held', ''),
            step('4', 'down', '公示', 'draft', '公示还没有结束。', {
              public: { from: '2026-11-18', until: '2026-11-25', open: true },
              objections: 1,
            }),
          ],
        },
      ],
      next: { round: 3, direction: 'up', why: '第二轮下达之后进入第三轮。' },
    }
  return {
    step: row(parts[1], { title: '公示', state: 'draft' }),
    issued_at: parts[1] === '4' ? null : '2026-10-13T01:00:00Z',
    nominees: (load('nominee') ?? []).slice(0, 12),
    opinions: [],
    differential: [
      {
        seat: 'committee',
        seats: 35,
        candidates: 39,
        least: 39,
        most: null,
        kept: true,
        article: '第十七条',
      },
      {
        seat: 'standing',
        seats: 11,
        candidates: 11,
        least: 12,
        most: 13,
        kept: false,
        article: '第十八条',
      },
    ],
  }
}
const FORMS = [
  ['congress_request', '召开党代会的请示', 'congress'],
  ['presidium_list', '主席团名单', 'congress'],
  ['agenda', '大会议程', 'sitting'],
  ['issue_slip', '发票报告单', 'poll'],
  ['result_full', '计票结果报告单', 'poll'],
  ['elected_list', '当选名单', 'election'],
  ['credentials_report', '代表资格审查报告', 'congress'],
].map(([name, l, scope], i) => ({
  name,
  label: { 'zh-Hans': l, en: name.replace(/_/g, ' ') },
  scope,
  ready: i !== 4,
  why: i === 4 ? '还没有计票。' : undefined,
  site: i === 1,
}))
function vote(parts, body) {
  if (!/^[2-9A-Z]{8,}$/.test(body.slip)) return fail(404, 'vote.slip', '没有这个投票码。')
  if (used.has(body.slip)) return fail(409, 'vote.used', '这个投票码已经用过了。')
  if (parts[1] === 'cast') {
    used.add(body.slip)
    return { in: true }
  }
  const sheet = (p) => ({
    id: p.id,
    title: p.title,
    colour: p.colour,
    questions: p.elections.map((e) => ({
      title: e.title,
      office: e.office,
      seats: e.seats,
      candidates: e.candidates.map((c) => ({ name: c.name, unit: c.unit })),
      write_ins: e.write_ins,
      write_in: 'oppose',
    })),
  })
  return { congress: C.label, cast: 1, polls: [sheet(polls[3]), sheet(polls[1])] }
}

/** Answers what belongs to congress and election, without an account for /api/vote; undefined for anything else. */
export function congressRoute({ method, path, q, body, root, load }) {
  const parts = path.split('/')
  const sitting = sittings.find((s) => s.id === parts[1])
  switch (parts[0]) {
    case 'vote':
      return vote(parts, body)
    case 'congresses':
      if (!parts[1])
        return {
          congresses: [
            {
              id: C.id,
              title: C.label,
              kind: 'party',
              state: 'open',
              opens_on: '2026-12-08',
              closes_on: '2026-12-10',
              due: 248,
              polls: polls.length,
              signed: 1,
            },
            ...['群丰镇', '雷打石镇', '三门镇'].map((t, i) => ({
              id: `700${i + 2}`,
              title: `中国共产党${t}第五次代表大会`,
              kind: 'party',
              state: 'closed',
              opens_on: '2026-09-2' + i,
              closes_on: '2026-09-2' + i,
              due: 120 + i,
              polls: 3,
              signed: 3,
            })),
          ],
        }
      if (!parts[2])
        return {
          congress,
          sittings,
          polls: polls.map(line),
          officers,
          roster: {
            due: 248,
            observers: 6,
            delegations: DELEGATIONS.map((name, i) => ({ name, due: 20 + (i < 8 ? 1 : 0) })),
          },
          steps: STEPS.map(([step, label, ok, message, to]) => ({ step, label, ok, message, to })),
        }
      if (parts[2] === 'officers' && !parts[3] && body.officers?.some((o) => o.name === '王试一'))
        return fail(
          422,
          'officer.conflict',
          '王试一是“区委委员”的候选人，不能担任监票人（地方组织选举工作条例第二十八条）。',
        )
      if (parts[3] === 'pass')
        for (const o of officers) if (body.ids.includes(o.id)) o.state = 'passed'
      return { done: 1, added: 0, kept: 248, removed: 0 }
    case 'sittings':
      if (parts[2] === 'hall') return hall(sitting)
      if (parts[2] === 'roll') return { attendees: roll, at: now() }
      if (parts[2] === 'check-in') return checkIn(body)
      sitting.state = parts[2] === 'open' ? 'open' : 'closed'
      return sitting
    case 'polls': {
      if (!parts[1]) return make(body)
      const p = polls.find((x) => x.id === parts[1])
      return p ? pollRoute(p, parts, method, q, body) : fail(404, 'not_found', '没有这张选票。')
    }
    case 'rules':
      return rules(root, parts, method)
    case 'delegates':
      return method === 'POST'
        ? parts[1] === 'steps'
          ? delegates(['', 'steps'])
          : { done: 18 }
        : delegates(parts)
    case 'nominations':
      return method === 'POST' ? {} : nominations(parts, load)
    case 'forms':
      return { forms: FORMS.filter((f) => f.scope === q.get('scope')) }
    case 'templates':
      return method === 'POST' ? null : { templates: FORMS }
    default:
      return undefined
  }
}
