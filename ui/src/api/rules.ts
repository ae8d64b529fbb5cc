/* Rule sets and their editions, papers and templates: docs/congress.md. */
import { address, call, download } from './call'
import type { Label } from './types'

export interface RuleSetLine {
  name: string
  title: Label
  edition: { id: string | null; number: number; title?: string } | null
  drafts: number
}
export interface RuleValue {
  rule: string
  label: string
  value: string
  document: string
  edition: string
  article: string
  confidence: string
  note?: string | null
}
export interface RuleOffice {
  office: string
  label: string
  rules: RuleValue[]
}
/** A sentence in value, or its parts. */
export interface RuleDeadline {
  deadline: string
  label?: string
  value?: string
  op?: 'at_least' | 'at_most'
  count?: number
  unit?: string
  from?: string
  article: string
  confidence: string
}
export type EditionState = 'draft' | 'seconded' | 'in_force' | 'replaced'
export interface Edition {
  id: string | null
  number: number
  state: EditionState | string
  reason: string | null
  by: string | null
  at: string | null
  first: string | null
  second: string | null
}
export interface RuleSet {
  name: string
  title: Label | string
  edition: Edition | null
  editions: Edition[]
  offices: RuleOffice[]
  deadlines: RuleDeadline[]
  text: string
}
export const sets = () => call<{ sets: RuleSetLine[] }>('GET', 'rules').then((r) => r.sets)
export const read = (name: string, edition?: string) =>
  call<RuleSet>('GET', `rules/${name}`, { query: { edition } })
export const amend = (name: string, text: string, reason: string) =>
  call<{ id: string }>('POST', `rules/${name}/editions`, { body: { text, reason } })
export const approve = (id: string, password: string) =>
  call<{ id: string; state: string }>('POST', `rules/editions/${id}/approve`, {
    body: { password },
  })
export const refuse = (id: string, reason: string) =>
  call<{ id: string; state: string }>('POST', `rules/editions/${id}/refuse`, { body: { reason } })

export type Scope = 'congress' | 'poll' | 'election' | 'sitting' | 'unit' | 'district'
export interface Form {
  name: string
  label: Label | string
  scope: Scope
  ready: boolean
  why?: string
}
export interface Template {
  name: string
  label: Label | string
  scope: Scope
  site: boolean
}
export const forms = (scope: Scope, id: string) =>
  call<{ forms: Form[] }>('GET', 'forms', { query: { scope, id } }).then((r) => r.forms)
export const formAt = (name: string, scope: Scope, id: string, format: 'pdf' | 'docx') =>
  address(`forms/${name}`, { scope, id, format })
export const templates = () =>
  call<{ templates: Template[] }>('GET', 'templates').then((r) => r.templates)
export const saveTemplate = (name: string) => download(`templates/${name}`)
export const loadTemplate = (name: string, file: File) =>
  call<void>('POST', `templates/${name}`, { raw: file })
export const resetTemplate = (name: string) => call<void>('POST', `templates/${name}/reset`)
