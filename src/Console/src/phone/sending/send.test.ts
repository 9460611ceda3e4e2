import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import { Problem } from '@/contract/problem'
import { close } from '../kept/database'
import { put, unsent } from './queue'
import { meaningOf, pauseAfter, send, type Doors } from './send'
import type { Answer, Waiting, Write } from './waiting'

/** A host that does each key once and answers a repeat as the first time, as the real one. */
class Host implements Doors {
  readonly done = new Map<string, Answer>()
  readonly order: string[] = []
  /** How an answer gets lost: after the work was done. */
  losesNext = false
  person = 'p1'
  refuses: (write: Waiting) => Answer | null = () => null
  batches = 0

  whose(): Promise<string> {
    return Promise.resolve(this.person)
  }

  upload(write: Waiting): Promise<Answer> {
    return this.lost([this.do(write)]).then(([answer]) => answer!)
  }

  batch(writes: Waiting[]): Promise<Answer[]> {
    this.batches++
    return this.lost(writes.map((write) => this.do(write)))
  }

  private do(write: Waiting): Answer {
    const kept = this.done.get(write.key)
    if (kept) return kept
    if (write.after.some((key) => !this.done.has(key))) return refusal(409, 'waits-for-others')
    const refused = this.refuses(write)
    if (refused) return refused
    const answer = { status: 201, code: '', detail: '', body: { id: `file-${write.key}`, caseId: `case-${write.key}` } }
    this.done.set(write.key, answer)
    this.order.push(write.says.what)
    return answer
  }

  private lost<T>(answers: T[]): Promise<T[]> {
    if (!this.losesNext) return Promise.resolve(answers)
    this.losesNext = false
    return Promise.reject(Problem.unreachable())
  }
}

function refusal(status: number, code: string): Answer {
  return { status, code, detail: `because of ${code}`, body: null }
}

function move(name: string): Write {
  return { do: 'command', case: 'c1', body: { command: name }, says: { what: name, where: '' } }
}

const at = '2026-02-13T09:00:00+08:00'
const bytes = new Uint8Array([1]).buffer
let host: Host

beforeEach(async () => {
  await close()
  globalThis.indexedDB = new IDBFactory()
  host = new Host()
})

describe('sending', () => {
  it('empties the queue in the order of making', async () => {
    for (const name of ['sign-off', 'progress', 'resolve']) await put('p1', move(name), at)
    expect(await send('p1', host)).toBe(3)
    expect(host.order).toEqual(['sign-off', 'progress', 'resolve'])
    expect(await unsent('p1')).toEqual([])
  })

  it('does each once when the answer was lost and all is sent again', async () => {
    await put('p1', move('sign-off'), at)
    await put('p1', move('progress'), at)
    host.losesNext = true
    await expect(send('p1', host)).rejects.toThrow(Problem)
    expect(await unsent('p1')).toHaveLength(2)
    await send('p1', host)
    expect(host.order).toEqual(['sign-off', 'progress'])
    expect(await unsent('p1')).toEqual([])
  })

  it('does each once when two windows send at the same moment', async () => {
    await put('p1', move('sign-off'), at)
    await put('p1', move('progress'), at)
    await Promise.all([send('p1', host), send('p1', host)])
    expect(host.order).toEqual(['sign-off', 'progress'])
    expect(await unsent('p1')).toEqual([])
  })

  it('goes on where a closed page left off, with the same keys', async () => {
    await put('p1', { do: 'report', body: {}, says: { what: 'report', where: '' }, photos: [{ key: 'k1', name: 'p', type: 'image/jpeg', bytes }] }, at)
    host.losesNext = true
    await expect(send('p1', host)).rejects.toThrow(Problem)
    await close()
    await send('p1', host)
    expect(host.order).toEqual(['upload', 'report'])
    expect(await unsent('p1')).toEqual([])
  })

  it('keeps a refused write with its reason, and sends the others', async () => {
    await put('p1', move('sign-off'), at)
    await put('p1', { do: 'care-visit', id: 'v', body: {}, says: { what: 'care-visit', where: '' } }, at)
    host.refuses = (write) => (write.do === 'care-visit' ? refusal(422, 'done-in-future') : null)
    await send('p1', host)
    const left = await unsent('p1')
    expect(left).toHaveLength(1)
    expect(left[0]).toMatchObject({ state: 'refused', told: { status: 422, code: 'done-in-future' } })
    await send('p1', host, true)
    expect((await unsent('p1'))[0]!.tries).toBe(1)
  })

  it('holds later moves of a case back while one before them is refused', async () => {
    await put('p1', move('progress'), at)
    await put('p1', move('resolve'), at)
    host.refuses = (write) => (write.says.what === 'progress' ? refusal(422, 'text-required') : null)
    await send('p1', host)
    expect((await unsent('p1')).map((write) => [write.state, write.told?.code])).toEqual([['refused', 'text-required'], ['waiting', 'waits-for-others']])
    expect(host.order).toEqual([])
  })

  it('waits before it tries again what is not possible yet, unless it is told to', async () => {
    await put('p1', move('resolve'), at)
    host.refuses = () => refusal(409, 'wrong-stage')
    let clock = 0
    await send('p1', host, false, () => clock)
    clock = pauseAfter(0) - 1
    await send('p1', host, false, () => clock)
    expect((await unsent('p1'))[0]!.tries).toBe(1)
    clock = pauseAfter(0)
    await send('p1', host, false, () => clock)
    expect((await unsent('p1'))[0]!.tries).toBe(2)
    host.refuses = () => null
    await send('p1', host, true, () => clock)
    expect(await unsent('p1')).toEqual([])
  })

  it('tells that it asked nobody when nothing is due', async () => {
    expect(await send('p1', host)).toBeNull()
    await put('p1', move('sign-off'), at)
    host.refuses = () => refusal(422, 'text-required')
    expect(await send('p1', host)).toBe(0)
    expect(await send('p1', host, true)).toBeNull()
  })

  it('holds a result back until its photo has gone up', async () => {
    await put('p1', { do: 'result', id: 'i', body: { attachmentIds: ['key:k1'] }, says: { what: 'result', where: '' }, photos: [{ key: 'k1', name: 'p', type: 'image/jpeg', bytes }] }, at)
    host.refuses = (write) => (write.do === 'upload' ? refusal(503, 'busy') : null)
    await send('p1', host)
    expect(host.batches).toBe(0)
    host.refuses = () => null
    await send('p1', host, true)
    expect(host.order).toEqual(['upload', 'result'])
  })

  it('sends nothing of one person in the session of another', async () => {
    await put('p1', move('sign-off'), at)
    host.person = 'p2'
    await expect(send('p1', host)).rejects.toMatchObject({ code: 'other-person' })
    expect(await send('p2', host)).toBeNull()
    expect(host.order).toEqual([])
    host.person = 'p1'
    expect(await send('p1', host)).toBe(1)
  })

  it('loses nothing when the session has ended in between', async () => {
    await put('p1', move('sign-off'), at)
    host.batch = () => Promise.reject(new Problem(401, 'not-signed-in', ''))
    await expect(send('p1', host)).rejects.toMatchObject({ status: 401 })
    expect((await unsent('p1'))[0]).toMatchObject({ state: 'waiting', tries: 0 })
  })

  it('takes a batch apart that is refused as a whole, so that one bad write holds up no other', async () => {
    for (const name of ['report', 'bad', 'report']) await put('p1', { do: 'report', body: {}, says: { what: name, where: '' } }, at)
    const whole = host.batch.bind(host)
    host.batch = (writes) => (writes.some((write) => write.says.what === 'bad') ? Promise.reject(new Problem(413, 'too-large', '')) : whole(writes))
    expect(await send('p1', host)).toBe(2)
    expect((await unsent('p1')).map((write) => [write.says.what, write.state])).toEqual([['bad', 'refused']])
  })
})

describe('an answer', () => {
  it.each([
    [200, '', 'done'],
    [201, '', 'done'],
    [404, 'report-not-arrived', 'again'],
    [404, 'unknown-case', 'refused'],
    [409, 'waits-for-others', 'again'],
    [409, 'idempotency-key-reused', 'refused'],
    [429, 'too-many-requests', 'later'],
    [503, 'busy', 'later'],
    [400, 'missing-field', 'refused'],
    [403, 'not-the-holder', 'refused'],
    [422, 'done-in-future', 'refused'],
  ])('of %i %s means %s', (status, code, meaning) => expect(meaningOf({ status, code, detail: '', body: null })).toBe(meaning))
})
