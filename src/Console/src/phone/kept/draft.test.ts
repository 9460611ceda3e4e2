import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Schemas } from '@/contract/client'
import { put, unsent } from '../sending/queue'
import type { Photo } from '../sending/waiting'
import { close, database } from './database'
import { draftNames, draftOf, dropInspectionsBut, keepDraft } from './draft'
import { keepWho } from './who'

const at = '2026-02-13T09:00:00+08:00'
const name = draftNames.inspection('i1')

function photo(key: string): Photo {
  return { key, name: 'p.jpg', type: 'image/jpeg', bytes: new Uint8Array([1, 2, 3]).buffer }
}

async function photosKept(): Promise<string[]> {
  return (await database()).getAllKeys('photos')
}

function me(personId: string, now: string): Schemas['Me'] {
  return { personId, now } as Schemas['Me']
}

beforeEach(async () => {
  await close()
  globalThis.indexedDB = new IDBFactory()
})

describe('a draft', () => {
  it('is there with its photos after the page was closed, for its own person and form only', async () => {
    await keepDraft('p1', name, { remark: 'wet' }, [photo('k1')], at)
    await close()
    expect(await draftOf('p1', name)).toEqual({ told: { remark: 'wet' }, photos: [photo('k1')] })
    expect([await draftOf('p2', name), await draftOf('p1', draftNames.inspection('i2')), await draftOf('p1', draftNames.report)]).toEqual([null, null, null])
  })

  it('loses a photo that was taken out of it', async () => {
    await keepDraft('p1', name, {}, [photo('k1'), photo('k2')], at)
    await keepDraft('p1', name, {}, [photo('k2')], at)
    expect(await photosKept()).toEqual(['k2'])
  })

  it('goes when it is handed in, and leaves the photos that are to go up', async () => {
    await keepDraft('p1', name, {}, [photo('k1'), photo('k2')], at)
    await put('p1', { do: 'result', id: 'i1', body: { attachmentIds: ['key:k2'] }, says: { what: 'result', where: '' }, photos: [photo('k2')], draft: name }, at)
    expect(await draftOf('p1', name)).toBeNull()
    expect(await photosKept()).toEqual(['k2'])
    expect((await unsent('p1')).map((write) => write.do)).toEqual(['upload', 'result'])
  })

  it('goes when nobody waits for the inspection any longer, while the report stays', async () => {
    await keepDraft('p1', name, {}, [photo('k1')], at)
    await keepDraft('p1', draftNames.inspection('i2'), {}, [photo('k2')], at)
    await keepDraft('p1', draftNames.report, {}, [photo('k3')], at)
    await dropInspectionsBut('p1', ['i2'])
    expect(await draftOf('p1', name)).toBeNull()
    expect(await photosKept()).toEqual(['k2', 'k3'])
  })

  it('waits 30 days for its person while somebody else uses the phone', async () => {
    await keepDraft('p1', draftNames.report, {}, [photo('k1')], at)
    await keepWho(me('p2', '2026-03-15T08:59:00+08:00'))
    expect(await draftOf('p1', draftNames.report)).not.toBeNull()
    await keepWho(me('p2', '2026-03-15T09:01:00+08:00'))
    expect([await draftOf('p1', draftNames.report), await photosKept()]).toEqual([null, []])
  })
})
