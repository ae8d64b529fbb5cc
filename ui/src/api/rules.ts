/* Rule sets and their editions, papers and templates: docs/congress.md. */
import { address, call, download } from './call'
import type { Schemas } from './types'

export type RuleSetLine = Schemas['RuleSetLine']
export type RuleValue = Schemas['RuleValue']
export type RuleOffice = Schemas['RuleOffice']
/** A sentence in value, or its parts. */
export type RuleDeadline = Schemas['RuleDeadline']
export type EditionState = Edition['state']
export type Edition = Schemas['RuleEdition']
export type RuleSet = Schemas['RuleSet']
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

export type Scope = Form['scope']
export type Form = Schemas['Form']
export type Template = Schemas['Template']
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
