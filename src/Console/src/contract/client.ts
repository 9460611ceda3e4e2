import createClient, { type Middleware } from 'openapi-fetch'
import type { components, paths } from './schema'
import { Problem } from './problem'

/** What the host sends and takes, by the names of its OpenAPI document. */
export type Schemas = components['schemas']

const keyed: Middleware = {
  onRequest({ request }) {
    // What the network sends again is done once. A second press has a key of its own, unless its form keeps one.
    if (request.method !== 'GET' && !request.headers.has('Idempotency-Key')) request.headers.set('Idempotency-Key', newKey())
    request.headers.set('Accept-Language', document.documentElement.lang || 'zh-CN')
    return request
  },
}

export const api = createClient<paths>({ baseUrl: location.origin, credentials: 'same-origin' })
api.use(keyed)

type Answered<T> = { data?: T; error?: unknown; response: Response }

/** Hears of each answer that says nobody is signed in. */
export const signedOut = { tell: () => {} }

/** The body of a good answer. @throws Problem for every other answer, and when the host was not reached. */
export async function ask<T>(call: Promise<Answered<T>>): Promise<T> {
  let answered: Answered<T>
  try {
    answered = await call
  } catch (fault) {
    if (fault instanceof DOMException && fault.name === 'AbortError') throw fault
    throw Problem.unreachable()
  }
  if (answered.response.ok) return answered.data as T
  const problem = Problem.of(answered.response, answered.error)
  if (problem.code === 'not-signed-in') signedOut.tell()
  throw problem
}

/** A new key for one write: 32 hex digits. Also where the page came without TLS. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
