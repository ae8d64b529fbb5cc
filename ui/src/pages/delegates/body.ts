/* Whose roster the page shows, in the words of its trade: delegates of the Party, members of the conference. */
import type { Body } from '../../api/delegates'
import { tt } from '../../i18n'

export const BODIES: Body[] = ['party', 'conference']

/** The text of `key`; a conference has its own where there is one. */
export const say = (body: Body, key: string): string =>
  (body === 'conference' ? tt(`sector.${key}`) : '') || tt(key)
