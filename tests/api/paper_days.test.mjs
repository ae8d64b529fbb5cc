// What papers of a congress that is over say: the words of its own law, the days of its own events, what was decided.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { ok, today } from './congress.mjs'
import { pagesOf, paperOf, printed } from './paper.mjs'
import { cleanUp, COUNTY, demoSite, root, serve, signInAll } from './server.mjs'

let as, all
before(async () => {
  as = await signInAll(await serve(demoSite('paper_days')), ['congress'])
  all = ok(await as.congress.get('/api/congresses', { region: COUNTY })).congresses.filter((c) => c.state === 'closed')
})
after(cleanUp)

const county = (kind) => all.find((c) => c.kind === kind && c.region.id === COUNTY)
const town = () => all.find((c) => c.kind === 'party' && c.region.id !== COUNTY)
const paper = (name, congress) => printed(as.congress, name, 'congress', congress.id)

test('a vote is 赞成, and against it 不赞成 in the Party, 反对 by the laws: 同意 is no choice on any paper', async () => {
  const folder = join(root, 'data/templates')
  for (const name of readdirSync(folder).filter((n) => n.endsWith('.txt')))
    assert.doesNotMatch(readFileSync(join(folder, name), 'utf8'), /同意(的请|的画|推荐的|所列|\{\{(list|motions))|\| 不?同意 \|/, name)
  assert.match(await paper('presidium_list', county('party')), /以姓氏笔画为序.*赞成\d+人，不赞成0人，弃权0人/)
  assert.match(await paper('presidium_list', county('people')), /按姓名笔画为序.*赞成\d+人，反对0人，弃权0人/)
})

test('no paper of a congress that is over bears the day of its printing', async () => {
  const [year, month, day] = today().split('-').map(Number)
  for (const congress of ['party', 'people', 'conference', 'plenary'].map(county).concat(town())) {
    for (const form of ok(await as.congress.get('/api/forms', { scope: 'congress', id: congress.id })).forms.filter((f) => f.ready))
      assert.ok(!(await paper(form.name, congress)).includes(`${year}年${month}月${day}日`), `${form.name} of ${congress.title}`)
  }
})

test('executive chairs have the day of each full meeting, and their names', async () => {
  for (const congress of [county('party'), county('people'), town()]) {
    const text = await paper('executive_chairs', congress)
    const { sittings, officers } = ok(await as.congress.get(`/api/congresses/${congress.id}`))
    const chairs = officers.filter((o) => o.duty === 'executive_chair')
    const days = text.match(/\d+月\d+日[上下]午\d+:\d\d/g)
    assert.equal(days.length, sittings.filter((s) => s.kind === 'plenary').length, congress.title)
    for (const { name } of chairs) assert.ok(text.includes(name), `${name} ${text}`)
    assert.ok(chairs.length >= 3 && chairs.every((o) => o.state === 'passed'))
  }
})

test('the rules of an election are no draft once the congress passed them; those of the next still are', async () => {
  const passed = await paper('election_rules', county('party'))
  assert.match(passed, /选举办法（2021年7月28日中国共产党青岚县第十四次代表大会通过）/)
  assert.doesNotMatch(passed, /草案/)
  const { congresses } = ok(await as.congress.get('/api/congresses', { region: COUNTY }))
  assert.match(await paper('election_rules', congresses.find((c) => c.state === 'preparing' && c.kind === 'party')), /选举办法（草案提请大会审议）/)
})

test('a request names members, alternates and standing members, of a town without the latter two', async () => {
  const text = await paper('congress_request', county('party'))
  assert.match(text, /由委员35名组成.*书记1名、副书记2名.*候补委员拟设6名，提名候选人7名.*常务委员会拟由常委11名组成.*拟由委员19名组成.*由常委7名组成/)
  const small = await paper('congress_request', town())
  assert.match(small, /由委员9名组成.*拟设书记1名、副书记\d名.*由委员5名组成/)
  assert.doesNotMatch(small, /候补委员|常委/)
})

test('deputies elected without the program are reported on from what was entered of them', async () => {
  const people = county('people')
  const text = await paper('deputy_credentials_report', people)
  assert.match(text, new RegExp(`代表名额为${people.due}名，实际选出${people.due}名，缺额0名`))
  assert.match(text, /登记选民\d+名.*妇女\d+名，占[\d.]+%/)
})

test('a script speaks of what is on its own agenda, and of each ballot with its recorded numbers', async () => {
  const electing = (whole) => whole.sittings.find((s) => s.agenda.some((i) => i.kind === 'election'))
  const read = async (name, congress) => printed(as.congress, name, 'sitting', electing(ok(await as.congress.get(`/api/congresses/${congress.id}`))).id)
  const session = await read('session_script', county('people'))
  assert.match(session, /《县人大常委会主任、副主任选票》发出220张、收回220张；.*选举有效/)
  assert.match(session, /选举县监委主任、县法院院长、县检察院检察长。通过监票人名单/, 'the last item ends the list, the rules were passed before')
  assert.doesNotMatch(session, /＿|请工作人员宣读选举办法|当选为|宪法宣誓仪式/)
  assert.match(await read('plenary_script', county('plenary')), /《县委常委选票》发出34张、收回34张；《县委书记、副书记选票》发出34张、收回34张，选举有效/)
  assert.match(await read('chair_script_election', county('party')), /共发出选票《县委委员选票》245张、.*《县委候补委员选票》发出245张、收回245张/)
})

test('the list of who watches and counts is one page', async () => {
  for (const congress of ['party', 'people', 'conference'].map(county).concat(town())) {
    const [poll] = ok(await as.congress.get(`/api/congresses/${congress.id}`)).polls
    assert.equal(pagesOf(await paperOf(as.congress, 'scrutineer_list', 'poll', poll.id)).length, 1, congress.title)
  }
})
