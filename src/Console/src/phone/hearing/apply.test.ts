import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import { close } from '../kept/database'
import { apply, cursorOf, held, type SyncCase } from './apply'

type Page = Parameters<typeof apply>[1]

function told(caseId: string, tasks: string[], allowedCommands: string[] = ['comment'], state = 'open'): SyncCase {
  return { caseId, state, tasks: tasks.map((task) => ({ task })), allowedCommands, text: 'a secret' } as unknown as SyncCase
}

function page(items: SyncCase[], more: Partial<Page> = {}): Page {
  return { items, gone: [], cursor: 'x', more: false, reset: false, ...more }
}

async function heldIds(person: string): Promise<string[]> {
  return (await held(person)).cases.map((one) => one.caseId)
}

beforeEach(async () => {
  await close()
  globalThis.indexedDB = new IDBFactory()
})

describe('hearing', () => {
  it('keeps a case while something in it waits for this person, and its text not a moment longer', async () => {
    await apply('p1', page([told('c1', ['verify']), told('c2', []), told('c3', [], ['progress', 'comment'])]))
    expect(await heldIds('p1')).toEqual(['c1', 'c3'])
    await apply('p1', page([told('c1', [])]))
    expect(await heldIds('p1')).toEqual(['c3'])
  })

  it('keeps a closed case for its look-back only', async () => {
    await apply('p1', page([told('c1', ['look-back'], ['look-back'], 'closed'), told('c2', [], ['look-back'], 'closed')]))
    expect(await heldIds('p1')).toEqual(['c1'])
  })

  it('forgets what went to another grid, and everything at a new beginning', async () => {
    await apply('p1', page([told('c1', ['verify']), told('c2', ['verify'])]))
    await apply('p1', page([], { gone: [{ caseId: 'c1', code: '', at: '' }] }))
    expect(await heldIds('p1')).toEqual(['c2'])
    await apply('p1', page([told('c3', ['verify'])], { reset: true }))
    expect(await heldIds('p1')).toEqual(['c3'])
  })

  it('leaves a part that is left out as it was, and goes on from its cursor', async () => {
    await apply('p1', page([], { grids: [{ code: 'g', name: 'G', kind: 'community' as never, village: null, town: null }], cursor: 'one' }))
    await apply('p1', page([], { cursor: 'two' }))
    expect((await held('p1')).parts.grids).toHaveLength(1)
    expect([await cursorOf('p1'), await cursorOf('p2')]).toEqual(['two', undefined])
  })
})
