/* The word for a vote against: 不赞成 where the Party elects, 反对 in the laws; as the rules of a poll have it. */
import { t } from '../i18n'

export const against = (elections: { disapproves: boolean }[]): string =>
  t(elections.some((e) => e.disapproves) ? 'mark.N_party' : 'mark.N')
