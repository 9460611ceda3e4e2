import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import { reactive } from 'vue'
import { close, database } from '../kept/database'
import { forget, keepWho, whoWasHere } from '../kept/who'
import { discard, noteRefusal, put, retry, taken, unsent, unsentOfOthers } from './queue'
import type { Photo, Write } from './waiting'

const at = '2026-02-13T09:00:00+08:00'

function move(name: string, caseId = 'c1'): Write {
  return { do: 'command', case: caseId, body: { command: name }, says: { what: name, where: 'A lamp' } }
}

function photo(key: string): Photo {
  return { key, name: 'p.jpg', type: 'image/jpeg', bytes: new Uint8Array([1, 2, 3]).buffer }
}

function report(...photos: string[]): Write {
  return { do: 'report', body: { attachmentIds: photos.map((key) => `key:${key}`) }, says: { what: 'report', where: 'A hole' }, photos: photos.map(photo) }
}

function result(...photos: string[]): Write {
  return { do: 'result', id: 'i1', body: { items: [{ itemId: 'a', ok: false, attachmentIds: photos.map((key) => `key:${key}`) }] }, says: { what: 'result', where: 'A shop' }, photos: photos.map(photo) }
}

beforeEach(async () => {
  await close()
  globalThis.indexedDB = new IDBFactory()
})

describe('the queue', () => {
  it('is there in its order after the page was closed', async () => {
    for (const name of ['sign-off', 'progress', 'resolve']) await put('p1', move(name), at)
    await close()
    expect((await unsent('p1')).map((write) => write.says.what)).toEqual(['sign-off', 'progress', 'resolve'])
  })

  it('makes a key of its own for each write, and keeps it through refusals and tries', async () => {
    const [first, second] = [await put('p1', move('progress'), at), await put('p1', move('progress'), at)]
    expect(first.key).not.toBe(second.key)
    await noteRefusal(first, 'refused', { status: 422, code: 'text-required', detail: '', at: 0 }, 9)
    await retry(first.place!, at)
    expect((await unsent('p1'))[0]).toMatchObject({ key: first.key, state: 'waiting', tries: 1, notBefore: 0 })
  })

  it('names the earlier moves on the same case as those to be made first, and no others', async () => {
    const signed = await put('p1', move('sign-off'), at)
    await put('p1', move('sign-off', 'c2'), at)
    await put('p2', move('progress'), at)
    const noted = await put('p1', move('progress'), at)
    const resolved = await put('p1', move('resolve'), at)
    expect(noted.after).toEqual([signed.key])
    expect(resolved.after).toEqual([signed.key, noted.key])
  })

  it('names no more than the sixteen before', async () => {
    for (let at = 0; at < 20; at++) await put('p1', move('progress'), String(at))
    expect((await unsent('p1')).at(-1)!.after).toHaveLength(16)
  })

  it('keeps the photos of a report as uploads of their own', async () => {
    await put('p1', report('k1', 'k2'), at)
    expect((await unsent('p1')).map((write) => write.do)).toEqual(['upload', 'upload', 'report'])
    expect(await (await database()).getAllKeys('photos')).toEqual(['k1', 'k2'])
  })

  it('lets a result name a photo by its id once the photo has gone up', async () => {
    await put('p1', result('k1', 'k2'), at)
    const [first] = await unsent('p1')
    await taken(first!, { status: 201, code: '', detail: '', body: { id: 'file-1' } })
    const left = await unsent('p1')
    expect(left.map((write) => write.do)).toEqual(['upload', 'result'])
    expect(left[1]!.body).toEqual({ items: [{ itemId: 'a', ok: false, attachmentIds: ['file-1', 'key:k2'] }] })
    expect(await (await database()).getAllKeys('photos')).toEqual(['k2'])
  })

  it('lets moves on a report name its case once the report was taken', async () => {
    const made = await put('p1', report(), at)
    await put('p1', { do: 'command', report: made.key, body: { command: 'comment' }, says: { what: 'comment', where: '' } }, at)
    await taken(made, { status: 201, code: '', detail: '', body: { caseId: 'c9' } })
    const [left] = await unsent('p1')
    expect(left).toMatchObject({ case: 'c9', body: { command: 'comment' } })
    expect(left!.report).toBeUndefined()
  })

  it('lets what waited for a discarded move wait for what that had waited for', async () => {
    const signed = await put('p1', move('sign-off'), at)
    const noted = await put('p1', move('progress'), at)
    await put('p1', move('resolve'), at)
    await discard(noted.place!)
    expect((await unsent('p1')).map((write) => write.after)).toEqual([[], [signed.key]])
  })

  it('throws the photos and remarks of a discarded report away with it', async () => {
    const made = await put('p1', report('k1'), at)
    await put('p1', { do: 'command', report: made.key, body: { command: 'comment' }, says: { what: 'comment', where: '' } }, at)
    await discard(made.place!)
    expect(await unsent('p1')).toEqual([])
    expect(await (await database()).count('photos')).toBe(0)
  })

  it('takes a discarded photo out of the result that named it', async () => {
    await put('p1', result('k1', 'k2'), at)
    await discard((await unsent('p1'))[0]!.place!)
    expect((await unsent('p1')).at(-1)!.body).toEqual({ items: [{ itemId: 'a', ok: false, attachmentIds: ['key:k2'] }] })
  })

  it('takes the time of now for what was refused as in the future', async () => {
    const visit = await put('p1', { do: 'care-visit', id: 'v1', body: { outcome: 'done', doneAt: '2027-01-01T00:00:00Z' }, says: { what: 'care-visit', where: '' } }, at)
    await noteRefusal(visit, 'refused', { status: 422, code: 'done-in-future', detail: '', at: 0 }, 0)
    await retry(visit.place!, at)
    expect((await unsent('p1'))[0]).toMatchObject({ key: visit.key, body: { outcome: 'done', doneAt: at } })
  })

  it('does not bring back what was discarded while its answer was under way', async () => {
    const made = await put('p1', move('progress'), at)
    await discard(made.place!)
    await noteRefusal(made, 'refused', { status: 422, code: 'x', detail: '', at: 0 }, 0)
    expect(await unsent('p1')).toEqual([])
  })
})

describe('what the phone keeps', () => {
  const me = (personId: string, now = at) => reactive({ personId, grids: ['g'], now }) as unknown as Parameters<typeof keepWho>[0]

  it('is deleted at signing out, all of this person and nothing of another', async () => {
    await keepWho(me('p1'))
    await put('p2', report('k2'), at)
    await put('p1', report('k1'), at)
    await (await database()).put('parts', { person: 'p1', name: 'cursor', told: 'x' })
    await forget('p1')
    expect(await whoWasHere()).toBeNull()
    expect(await unsent('p1')).toEqual([])
    const db = await database()
    expect([await db.count('cases'), await db.count('parts'), await db.getAllKeys('photos')]).toEqual([0, 0, ['k2']])
  })

  it('shows somebody else nothing, forgets what was heard, and keeps what was not sent for who made it', async () => {
    await keepWho(me('p1'))
    await put('p1', move('progress'), at)
    const db = await database()
    await db.put('parts', { person: 'p1', name: 'careVisits', told: [] })
    await keepWho(me('p2'))
    expect(await db.count('parts')).toBe(0)
    expect([await unsent('p2'), await unsentOfOthers('p2')]).toEqual([[], 1])
    await keepWho(me('p1'))
    expect(await unsent('p1')).toHaveLength(1)
  })

  it('keeps what another did not send for 30 days, and its photos with it', async () => {
    await put('p1', report('k1'), at)
    await keepWho(me('p2', '2026-03-15T08:59:00+08:00'))
    expect(await unsent('p1')).toHaveLength(2)
    await keepWho(me('p2', '2026-03-15T09:01:00+08:00'))
    expect(await unsent('p1')).toEqual([])
    expect(await (await database()).count('photos')).toBe(0)
  })

  it('keeps without end what its own person did not send', async () => {
    await put('p1', report('k1'), at)
    await keepWho(me('p1', '2027-03-15T09:00:00+08:00'))
    expect(await unsent('p1')).toHaveLength(2)
  })
})
