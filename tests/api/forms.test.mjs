// Papers: every one of them comes out as PDF and DOCX, filled from the records; templates are a site's own.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { after, before, describe, test } from 'node:test'
import { accept, act, districtOf, enterGroup, hallOf, marks, ok, pollOf, refused, SECOND, signBoth } from './congress.mjs'
import { bare, textOf } from './paper.mjs'
import { cleanUp, COUNTY, demoSite, serve, signInAll } from './server.mjs'

let server, as, hall, poll, county

before(async () => {
  server = await serve(demoSite('forms'))
  as = await signInAll(server, ['congress', 'office', 'leader', 'discipline', 'teller1', 'teller2', 'scrutineer'])
  hall = await hallOf(as, 12, 10, { term: 15, opens_on: '2026-06-28', place: '县会议中心', organiser: '中共和平县委' })
  poll = await pollOf(as, hall, { title: '县委委员选票' })
  await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
  await act(as.congress, poll, 'issue', { printed: 12, issued: 10, unused: 2, cut: 2, returned: 10 })
  await act(as.congress, poll, 'open')
  await act(as.congress, poll, 'close')
  await accept(as, await enterGroup(as, poll, marks(...Array(6).fill('YYYN'), 'YYNN', 'YNNY', { marks: 'YNNA', write_in: ['周新人'] }, 'YAA?')))
  await act(as.congress, poll, 'count')
  poll = await signBoth(as, poll, hall)
  county = ok(await as.congress.get('/api/congresses', { region: COUNTY })).congresses.find((c) => c.due === 248 && c.state === 'preparing')
})
after(cleanUp)

const list = async (scope, id) => ok(await as.congress.get('/api/forms', { scope, id })).forms
const paper = async (name, scope, id, format = 'pdf', who = as.congress) => {
  const answer = await who.get(`/api/forms/${name}`, { scope, id, format })
  assert.equal(answer.status, 200, `${name}: ${answer.text.slice(0, 300)}`)
  return answer.bytes
}

describe('papers', () => {
  test('every paper of a congress, a poll, a sitting and a unit comes out as PDF and DOCX', async () => {
    const unit = ok(await as.congress.get('/api/rows/electoral_unit', { level: 'county', limit: '1' })).rows[0]
    const [district] = ok(await as.congress.get('/api/rows/district', { limit: '1' })).rows
    let made = 0
    for (const [scope, id] of [['district', district.id], ['congress', county.id], ['congress', hall.congress], ['poll', poll.id], ['sitting', hall.sitting], ['unit', unit.id]])
      for (const form of await list(scope, id)) {
        if (['primary_result', 'elected_notice', 'result_confirmation', 'result_report', 'by_election', 'by_election_result'].includes(form.name) && !form.ready) continue // none was held: see below
        const pdf = await paper(form.name, scope, id)
        assert.equal(pdf.subarray(0, 5).toString(), '%PDF-', form.name)
        assert.equal((await paper(form.name, scope, id, 'docx')).subarray(0, 2).toString(), 'PK', form.name)
        assert.ok(!textOf(pdf).includes('{{'), `${form.name} has an open blank`)
        made++
      }
    assert.ok(made > 60, `${made}`)
  })

  test('law 2.1: the report of a primary is offered where there was one, with its numbers and not those of the election', async () => {
    const [other] = ok(await as.congress.get('/api/rows/district', { limit: '1' })).rows
    const before = (await list('district', other.id)).find((f) => f.name === 'primary_result')
    assert.deepEqual([before.ready, before.why], [false, '没有进行预选'])
    refused(await as.congress.get('/api/forms/primary_result', { scope: 'district', id: other.id, format: 'pdf' }), 422, 'forms.no_primary')

    const at = await hallOf(as, 12, 10, { kind: 'district', rules: 'people-direct-2020' })
    const id = await districtOf(as, at.congress, 12, { seats: 1 })
    const candidates = ['王文', '李武', '张建', '刘国'].map((name) => ({ name }))
    let primary = await pollOf(as, at, { title: '预选选票', election: { title: '人大代表', office: 'deputy_direct', rules: 'people-direct-2020', seats: 1, pre_election: true, candidates } })
    const [voter] = ok(await as.congress.get('/api/rows/voter', { district: String(id), limit: '1' })).rows
    await act(as.congress, primary, 'freeze', { attendance: { due: 12, present: 10 }, second: SECOND })
    // 选举法 28: the register is that of the poll till it is signed, and so are the seats
    const one = { name: '新来的选民', district: id, sex: '1', birth: '1970-05-01', card_number: 'X-1' }
    assert.match((await as.congress.post('/api/rows/voter', { region: COUNTY, fields: one })).text, /voter\.polled.*预选选票/)
    assert.match((await as.congress.post(`/api/rows/voter/${voter.id}/acts/remove`, { ver: voter.ver, reason: '迁出' })).text, /voter\.polled/)
    refused(await as.congress.post(`/api/rows/voter/${voter.id}/remove`, { ver: voter.ver, reason: '登记错了' }), 422, 'voter.polled')
    const { ver } = ok(await as.congress.get(`/api/rows/district/${id}`))
    refused(await as.congress.post(`/api/rows/district/${id}`, { ver, fields: { seats: 2 } }), 422, 'held.kept')
    ok(await as.congress.post(`/api/rows/voter/${voter.id}`, { ver: voter.ver, fields: { card_number: 'X-2' } }))
    await act(as.congress, primary, 'issue', { printed: 12, issued: 10, unused: 2, cut: 2, returned: 10 })
    await act(as.congress, primary, 'open')
    await act(as.congress, primary, 'close')
    await accept(as, await enterGroup(as, primary, marks(...Array(7).fill('YAAA'), ...Array(3).fill('AYAA'))))
    await act(as.congress, primary, 'count')
    primary = await signBoth(as, primary, at)
    assert.equal((await list('district', id)).find((f) => f.name === 'primary_result').ready, true)
    assert.match(bare(textOf(await paper('primary_result', 'district', id))), /收回选票10.*王文7/)
    assert.doesNotMatch(bare(textOf(await paper('district_result', 'district', id))), /王文7/)
  })

  test('law 2.1: a party congress has party papers alone, and they say 不赞成', async () => {
    const names = (await list('congress', county.id)).map((f) => f.name)
    for (const name of ['session_rules', 'announcement', 'deputy_credentials_report', 'statistics_voters'])
      assert.ok(!names.includes(name), name)
    refused(await as.congress.get('/api/forms/session_rules', { scope: 'congress', id: county.id, format: 'pdf' }), 422, 'forms.not_of')
    refused(await as.congress.get('/api/forms/joint_nomination', { scope: 'poll', id: poll.id, format: 'pdf' }), 422, 'forms.not_of')
    assert.ok(names.includes('election_rules') && names.includes('congress_request'))
    const rules = bare(textOf(await paper('election_rules', 'congress', hall.congress)))
    assert.match(rules, /投不赞成票的可以另选他人/)
    assert.doesNotMatch(rules, /反对|预选/)
    assert.match(bare(textOf(await paper('result_full', 'poll', poll.id))), /赞成不赞成弃权/)
  })

  test('the result sheet says what was counted; the public one has names and approvals alone', async () => {
    const full = bare(textOf(await paper('result_full', 'poll', poll.id)))
    for (const text of ['应到会人数12实到会人数10发出选票10', '收回选票10有效票10无效票0', '应选名额3候选人数4当选人数2',
      '1王文10000当选', '2刘国7210当选', '3李武6310', '4张建1711', '周新人1'])
      assert.ok(full.includes(text), `${text} in ${full}`)
    const open = bare(textOf(await paper('result_public', 'poll', poll.id)))
    assert.ok(open.includes('王文10') && open.includes('周新人1票'), open)
    assert.ok(!open.includes('反对') && !open.includes('弃权'), open)
  })

  test('the list of the elected is in stroke order, the chair reads the numbers', async () => {
    const elected = bare(textOf(await paper('elected_list', 'poll', poll.id)))
    assert.match(elected, /王文.*刘国/)
    const script = bare(textOf(await paper('chair_script_election', 'sitting', hall.sitting)))
    for (const text of ['应到代表12名，实到代表10名，缺席2名', '共发出选票10张，收回10张', '应选3名，候选人4名'])
      assert.ok(script.includes(text), `${text} in ${script}`)
  })

  test('the credentials report counts 248 delegates of 18 units', async () => {
    const report = bare(textOf(await paper('credentials_report', 'congress', county.id)))
    assert.ok(report.includes('248') && report.includes('18个选举单位'), report)
    // the same numbers as the page, on the same day
    const page = ok(await as.congress.get('/api/delegates/credentials', { region: COUNTY, level: 'county' }))
    const { women, frontline, ethnic, under45 } = page.structure
    assert.ok(under45 > 0 && under45 < 248)
    for (const text of [`一线代表${frontline}名`, `妇女${women}名`, `少数民族${ethnic}名`, `45岁以下${under45}名`, `平均年龄${page.mean_age}岁`])
      assert.ok(report.includes(text), `${text} in ${report}`)
    const [year, month, day] = page.at.split('-').map(Number)
    assert.ok(bare(textOf(await paper('structure_statistics', 'congress', county.id))).includes(`${year}年${month}月${day}日`))
    const roster = textOf(await paper('delegate_roster', 'congress', county.id))
    assert.ok(roster.split('\n').length > 248)
  })

  test('the members of several committees never stand in one list, on no paper of the congress', async () => {
    const held = ok(await as.congress.get('/api/congresses', { region: COUNTY })).congresses.find((c) => c.due === 248 && c.polls === 4)
    const results = []
    for (const p of ok(await as.congress.get(`/api/congresses/${held.id}`)).polls) results.push(ok(await as.congress.get(`/api/polls/${p.id}`)))
    const lists = results.flatMap((p) => p.elections.map((e, i) => ({ title: e.title, elected: p.result.questions[i].elected })))
    assert.ok(lists.length >= 4)
    const report = bare(textOf(await paper('result_report', 'congress', held.id))).replace(/—\d+—/g, '')
    for (const { title, elected } of lists)
      assert.ok(report.includes(`${title}当选名单（${elected.length}名，`) && report.includes(`：${elected.join('、')}。`), `${title} in ${report}`)
    const reply = bare(textOf(await paper('congress_reply', 'congress', held.id))).replace(/—\d+—/g, '')
    for (const p of results)
      for (const e of p.elections)
        assert.ok(reply.includes(`${e.title}：${e.candidates.map((c) => c.name).join('、')}。`), `${e.title} in ${reply}`)
    // on every paper: a run of names between commas is of one body alone
    const bodies = new Map()
    for (const { title, elected } of lists) for (const name of elected) bodies.set(name, [...(bodies.get(name) ?? []), title])
    for (const form of await list('congress', held.id)) {
      const text = bare(textOf(await paper(form.name, 'congress', held.id))).replace(/—\d+—/g, '')
      for (const run of text.match(/[\p{Script=Han}·]{2,8}(?:、[\p{Script=Han}·]{2,8}){4,}/gu) ?? []) {
        const known = run.split('、').filter((n) => bodies.has(n)).map((n) => bodies.get(n))
        if (known.length < 5 || /roster|presidium|delegation/.test(form.name)) continue
        assert.ok(lists.some(({ title }) => known.every((k) => k.includes(title))), `${form.name} mixes: ${run}`)
      }
    }
  })

  test('ballots of one poll are alike, and the layout says where everything is', async () => {
    const pdf = await as.congress.get(`/api/polls/${poll.id}/ballots.pdf`, { copies: '3' })
    assert.equal(pdf.status, 200, pdf.text)
    const pages = execFileSync('sh', ['-c', 'f=$(mktemp -d); cat > $f/b.pdf; pdftoppm -r 60 -png $f/b.pdf $f/p; md5sum $f/p-*.png | cut -c1-32; rm -r $f'], { input: pdf.bytes }).toString().trim().split('\n')
    assert.equal(pages.length, 3)
    assert.equal(new Set(pages).size, 1, 'no sheet differs from another')
    const layout = JSON.parse((await as.congress.get(`/api/polls/${poll.id}/layout.json`)).text)
    assert.equal(layout.unit, 'mm')
    assert.deepEqual(layout.pages[0].questions[0].candidates.map((c) => c.name), ['王文', '刘国', '李武', '张建'])
    assert.equal(layout.pages[0].questions[0].write_ins.length, 3)
    assert.match(layout.pages[0].qr.text, /^HJ1:p[0-9a-f]{7}:1:1$/)
  })

  test('others get none', async () => {
    for (const [scope, id] of [['congress', county.id], ['poll', poll.id]]) {
      refused(await as.discipline.get('/api/forms', { scope, id }), 404, 'row.none')
      refused(await as.discipline.get('/api/forms/notice', { scope, id, format: 'pdf' }), 404, 'row.none')
    }
    refused(await as.congress.get('/api/forms', { scope: 'person', id: '1' }), 400, 'shape.word')
    refused(await as.congress.get('/api/forms/nothing', { scope: 'poll', id: poll.id }), 404, 'forms.none')
    refused(await as.congress.get('/api/forms/notice', { scope: 'congress', id: county.id, format: 'odt' }), 400, 'shape.word')
  })
})

describe('templates', () => {
  const unpack = (docx) => execFileSync('python3', ['-c', `
import sys, zipfile, io
z = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))
sys.stdout.buffer.write(z.read('word/document.xml'))`], { input: docx }).toString()
  const packed = (docx, change) => execFileSync('python3', ['-c', `
import sys, zipfile, io
old, new = sys.argv[1], sys.argv[2]
z = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))
out = io.BytesIO()
with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as w:
    for i in z.infolist():
        body = z.read(i)
        if i.filename == 'word/document.xml':
            assert old.encode() in body
            body = body.replace(old.encode(), new.encode(), 1)
        w.writestr(i, body)
sys.stdout.buffer.write(out.getvalue())`, ...change], { input: docx, maxBuffer: 1 << 26 })

  test('a clerk changes the words of one, a wrong blank is refused by name, and it can be taken back', async () => {
    const all = ok(await as.congress.get('/api/templates')).templates
    assert.ok(all.length >= 70 && all.every((t) => t.label['zh-Hans'] && t.label.en && !t.site))
    const ours = (await as.congress.get('/api/templates/elected_list')).bytes
    assert.match(unpack(ours), /\{\{[^}]+\}\}/)
    const wrong = await as.congress.upload('/api/templates/elected_list', packed(ours, ['当选名单', '当选名单{{当选人书}}']))
    assert.match(refused(wrong, 400, 'form.blank'), /当选人书/)
    refused(await as.congress.upload('/api/templates/elected_list', Buffer.from('no document')), 400, 'form.broken')
    refused(await as.leader.upload('/api/templates/elected_list', ours), 403, 'denied')
    assert.equal(ok(await as.congress.get('/api/templates')).templates.find((t) => t.name === 'elected_list').site, false, 'nothing was kept')

    assert.equal((await as.congress.upload('/api/templates/elected_list', packed(ours, ['当选名单', '当选人名单（本县样式）']))).status, 204)
    assert.ok(bare(textOf(await paper('elected_list', 'poll', poll.id))).includes('本县样式'))
    assert.equal(ok(await as.congress.get('/api/templates')).templates.find((t) => t.name === 'elected_list').site, true)
    assert.equal((await as.congress.post('/api/templates/elected_list/reset')).status, 204)
    assert.ok(!bare(textOf(await paper('elected_list', 'poll', poll.id))).includes('本县样式'))
    refused(await as.congress.upload('/api/templates/..%2fx', ours), 404, 'request.path')
  })
})

describe('papers of a people\'s congress', () => {
  let congress, sittings, polls
  const read = async (name, scope, id) => bare(textOf(await paper(name, scope, id)))

  before(async () => {
    const all = ok(await as.congress.get('/api/congresses', { region: COUNTY })).congresses
    congress = all.find((c) => c.kind === 'people' && c.region.id === COUNTY)
    const whole = ok(await as.congress.get(`/api/congresses/${congress.id}`))
    sittings = whole.sittings
    polls = await Promise.all(whole.polls.map(async (p) => ok(await as.congress.get(`/api/polls/${p.id}`))))
  })

  test('all whom it elected take the oath, each with the office', async () => {
    const electing = sittings.find((s) => s.title.includes('选举'))
    const oath = await read('oath', 'sitting', electing.id)
    const elected = polls.flatMap((p) => p.result.questions.flatMap((q, i) => q.elected.map((name) => [p.elections[i].title, name])))
    assert.ok(elected.length > 30)
    for (const [title, name] of elected) assert.ok(oath.includes(name) && oath.includes(title), `${title} ${name}`)
  })

  test('a resignation goes to the standing committee of the county, and to the congress of a township (选举法 55)', async () => {
    for (const name of ['resignation', 'resignation_acceptance']) {
      const text = await read(name, 'congress', congress.id)
      assert.match(text, /青岚县人民代表大会常务委员会/)
      assert.doesNotMatch(text, /办公室|第一次会议|223名/, 'no office accepts it, nobody was elected to a session, deputies do not vote on it')
      assert.ok(!text.includes(`${new Date().getFullYear()}年`), 'not today: nobody has on record when it was written')
    }
    const district = ok(await as.congress.get('/api/congresses', { region: COUNTY })).congresses.find((c) => c.kind === 'district' && c.region.id !== COUNTY)
    const town = await read('resignation', 'congress', district.id)
    assert.match(town, /岚桥镇人民代表大会：.*当选为岚桥镇人民代表大会代表/)
  })

  test('its committee on credentials is the standing committee\'s, of a township party congress a group', async () => {
    assert.match(await read('credentials_committee', 'congress', congress.id), /青岚县人民代表大会常务委员会代表资格审查委员会名单/)
    const party = ok(await as.congress.get('/api/congresses', { region: COUNTY })).congresses.filter((c) => c.kind === 'party')
    assert.match(await read('credentials_committee', 'congress', party.find((c) => c.region.id !== COUNTY).id), /代表资格审查小组名单/)
    assert.match(await read('credentials_committee', 'congress', party.find((c) => c.region.id === COUNTY).id), /代表资格审查委员会名单/)
  })

  test('the rules of an election fix the surplus of each office', async () => {
    const rules = await read('session_rules', 'congress', congress.id)
    for (const text of ['副县长8名，候选人9名，差额1名', '县长1名，候选人可以比应选名额多1人，也可以与应选名额相等', '县人大常委会委员22名，候选人25名，差额3名'])
      assert.ok(rules.includes(text), text)
    assert.doesNotMatch(await read('election_rules', 'congress', hall.congress), /差额0名|＿候选人/)
  })

  test('who was due at a sitting and who came is on its record of votes, polls or none; convenors meet before it all', async () => {
    const first = sittings.find((s) => s.kind === 'preparatory')
    assert.match(await read('vote_record', 'sitting', first.id), /应到代表223名，实到220名/)
    const ready = await Promise.all(sittings.map(async (s) => [s.kind, (await list('sitting', s.id)).find((f) => f.name === 'session_convenor_minutes').ready]))
    for (const [kind, is] of ready) assert.equal(is, kind === 'preparatory', kind)
  })

  test('a form that is filled in by hand has empty cells, no broken rows of lines', async () => {
    const text = textOf(await paper('joint_nomination', 'election', polls[0].elections[0].id))
    assert.equal(text.split('\n').filter((l) => l.includes('＿')).length, 0, 'the end of nominations is on record')
  })
})
