// Papers side by side: what several of them say of one thing is the same.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ok } from './congress.mjs'
import { pagesOf, paperOf, printed } from './paper.mjs'
import { allRows, cleanUp, COUNTY, demoSite, serve, signInAll } from './server.mjs'

let as, congress, units

before(async () => {
  const server = await serve(demoSite('agree'))
  as = await signInAll(server, ['congress', 'office'])
  congress = ok(await as.congress.get('/api/congresses', { region: COUNTY })).congresses
    .find((c) => c.title === '中国共产党青岚县第十四次代表大会')
  units = (await allRows(as.congress, 'electoral_unit', { level: 'county' })).filter((u) => u.body_kind === 'party')
})
after(cleanUp)

/** The figures of each unit's line on a paper of the congress. */
const linesOf = async (name) => {
  const lines = pagesOf(await paperOf(as.congress, name, 'congress', congress.id)).flatMap((page) => page.split('\n'))
  return new Map(lines.map((line) => line.trim().match(/^\d+\s+(\S+)\s+(.*)$/)).filter(Boolean).map(([, title, rest]) => [title, rest.split(/\s+/)]))
}
const share = (figures) => figures.find((f) => f.endsWith('%'))

describe('electoral units', () => {
  test('how many more stood than seats is one figure on the quotas, the statistics, the unit\'s papers and the credentials report', async () => {
    const quota = await linesOf('quota_table'), statistics = await linesOf('structure_statistics')
    assert.ok(units.length >= 18, 'all towns and the offices')
    const surplus = []
    for (const unit of units) {
      const percent = share(statistics.get(unit.title))
      assert.ok(percent, unit.title)
      assert.equal(share(quota.get(unit.title)), percent, unit.title)
      const [seats, stood, more] = statistics.get(unit.title).map(Number)
      assert.deepEqual([seats, stood, more], [unit.quota, unit.candidates, unit.candidates - unit.quota], unit.title)
      assert.equal(percent, `${(Math.round(1000 * more / seats) / 10).toFixed(1)}%`, unit.title)
      surplus.push(Number.parseFloat(percent))
    }
    const ofOne = await printed(as.congress, 'delegate_election_request', 'unit', units[1].id)
    const [title] = [units[1].title]
    assert.match(ofOne, new RegExp(`预备人选${statistics.get(title)[1]}名，其中差额${statistics.get(title)[2]}名，差额比例${share(quota.get(title))}`))
    const least = `${Math.min(...surplus).toFixed(1)}%`
    assert.ok((await printed(as.congress, 'credentials_report', 'congress', congress.id)).includes(`差额比例最低为${least}`), least)
  })
})
