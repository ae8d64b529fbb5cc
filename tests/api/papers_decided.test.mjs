// What was decided, and by whom: papers of a poll declared void, of seats left over, of what a congress adopted.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { accept, act, byPresidium, countedIn, enterGroup, hallOf, marks, nameOf, ok, pollElsewhere as pollOf, refused, SECOND, signBoth, today } from './congress.mjs'
import { printed } from './paper.mjs'
import { cleanUp, COUNTY, demoSite, PASSWORD, serve, signInAll } from './server.mjs'

let as

before(async () => {
  as = await signInAll(await serve(demoSite('decided')), ['congress', 'office', 'teller1', 'teller2', 'scrutineer', 'scrutineer2'])
})
after(cleanUp)

const read = (name, scope, id) => printed(as.congress, name, scope, id)
const entry = async (name, scope, id) => ok(await as.congress.get('/api/forms', { scope, id })).forms.find((f) => f.name === name)
const inWords = (iso) => iso.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')
const PEOPLE = { kind: 'people', rules: 'organic-2022' }
const names = (...all) => all.map((name) => ({ name }))
const vice = (fields) => ({ title: '副县长选票', election: { title: '副县长', office: 'vice', rules: 'organic-2022', seats: 2, candidates: names('王文', '李武', '张建'), ...fields } })
const declared = async (hall, poll) => act(as.congress, poll, 'void', { cause: 'procedure', reason: '多发了一张选票。', password: PASSWORD, ...await byPresidium(as, hall), document: '主席团公告第3号', second: SECOND })

describe('an election declared void', () => {
  test('every paper that says so says by whose decision, of which paper and day, and why', async () => {
    const hall = await hallOf(as, 10, 10, PEOPLE)
    const poll = await pollOf(as, hall, vice())
    await countedIn(as, hall, poll, marks(...Array(6).fill('YYN'), ...Array(4).fill('YNY')))
    await declared(hall, poll)
    const said = `经大会主席团${inWords(today())}决定（主席团公告第3号），因违反规定的选举程序（多发了一张选票），宣布选举无效`
    for (const name of ['result_full', 'result_public', 'return_slip']) {
      const text = await read(name, 'poll', poll.id)
      assert.ok(text.includes(said), `${name}: ${text}`)
      assert.doesNotMatch(text.replace(said, ''), /选举无效|选举有效|当选$/, name)
    }
    assert.match(await read('return_slip', 'poll', poll.id), /收回的选票等于发出的选票。经大会主席团/)
    assert.equal(await entry('runoff_report', 'election', poll.elections[0].id), undefined, 'it is held again, whole')
    refused(await as.congress.get('/api/forms/runoff_report', { scope: 'election', id: poll.elections[0].id, format: 'pdf' }), 422, 'forms.no_runoff')
  })

  test('by its own count it says what the count found', async () => {
    const hall = await hallOf(as, 10, 10, PEOPLE)
    const poll = await pollOf(as, hall, vice())
    await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
    await act(as.congress, poll, 'issue', { printed: 10, issued: 9, unused: 1, cut: 1, returned: 10 })
    await act(as.congress, poll, 'open')
    await act(as.congress, poll, 'close')
    await accept(as, await enterGroup(as, poll, marks(...Array(10).fill('YYN'))))
    await act(as.congress, poll, 'count')
    assert.match(await read('result_full', 'poll', poll.id), /结论：收回的选票多于发出的选票，选举无效/)
    assert.match(await read('return_slip', 'poll', poll.id), /收回的选票多于发出的选票，选举无效。/)
  })
})

describe('what a report on a further ballot is of', () => {
  test('seats left over where nobody is tied are another election, a tie is voted on again: each in its own words', async () => {
    let hall = await hallOf(as, 10, 10, PEOPLE)
    let poll = await pollOf(as, hall, vice())
    await countedIn(as, hall, poll, marks(...Array(6).fill('YNN'), ...Array(4).fill('NYN')))
    const left = await read('runoff_report', 'election', poll.elections[0].id)
    assert.match(left, /^副县长另行选举的报告/)
    assert.match(left, /不足的名额1名。按照规定：.*不足的名额另行选举.*组织法》第29条/)
    assert.doesNotMatch(left, /再次投票|重新投票|得票相等/)
    hall = await hallOf(as, 10, 10, PEOPLE)
    poll = await pollOf(as, hall, vice())
    await countedIn(as, hall, poll, marks(...Array(4).fill('YYN'), ...Array(4).fill('YNY'), ...Array(2).fill('NYY')))
    const tied = await read('runoff_report', 'election', poll.elections[0].id)
    assert.match(tied, /^副县长再次投票的报告/)
    assert.match(tied, /其中李武、张建得票相等，不能确定当选人。按照规定：.*再次投票.*组织法》第29条/)
    assert.doesNotMatch(tied, /另行选举/)
  })
})

describe('the rules that a session adopts', () => {
  test('say the rule of a head, not how many names came, and stay as they are when the poll is declared void', async () => {
    const hall = await hallOf(as, 10, 10, PEOPLE)
    const election = (title, office, ...all) => ({ title, office, rules: 'organic-2022', seats: 1, candidates: names(...all) })
    const poll = await pollOf(as, hall, { title: '县长、副县长选票', elections: [election('县长', 'chief', '王文'), election('副县长', 'vice', '李武', '张建')] })
    const says = /第一条本次会议选举：1．县长1名，候选人可以比应选名额多1人，也可以与应选名额相等；2．副县长1名，候选人2名，差额1名；第二条/
    assert.match(await read('session_rules', 'congress', hall.congress), says)
    await countedIn(as, hall, poll, Array(10).fill({ answers: [{ marks: 'Y' }, { marks: 'YN' }] }))
    await declared(hall, poll)
    assert.match(await read('session_rules', 'congress', hall.congress), says)
  })
})
