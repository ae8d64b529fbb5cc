import { computed, shallowRef } from 'vue'
import * as api from '../api/site'
import type { Codes, FieldDef, Ledger, Menu, Row, StateDef, Value } from '../api/types'
import { l, lang, t } from '../i18n'
import { display, isBlank, type Tongue } from './display'

export const MENUS: Menu[] = [
  'command',
  'people',
  'team',
  'selection',
  'congress',
  'discipline',
  'outcome',
]

export const ledgers = shallowRef<Ledger[]>([])
export const codes = shallowRef<Codes>({})

export async function loadSite(): Promise<void> {
  const [ls, cs] = await Promise.all([api.ledgers(), api.codes()])
  ledgers.value = ls.sort((a, b) => (a.order ?? 0) - (b.order ?? 0))
  codes.value = cs
}

export function clearSite(): void {
  ledgers.value = []
  codes.value = {}
}

export function ledgerOf(name: string): Ledger | undefined {
  return ledgers.value.find((x) => x.name === name)
}

export const menu = computed(() =>
  MENUS.map((name) => ({ name, ledgers: ledgers.value.filter((x) => x.menu === name) })).filter(
    (g) => g.ledgers.length > 0,
  ),
)

export const tongue = computed<Tongue>(() => ({
  lang: lang(),
  codes: codes.value,
  yes: t('value.yes'),
  no: t('value.no'),
  sealed: t('value.sealed'),
  yuan: t('value.yuan'),
}))

export function show(field: Pick<FieldDef, 'type' | 'codes'>, value: Value): string {
  return display(field, value, tongue.value)
}

/** What the list of that ledger would show besides the title and `without`. */
export function briefOf(ledger: Ledger | undefined, row: Row, without: string[] = []): string[] {
  return (ledger?.fields ?? [])
    .filter(
      (f) =>
        f.list && f.name !== ledger?.title && !without.includes(f.name) && !isBlank(row[f.name]),
    )
    .map((f) => show(f, row[f.name]))
}

export function stateOf(
  ledger: Ledger | undefined,
  name: string | null | undefined,
): StateDef | undefined {
  return ledger?.states?.find((s) => s.name === name)
}

/** Label of a field, a state, or one of the fields every row has. */
export function fieldLabel(ledger: Ledger, name: string): string {
  const field = ledger.fields.find((f) => f.name === name)
  if (field) return l(field.label)
  if (name === 'state') return t('field.state')
  if (name === 'region') return l(ledger.region?.label) || t('field.region')
  return name === 'created_at'
    ? t('field.created_at')
    : name === 'updated_at'
      ? t('field.updated_at')
      : name
}
