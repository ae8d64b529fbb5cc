// 1.6: names written in that are probably one are put before the scrutineer, never silently split or joined.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { accept, act, enterGroup, evidenceFile, hallOf, heldIn, marks, nameOf, ok, pollElsewhere as pollOf, refused, SECOND, signBoth } from './congress.mjs'
import { cleanUp, demoSite, run, serve, signInAll, temporary } from './server.mjs'

let server, as, hall

before(async () => {
  server = await serve(demoSite('alike'))
  as = await signInAll(server, ['congress', 'teller1', 'teller2', 'scrutineer', 'scrutineer2'])
  hall = await hallOf(as, 20, 20)
})
after(cleanUp)

let cast = 0
const closed = async (ballots) => {
  const poll = await pollOf(as, hall, { cast: ++cast, election: { seats: 3,
    candidates: ['王文', '李武', '张建', '欧阳国'].map((name) => ({ name })) } })
  await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
  await act(as.congress, poll, 'issue', { printed: 20, issued: 20, unused: 0, cut: 0, returned: ballots.length })
  await act(as.congress, poll, 'open')
  await act(as.congress, poll, 'close')
  await accept(as, await enterGroup(as, poll, ballots))
  return ok(await as.congress.get(`/api/polls/${poll.id}`))
}
/** Everybody opposed, and this name instead. */
const wrote = (name, n) => marks(...Array(n).fill({ marks: 'NNNN', write_in: [name] }))
/** A poll that is closed, and the first teller before its only ballot: what he enters on the line for a name. */
const entering = async () => {
  const poll = await pollOf(as, hall, { cast: ++cast })
  await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
  await act(as.congress, poll, 'issue', { printed: 20, issued: 20, unused: 0, cut: 0, returned: 1 })
  await act(as.congress, poll, 'open')
  await act(as.congress, poll, 'close')
  const { number } = (await act(as.congress, poll, 'groups', { name: '甲组', mode: 'ballots' }, 201)).groups.at(-1)
  return (name) => as.teller1.post(`/api/polls/${poll.id}/groups/${number}/entries`,
    { side: 1, entries: [{ pos: 1, ballot: { answers: [{ marks: 'NNNN', write_in: [name] }] } }] })
}
const settle = (poll, body, who = as.scrutineer) => who.post(`/api/polls/${poll.id}/alike`, body)

test('6 + 6 + 4 are 16 of one person when the scrutineer says so, and the evidence shows it', async () => {
  let poll = await closed([...wrote('买买提·艾力', 6), ...wrote('买买提艾力', 6), ...wrote('買買提．艾力', 4)])
  assert.deepEqual(poll.alike.map((a) => [a.question, a.candidate, [...a.names].sort()]),
    [[0, false, ['买买提·艾力', '买买提艾力', '買買提·艾力'].sort()]])
  assert.match(refused(await as.congress.post(`/api/polls/${poll.id}/count`), 422, 'poll.alike'), /买买提艾力/)
  const [{ names }] = poll.alike
  refused(await settle(poll, { question: 0, names, as: '买买提·艾力' }, as.congress), 403, 'denied')
  refused(await settle(poll, { question: 0, names, as: '周新人' }), 422, 'alike.as')
  refused(await settle(poll, { question: 0, names: names.slice(0, 2), as: names[0] }), 422, 'alike.none')
  refused(await settle(poll, { question: 1, names, as: names[0] }), 422, 'alike.none')
  poll = ok(await settle(poll, { question: 0, names, as: '买买提·艾力' }))
  assert.deepEqual(poll.alike, [])
  poll = await act(as.congress, poll, 'count')
  const [q] = poll.result.questions
  assert.deepEqual([q.write_ins.map((w) => [w.name, w.approve]), q.elected, q.own_names], [[['买买提·艾力', 16]], ['买买提·艾力'], 0])
  poll = await signBoth(as, poll, hall)
  const file = await evidenceFile(as, poll)
  assert.equal(run(['verify', file]).code, 0)
  const election = readFileSync(file, 'utf8').split('\n').find((l) => l.startsWith('{"part":"election"'))
  assert.deepEqual(JSON.parse(election).election.same_names.map((l) => [l[0], l.length]), [['买买提·艾力', 3]])
})

test('several people stay several, and nobody asks again', async () => {
  let poll = await closed([...wrote('王明华', 6), ...wrote('王 明 華', 5), ...wrote('周新人', 3)])
  assert.equal(poll.alike.length, 1)
  poll = ok(await settle(poll, { question: 0, names: poll.alike[0].names, as: null }))
  assert.deepEqual(poll.alike, [])
  poll = await act(as.congress, poll, 'count')
  assert.deepEqual(poll.result.questions[0].write_ins.map((w) => w.approve), [6, 5, 3])
})

test("a candidate's name written in, in whatever way, counts for nothing and is told", async () => {
  let poll = await closed([...wrote('欧阳国', 2), ...wrote('歐陽國', 3), ...marks(...Array(9).fill('YYYN'))])
  assert.deepEqual(poll.alike.map((a) => [a.candidate, a.names]), [[true, ['欧阳国', '歐陽國']]])
  const [{ names }] = poll.alike
  refused(await settle(poll, { question: 0, names, as: '歐陽國' }), 422, 'alike.as')
  ok(await settle(poll, { question: 0, names, as: '欧阳国' }))
  poll = await act(as.congress, poll, 'count')
  const [q] = poll.result.questions
  assert.deepEqual([q.own_names, q.write_ins, q.candidates.find((c) => c.name === '欧阳国').approve], [5, [], 0])
})

test('a name with a unit, an office or a form of address around it is put before the scrutineer', async () => {
  let poll = await closed([...wrote('周新人', 6), ...wrote('周新人（县人大）', 4), ...wrote('周新人副局长', 3), ...wrote('李武同志', 3)])
  assert.deepEqual(poll.alike.map((a) => [a.candidate, [...a.names].sort(), a.choices.length]).sort(),
    [[false, ['周新人', '周新人副局长', '周新人（县人大）'], 3], [true, ['李武', '李武同志'], 1]])
  refused(await as.congress.post(`/api/polls/${poll.id}/count`), 422, 'poll.alike')
  for (const a of poll.alike)
    poll = ok(await settle(poll, { question: 0, names: a.names, as: a.candidate ? '李武' : '周新人' }))
  assert.deepEqual(poll.alike, [])
  poll = await act(as.congress, poll, 'count')
  const [q] = poll.result.questions
  assert.deepEqual([q.write_ins.map((w) => [w.name, w.approve]), q.own_names], [[['周新人', 13]], 3])
})

test('who is barred is found behind a title, and his namesake who is not barred is told apart', async () => {
  const name = '郑玉成'
  const hall = await hallOf(as, 20, 20, { kind: 'people', rules: 'organic-2022' },
    ['第八代表团', '第九代表团'].map((delegation) => ({ name, delegation })))
  const one = (title, office, who) => ({ title, office, seats: 1, rules: 'organic-2022', candidates: [{ name: who }] })
  const vote = async (poll, ballots) => {
    await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
    await act(as.congress, poll, 'issue', { printed: 20, issued: 20, unused: 0, cut: 0, returned: ballots.length })
    await act(as.congress, poll, 'open')
    await act(as.congress, poll, 'close')
    await accept(as, await enterGroup(as, poll, ballots))
    return ok(await as.congress.get(`/api/polls/${poll.id}`))
  }
  const head = await pollOf(as, hall, { cast: 1, elections: [one('县长', 'chief', name)] })
  await act(as.congress, head, 'freeze', { sitting: hall.sitting })
  const clash = await pollOf(as, hall, { cast: 3, elections: [one('人大常委会主任', 'congress_chief', nameOf(4006))] })
  let poll = await vote(clash, marks(...Array(13).fill({ marks: 'N', write_in: [name] }), ...Array(3).fill({ marks: 'N', write_in: [`${name}县长`] })))
  const names = [name, `${name}县长`, `${name}（第八代表团）`, `${name}（第九代表团）`]
  assert.deepEqual(poll.alike.map((a) => [...a.names].sort()), [[...names].sort()])
  assert.deepEqual(poll.alike[0].barred, [name])
  poll = ok(await settle(poll, { question: 0, names: poll.alike[0].names, as: names[2] }))
  assert.deepEqual(poll.alike, [])
  const counted = await act(as.congress, poll, 'count')
  assert.deepEqual(counted.result.questions[0].write_ins.map((w) => [w.name, w.approve, w.barred ?? false]), [[names[2], 16, false]])
  assert.deepEqual(counted.result.questions[0].elected, [names[2]])

  // a candidate with a unit in brackets is nobody else
  const titled = await pollOf(as, { congress: hall.congress, meetings: hall.meetings }, { cast: 5, elections: [one('县监委主任', 'chief', `${nameOf(4006)}（县人大）`)] })
  refused(await as.congress.post(`/api/polls/${titled.id}/freeze`, { sitting: hall.sitting }), 422, 'poll.apart')
})

test('who is barred is not freed by another way to write him', async () => {
  const name = '邬定安', written = `${name}（县府办）`
  const hall = await hallOf(as, 20, 20, { kind: 'people', rules: 'organic-2022' }, [{ name }])
  const one = (title, office, who) => ({ title, office, seats: 1, rules: 'organic-2022', candidates: [{ name: who }] })
  const head = await pollOf(as, hall, { cast: 1, elections: [one('县长', 'chief', name)] })
  await act(as.congress, head, 'freeze', { sitting: hall.sitting })
  const poll = await pollOf(as, hall, { cast: 3, elections: [one('人大常委会主任', 'congress_chief', nameOf(4006))] })
  await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
  await act(as.congress, poll, 'issue', { printed: 20, issued: 20, unused: 0, cut: 0, returned: 20 })
  await act(as.congress, poll, 'open')
  await act(as.congress, poll, 'close')
  await accept(as, await enterGroup(as, poll, marks(...Array(15).fill({ marks: 'N', write_in: [written] }), ...Array(5).fill({ marks: 'N', write_in: [name] }))))
  const [asked] = ok(await as.congress.get(`/api/polls/${poll.id}`)).alike
  assert.deepEqual([asked.names, asked.choices, asked.barred], [[name, written], [name], [name]])
  refused(await settle(poll, { question: 0, names: asked.names, as: written }), 422, 'alike.as')
  ok(await settle(poll, { question: 0, names: asked.names, as: name }))
  const [q] = (await act(as.congress, poll, 'count')).result.questions
  assert.deepEqual([q.write_ins.map((w) => [w.name, w.approve, w.barred]), q.elected], [[[name, 20, true]], []])
})

test('one person in the shapes that keyboards give is put before the scrutineer, or is one', async () => {
  const poll = await closed([...wrote('吴青云', 6), ...wrote('吳靑雲', 6), ...wrote('艾力·买买提', 3), ...wrote('艾力∙买买提', 3), ...wrote('髙明', 1), ...wrote('高明', 1)])
  assert.deepEqual(poll.alike.map((a) => [...a.names].sort()).sort(), [['吳靑雲', '吴青云'], ['高明', '髙明']].map((n) => n.sort()).sort())
  for (const a of poll.alike) ok(await settle(poll, { question: 0, names: a.names, as: a.names[0] }))
  const [q] = (await act(as.congress, poll, 'count')).result.questions
  assert.deepEqual(q.write_ins.map((w) => w.approve).sort((a, b) => a - b), [2, 6, 12])
})

test('what hands put around a name or between its parts splits nobody: it is asked, of candidates too', async () => {
  const one = (all, n = 1) => all.flatMap((name) => wrote(name, n))
  const parts = ['。', '，', '、', '/', '˙', 'ㆍ', '｡', '丶', '一'].map((sign) => `艾力${sign}买买提`)
  const around = ['周山', '周山√', '○周山', '“周山”', '周山👍', '同意周山', '选周山']
  const own = ['王文√', '同意王文', '选王文']
  const poll = await closed([...one(['艾力·买买提', ...parts]), ...one(around)].concat(one(own)))
  assert.deepEqual(poll.alike.map((a) => [...a.names].sort().join()).sort(),
    [['艾力·买买提', ...parts], around, ['王文', ...own]].map((n) => [...n].sort().join()).sort())
  for (const a of poll.alike) ok(await settle(poll, { question: 0, names: a.names, as: a.choices[0] }))
  const [q] = (await act(as.congress, poll, 'count')).result.questions
  assert.deepEqual([q.write_ins.map((w) => w.approve), q.own_names], [[10, 7], 3])
})

test('a mark is nobody: it is neither entered nor cast, and elects no one', async () => {
  const enter = await entering()
  for (const mark of ['○', '×', '·', '……', '〇'])
    assert.match(refused(await enter(mark), 400, 'entry.ballot'), new RegExp(`“${mark}”是记号`))
  for (const word of ['弃权', '反对', '同上', '无']) refused(await enter(word), 400, 'entry.ballot')
  refused(await enter('周\u0301山'), 400, 'request.character') // no sign stands on a Chinese character
  const folder = temporary('mark'), file = (name, text) => (writeFileSync(join(folder, name), text), join(folder, name))
  const election = file('election.json', JSON.stringify({ rules: 'county-party-2020', office: 'committee', seats: 1, due: 10, present: 10, candidates: ['王文', '李武'] }))
  const said = run(['count', election, file('ballots.jsonl', '{"marks":"NN","write_in":["×"]}\n')])
  assert.equal(said.code, 2)
  assert.match(said.err, /×/)
})

test('signs of order and breaks are refused in names', async () => {
  const enter = await entering()
  for (const sign of ['\u202e', '\u2066', '\u200b', '\u200d', '\u2028', '\u2029', '\n', '\u0007', '\ufeff', '\u061c']) {
    const code = sign.codePointAt(0).toString(16)
    assert.equal((await enter(`周${sign}新人`)).status, 400, code)
    const made = await as.congress.post('/api/polls', { congress: hall.congress, title: '选票', cast: 90, colour: 'pink', way: 'paper', style: 'boxes',
      elections: [{ title: '县委委员', office: 'committee', seats: 1, rules: 'county-party-2020', candidates: [{ name: `周${sign}新人` }] }] })
    assert.equal(made.status, 400, `${code}: ${made.text}`)
  }
  ok(await enter('周　新人'))
})

test('what was said of names is taken back until the count, and the file names who said it', async () => {
  const back = (poll, body, who = as.scrutineer) => who.post(`/api/polls/${poll.id}/alike/withdraw`, body)
  let poll = await closed([...wrote('欧阳锋', 6), ...wrote('欧陽鋒', 5), ...marks(...Array(5).fill('YYNN'))])
  const [{ names }] = poll.alike
  poll = ok(await settle(poll, { question: 0, names, as: null }))
  assert.deepEqual(poll.alike_said.map((s) => [s.question, s.names, s.as, s.by]), [[0, names, null, '监票人甲']])
  refused(await back(poll, { question: 0, names, reason: '看错' }, as.congress), 403, 'denied')
  refused(await back(poll, { question: 0, names, reason: '  ' }), 422, 'act.reason_needed')
  refused(await back(poll, { question: 1, names, reason: '看错' }), 422, 'alike.unsaid')
  refused(await back(poll, { question: 0, names: names.slice(0, 1), reason: '看错' }), 422, 'alike.unsaid')
  poll = ok(await back(poll, { question: 0, names, reason: '同一笔迹，是一人' }))
  assert.deepEqual([poll.alike_said, poll.alike.map((a) => a.names), poll.shown], [[], [names], false])
  refused(await as.congress.post(`/api/polls/${poll.id}/count`), 422, 'poll.alike')
  poll = ok(await settle(poll, { question: 0, names, as: '欧阳锋' }))
  poll = await act(as.congress, poll, 'count')
  assert.deepEqual(poll.result.questions[0].elected, ['欧阳锋'])
  refused(await back(poll, { question: 0, names, reason: '结果不合意' }), 422, 'entry.not_closed')

  // after a recount it is asked again: whoever knows whom it elects does not say it alone
  ok(await as.congress.post(`/api/polls/${poll.id}/recount`, { reason: '认定有误', second: SECOND }))
  poll = ok(await as.congress.get(`/api/polls/${poll.id}`))
  assert.deepEqual([poll.alike.length, poll.alike_said, poll.shown], [1, [], true])
  for (const as_ of [null, '欧阳锋']) // one alone changes his mind, and nothing is decided
    poll = ok(await settle(poll, { question: 0, names, as: as_ }))
  poll = ok(await settle(poll, { question: 0, names, as: '欧阳锋' }))
  assert.deepEqual([poll.alike.length, poll.alike_said, poll.alike_proposed.map((s) => [s.as, s.by])], [1, [], [['欧阳锋', '监票人甲']]])
  refused(await as.congress.post(`/api/polls/${poll.id}/count`), 422, 'poll.alike')
  poll = ok(await settle(poll, { question: 0, names, as: null }, as.scrutineer2))
  assert.deepEqual(poll.alike_proposed.map((s) => [s.as, s.by]), [[null, '监票人乙']], 'they differ: nothing is decided')
  poll = ok(await settle(poll, { question: 0, names, as: null }))
  assert.deepEqual([poll.alike, poll.alike_proposed, poll.alike_said.map((s) => [s.as, s.by])], [[], [], [[null, '监票人乙、监票人甲']]])
  poll = ok(await back(poll, { question: 0, names, reason: '再看' }))
  poll = ok(await settle(poll, { question: 0, names, as: '欧阳锋' }, as.scrutineer2))
  poll = ok(await settle(poll, { question: 0, names, as: '欧阳锋' }))
  poll = await signBoth(as, await act(as.congress, poll, 'count'), hall)
  const file = await evidenceFile(as, poll)
  assert.equal(run(['verify', file]).code, 0)
  const lines = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line))
  const of = (part) => lines.filter((line) => line.part === part)
  assert.deepEqual(of('alike').map((l) => [l.question, l.as, l.by, l.account === l.second, l.second === '0']), [[0, '欧阳锋', '监票人乙、监票人甲', false, false]])
  const [earlier] = of('earlier_count')
  assert.deepEqual(earlier.alike.map((l) => [l.as, l.by, l.second]), [['欧阳锋', '监票人甲', '0']])
})

test('a place or a unit glued to a name splits nobody and frees nobody: neither votes, nor who was elected before', async () => {
  let poll = await closed([...wrote('周龙', 4), ...wrote('岚桥镇周龙', 4), ...wrote('第一代表团周龙', 1), ...wrote('松岭镇李武', 2), ...marks(...Array(7).fill('YYNN'))])
  assert.deepEqual(poll.alike.map((a) => [a.candidate, [...a.names].sort()]).sort(),
    [[false, ['周龙', '岚桥镇周龙'].sort()], [false, ['周龙', '第一代表团周龙'].sort()], [true, ['李武', '松岭镇李武'].sort()]])
  refused(await as.congress.post(`/api/polls/${poll.id}/count`), 422, 'poll.alike')

  const twice = await hallOf(as, 20, 20)
  const one = { seats: 2, candidates: ['王文', '李武', '张建'].map((name) => ({ name })) }
  let first = await pollOf(as, Object.assign(twice, { asked: undefined }), { election: one })
  first = await heldIn(as, twice, first, marks(...Array(12).fill('YNN'), ...Array(8).fill('NNN')))
  assert.deepEqual(first.result.questions[0].elected, ['王文'])
  const again = await act(as.congress, first, 'next', { election: first.elections[0].id, decision: 'another_election' }, 201)
  const stand = (...all) => as.congress.post(`/api/polls/${again.id}/candidates`, { election: again.elections[0].id, candidates: all.map((name) => ({ name })) })
  ok(await stand('岚桥镇王文', '李武'))
  assert.match(refused(await as.congress.post(`/api/polls/${again.id}/freeze`, { sitting: twice.sitting }), 422, 'poll.elected_alike'), /岚桥镇王文/)
  ok(await stand('李武', '张建'))
  await act(as.congress, again, 'freeze', { sitting: twice.sitting })
  await act(as.congress, again, 'issue', { printed: 20, issued: 20, unused: 0, cut: 0, returned: 12 })
  await act(as.congress, again, 'open')
  await act(as.congress, again, 'close')
  await accept(as, await enterGroup(as, again, marks(...Array(9).fill({ marks: 'NN', write_in: ['岚桥镇王文'] }), ...Array(3).fill({ marks: 'NN', write_in: ['王文'] }))))
  assert.deepEqual(ok(await as.congress.get(`/api/polls/${again.id}`)).alike.map((a) => [a.elected, [...a.names].sort()]), [[['王文'], ['岚桥镇王文', '王文'].sort()]])
})

/** Round two of two seats; in round one 王明华 was elected of them. */
const secondRound = async () => {
  const own = await hallOf(as, 20, 20)
  const asked = { seats: 2, candidates: ['王明华', '李武', '张建'].map((name) => ({ name })) }
  const first = await heldIn(as, own, await pollOf(as, Object.assign(own, { asked: undefined }), { election: asked }), marks(...Array(12).fill('YNN'), ...Array(8).fill('NNN')))
  const poll = await act(as.congress, first, 'next', { election: first.elections[0].id, decision: 'another_election' }, 201)
  const stand = (...all) => as.congress.post(`/api/polls/${poll.id}/candidates`, { election: poll.elections[0].id, candidates: all.map((name) => ({ name })) })
  const entered = async (ballots) => {
    await act(as.congress, poll, 'freeze', { sitting: own.sitting })
    await act(as.congress, poll, 'issue', { printed: 20, issued: 20, unused: 0, cut: 0, returned: ballots.length })
    await act(as.congress, poll, 'open')
    await act(as.congress, poll, 'close')
    await accept(as, await enterGroup(as, poll, ballots))
    return ok(await as.congress.get(`/api/polls/${poll.id}`))
  }
  return { own, poll, stand, entered }
}
const asked = (poll) => poll.alike.map((a) => [...a.names].sort().join(' ')).sort()
const pairOf = (...names) => [...names].sort().join(' ')

test('what one ballot has on it hides nobody from the question about others', async () => {
  const { own, stand, entered } = await secondRound()
  ok(await stand('李武', '张建'))
  let poll = await entered(marks(...Array(12).fill({ marks: 'NN', write_in: ['岚桥镇王明华'] }), { marks: 'NN', write_in: ['岚桥'] }))
  assert.deepEqual(asked(poll), [pairOf('岚桥', '岚桥镇王明华'), pairOf('王明华', '岚桥镇王明华')].sort())
  const of = (...names) => poll.alike.find((a) => pairOf(...a.names) === pairOf(...names)).names
  poll = ok(await settle(poll, { question: 0, names: of('岚桥', '岚桥镇王明华'), as: null }))
  assert.deepEqual(asked(poll), [pairOf('王明华', '岚桥镇王明华')], 'the stray one is another, and nothing else was said')
  refused(await as.congress.post(`/api/polls/${poll.id}/count`), 422, 'poll.alike')
  poll = ok(await settle(poll, { question: 0, names: of('王明华', '岚桥镇王明华'), as: '王明华' }))
  assert.deepEqual(poll.alike, [])
  poll = await signBoth(as, await act(as.congress, poll, 'count'), own)
  assert.deepEqual(poll.result.questions[0].elected, [], 'who has a seat takes no second one')
  assert.equal(run(['verify', await evidenceFile(as, poll)]).code, 0)
})

test('each name with something before it is asked about by itself, and both answers stay', async () => {
  let poll = await closed([...wrote('周龙', 4), ...wrote('岚桥镇周龙', 3), ...wrote('青石镇周龙', 2), ...wrote('歐陽國', 1), ...wrote('周龙同志', 1)])
  const own = asked(poll)
  assert.deepEqual(own, [pairOf('周龙', '周龙同志'), pairOf('欧阳国', '歐陽國')].sort(), 'what is equal when bare comes first')
  const say = async (as_, ...names) => { poll = ok(await settle(poll, { question: 0, names: poll.alike.find((a) => pairOf(...a.names) === pairOf(...names)).names, as: as_ })) }
  await say('周龙', '周龙', '周龙同志')
  await say('欧阳国', '欧阳国', '歐陽國')
  assert.deepEqual(asked(poll), [pairOf('周龙', '岚桥镇周龙'), pairOf('周龙', '青石镇周龙')].sort())
  await say(null, '周龙', '青石镇周龙')
  await say('周龙', '周龙', '岚桥镇周龙')
  assert.deepEqual(poll.alike, [])
  poll = await act(as.congress, poll, 'count')
  assert.deepEqual(poll.result.questions[0].write_ins.map((w) => [w.name, w.approve]), [['周龙', 8], ['青石镇周龙', 2]])
})

test('a candidate is asked about although somebody wrote a part of his name', async () => {
  const poll = await closed([...wrote('艾力·买买提', 1), ...wrote('歐陽國', 6), ...wrote('阳国', 1), ...wrote('买买提', 1)])
  assert.deepEqual(asked(poll), [pairOf('艾力·买买提', '买买提'), pairOf('欧阳国', '歐陽國')].sort())
  assert.deepEqual(poll.alike.map((a) => a.candidate).sort(), [false, true])
})

test('who may be one is one to every gate: on one list, elected before, of two offices', async () => {
  const { own, poll, stand } = await secondRound()
  for (const name of ['县委办王明华', '岚桥镇王明华', '代表团王明华', '王明华（县委办）']) {
    ok(await stand(name, '李武'))
    assert.match(refused(await as.congress.post(`/api/polls/${poll.id}/freeze`, { sitting: own.sitting }), 422, 'poll.elected_alike'), new RegExp(name.replace(/[（）]/g, '.')))
  }
  for (const name of ['岚桥镇李武', '县委办李武', '李武（县委办）'])
    refused(await stand('李武', name), 400, 'poll.namesakes')
  const both = (one, other) => as.congress.post(`/api/polls/${poll.id}/candidates`, { election: poll.elections[0].id, candidates: [one, other] })
  ok(await both({ name: '李武', unit: '一中' }, { name: '岚桥镇李武', unit: '二中' }))
})
