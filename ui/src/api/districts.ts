/* Districts of the direct election of deputies: docs/congress.md, "Districts". */
import { call } from './call'
import * as rows from './rows'
import type { Row, Schemas } from './types'

/** A day set by law before the election day; latest and on are null while they are not known. */
export type LegalDate = Schemas['LegalDate']
export type Gate = Schemas['DistrictGate']
export type District = Schemas['District']

export const read = (id: string) => call<District>('GET', `districts/${id}`)
export const list = (region: string, limit: number) =>
  rows.list('district', { region, sort: 'place', limit })
export const count = (region: string) => rows.count('district', { region })

/** Makes the election of a district and ties it to the district; one that an earlier attempt left behind is taken. */
export async function makeElection(district: Row, title: string): Promise<void> {
  const region = district.region.id
  const page = await rows.list('congress', {
    region,
    kind: 'district',
    'title.has': title,
    limit: 20,
  })
  const day = district.election_day
  const made =
    page.rows.find((r) => r.title === title && r.region.id === region) ??
    (await rows.create('congress', region, {
      title,
      kind: 'district',
      level: district.level,
      rules: district.rules,
      ...(day ? { opens_on: day, closes_on: day } : {}),
    }))
  await rows.change('district', district.id, district.ver, { congress: made.id })
}
