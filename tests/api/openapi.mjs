// Replies against what the program says of itself: `huanjie openapi`.  A validator of the part of JSON schema
// that the description uses, so that the tests need no package.
import { run } from './server.mjs'

let described
/** The description, read once. */
export const openapi = () => (described ??= JSON.parse(run(['openapi']).out))

/** What a running site says besides of its own ledgers. */
export const describedToo = (document) => Object.assign(openapi().components.schemas, document.components.schemas)

const resolve = (schema) => (schema.$ref ? openapi().components.schemas[schema.$ref.split('/').pop()] : schema)

const types = {
  string: (v) => typeof v === 'string',
  integer: (v) => Number.isInteger(v),
  number: (v) => typeof v === 'number',
  boolean: (v) => typeof v === 'boolean',
  array: (v) => Array.isArray(v),
  object: (v) => typeof v === 'object' && v !== null && !Array.isArray(v),
}
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/
const known = new Set([
  '$ref', 'type', 'nullable', 'anyOf', 'enum', 'pattern', 'format', 'minLength', 'maxLength', 'minimum', 'maximum',
  'minItems', 'maxItems', 'items', 'properties', 'required', 'additionalProperties', 'description',
])

/** What is wrong with `v`, as a list of sentences with their place. */
export const faults = (schema, v, at = '') => {
  schema = resolve(schema)
  for (const word of Object.keys(schema)) if (!known.has(word)) return [`${at}: the test does not know "${word}"`]
  // "nullable" loosens the type beside it, no more: what else is said (OpenAPI 3.0.3) null must keep as well
  if (v === null && schema.nullable && schema.type) return schema.enum && !schema.enum.includes(null) ? [`${at}: null is none of the words`] : []
  if (schema.anyOf) return schema.anyOf.some((s) => !faults(s, v, at).length) ? [] : [`${at}: none of the choices: ${JSON.stringify(v)}`]
  if (!schema.type) return []
  if (!types[schema.type](v)) return [`${at}: ${schema.type} expected: ${JSON.stringify(v)}`]
  if (schema.type === 'array') return listFaults(schema, v, at)
  if (schema.type === 'object') return objectFaults(schema, v, at)
  return plainFaults(schema, v).map((what) => `${at}: ${what}: ${JSON.stringify(v)}`)
}

const plainFaults = (schema, v) => {
  const wrong = []
  if (schema.enum && !schema.enum.includes(v)) wrong.push('no such word')
  if (schema.pattern && !new RegExp(schema.pattern).test(v)) wrong.push(schema.pattern)
  if (schema.format === 'date-time' && !instant.test(v)) wrong.push('no instant')
  if (v < schema.minimum || v > schema.maximum) wrong.push('out of range')
  const length = typeof v === 'string' ? [...v].length : 0
  if (length < (schema.minLength ?? 0) || length > (schema.maxLength ?? Infinity)) wrong.push('length')
  return wrong
}

const listFaults = (schema, v, at) => [
  ...(v.length < (schema.minItems ?? 0) || v.length > (schema.maxItems ?? Infinity) ? [`${at}: ${v.length} items`] : []),
  ...v.flatMap((item, i) => faults(schema.items, item, `${at}[${i}]`)),
]

const objectFaults = (schema, v, at) => {
  const wrong = (schema.required ?? []).filter((name) => !(name in v)).map((name) => `${at}.${name}: missing`)
  for (const [name, value] of Object.entries(v)) {
    const member = schema.properties?.[name] ?? schema.additionalProperties ?? {}
    if (member === false) wrong.push(`${at}.${name}: not described`)
    else wrong.push(...faults(member, value, `${at}.${name}`))
  }
  return wrong
}

/** What a strict reader of a description would stumble over, as a list of sentences. */
export const lint = (document) => {
  const wrong = [], used = new Set(), named = document.components.schemas
  const walk = (v, at) => {
    if (!v || typeof v !== 'object') return
    if (v.$ref) used.add(v.$ref.split('/').pop())
    if (v.$ref?.startsWith('#/components/schemas/') && !named[v.$ref.split('/').pop()]) wrong.push(`${at}: no ${v.$ref}`)
    if (v.nullable === true && (!v.type || v.anyOf || v.allOf || v.$ref)) wrong.push(`${at}: nullable loosens a type alone`)
    if (v.enum && v.nullable && !v.enum.includes(null)) wrong.push(`${at}: may be null, which is none of the words`)
    if (v.pattern && !/^\^(\((?!.*\|).*\)\?|[^|]*)\$$/.test(v.pattern)) wrong.push(`${at}: ${v.pattern} is open`)
    if (v.type === 'object' && !['properties', 'additionalProperties'].some((k) => k in v)) wrong.push(`${at}: an object of nothing`)
    if (v.schema && !Object.keys(v.schema).length) wrong.push(`${at}: says nothing`)
    if (v['application/json']?.schema?.format === 'binary') wrong.push(`${at}: JSON as bytes`)
    for (const [k, x] of Object.entries(v)) if (k !== 'enum') walk(x, `${at}/${k}`)
  }
  walk(document, '')
  return [...wrong, ...Object.keys(named).filter((name) => !used.has(name)).map((name) => `${name} is used nowhere`)]
}

const fits = (pattern, path) => {
  const a = pattern.split('/'), b = path.split('/')
  return a.length === b.length && a.every((piece, i) => (piece.startsWith('{') ? b[i] !== '' : piece === b[i]))
}

/** The operation that answers; literal pieces before named ones, as the server looks. */
export const operationOf = (method, path) => {
  const found = Object.keys(openapi().paths)
    .filter((pattern) => openapi().paths[pattern][method.toLowerCase()] && fits(pattern, path))
    .sort((a, b) => (a.match(/\{/g) ?? []).length - (b.match(/\{/g) ?? []).length)
  return found.length ? { path: found[0], ...openapi().paths[found[0]][method.toLowerCase()] } : null
}

/** Throws when a reply is not what its route says. */
export const conforms = (method, target, { status, headers, body }) => {
  const path = target.split('?')[0]
  const operation = operationOf(method, path)
  if (!operation) return
  const said = operation.responses[status] ?? (status >= 400 ? openapi().components.responses.Error : null)
  const about = `${method} ${operation.path} ${status}`
  if (!said) throw new Error(`${about}: the route does not say this status`)
  const type = (headers.get('content-type') ?? '').split(';')[0]
  if (type !== 'application/json') {
    if (type && !said.content?.[type]) throw new Error(`${about}: the route does not say ${type}`)
    return
  }
  const schema = said.content?.['application/json']?.schema
  if (!schema) throw new Error(`${about}: the route says no JSON: ${JSON.stringify(body)}`)
  const wrong = faults(schema, body)
  if (wrong.length) throw new Error(`${about}: not as described:\n${wrong.slice(0, 10).join('\n')}`)
}
