// Districts for the stand-in server: the shape of docs/congress.md, "Districts", around the random rows of the ledger.
const DAY = 86_400_000
const DATES = [
  ['voter_list', '选民名单公布', 20, 'art. 28'],
  ['first_list', '初步候选人公布', 15, 'art. 32'],
  ['formal_list', '正式候选人公布', 7, 'art. 32'],
]
const plus = (day, n) => new Date(Date.parse(day) + n * DAY).toISOString().slice(0, 10)

function datesOf(row, today) {
  return DATES.map(([date, label, days, article]) => {
    const latest = row.election_day ? plus(row.election_day, -days) : null
    const on = row[`${date}_on`]
    return { date, label, latest, on, late: latest !== null && (on ?? today) > latest, article }
  })
}
function gatesOf(dates, row, numbers) {
  const gate = (name, label, wrong) => ({
    gate: name,
    label,
    ok: !wrong,
    message: wrong || '已具备',
  })
  return [
    gate(
      'election',
      '选举和选举日',
      row.congress && row.election_day
        ? ''
        : '还没有选举日或对应的选举。请填写选举日，并在大会台账登记“选区直接选举”。',
    ),
    gate('seats', '应选代表', ''),
    gate('voters', '选民', ''),
    ...dates.map((d) =>
      gate(
        d.date,
        d.label,
        d.late || !d.on ? `最迟 ${d.latest ?? '待定'}（${d.article}）。请按期公布。` : '',
      ),
    ),
    gate(
      'objections',
      '选民名单申诉',
      numbers.objections.open
        ? `还有 ${numbers.objections.open} 件申诉没有决定，其中 ${numbers.objections.late} 件已超过三日。请作出决定。`
        : '',
    ),
    gate(
      'proxies',
      '委托投票',
      numbers.proxies.asked
        ? `还有 ${numbers.proxies.asked} 份委托没有经选举委员会同意。请办理。`
        : '',
    ),
    gate('candidates', '正式候选人', '正式候选人 0 名，应为 4 至 6 名。请在投票页面填写。'),
  ]
}

/** Answers GET districts/ID; undefined for anything else. `load` gives the rows of a ledger. */
export function districtsRoute({ path, load, today }) {
  const [head, id] = path.split('/')
  if (head !== 'districts') return undefined
  const row = load('district').find((r) => r.id === id)
  if (!row) return { status: 404, error: { code: 'not_found', message: '没有这个选区。' } }
  const odd = Number(id) % 2
  const numbers = {
    voters: { registered: 2140 + (Number(id) % 900), suspended: odd, removed: 3 },
    proxies: { asked: odd, agreed: 17, broken: 0 },
    boxes: { count: 2, voters_due: 46 },
    objections: {
      count: 2,
      open: odd,
      late: odd,
      until: row.voter_list_on ? plus(row.voter_list_on, 5) : null,
    },
  }
  const dates = datesOf(row, today)
  return {
    district: row,
    ...numbers,
    dates,
    congress: row.congress,
    candidates: { count: 0, least: 4, most: 6 },
    polls: { count: 0, signed: 0 },
    gates: gatesOf(dates, row, numbers),
  }
}
