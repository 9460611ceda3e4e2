import { describe, expect, it } from 'vitest'
import { emptyChecklist, emptyItem, faultsOf, moved, readChecklist, writeChecklist } from './checklistForm'

const list = {
  code: 'jiuxiao',
  version: 2,
  name: '九小场所',
  active: true,
  placeKinds: ['small-place'],
  items: [
    { id: 'exit', zh: '通道畅通', en: 'Exits are free', category: 'fire-safety', grade: 'l2' as const, rectify: 'PT24H' },
    { id: 'gas', zh: '燃气', en: 'Gas', category: 'livelihood.gas', evidence: '整改前后对照', department: '440804-gaj' },
  ],
}

describe('a checklist and its form', () => {
  it('is sent as it was read, with the version that was looked at', () => {
    const { version, ...same } = list
    expect(writeChecklist(readChecklist(list), version)).toEqual({ ...same, expectedVersion: 2 })
  })

  it('sends no reason where no photo is asked for any more', () => {
    const form = readChecklist(list)
    form.items[1]!.photo = false
    expect(writeChecklist(form, 2).items![1]).not.toHaveProperty('evidence')
  })

  it('asks for a reason where a photo is required', () => {
    const form = readChecklist(list)
    Object.assign(form.items[0]!, { photo: true, evidence: ' ' })
    expect(faultsOf(form)).toEqual([{ field: 'evidence', item: 0, say: 'needed' }])
  })

  it('finds an item id that stands twice, and what is empty', () => {
    const form = readChecklist(list)
    form.items[1]!.id = 'exit'
    expect(faultsOf(form)).toEqual([{ field: 'id', item: 1, say: 'idTwice' }])
    expect(faultsOf({ ...emptyChecklist(), items: [] }).map((fault) => fault.say)).toEqual(['needed', 'needed', 'noItems'])
  })

  it('gives a new item an id that no other has', () => {
    const first = emptyItem([])
    expect(emptyItem([{ ...first, id: 'item-2' }]).id).toBe('item-3')
  })

  it('moves an item and leaves the others in order', () => {
    expect(moved(['a', 'b', 'c', 'd'], 3, 1)).toEqual(['a', 'd', 'b', 'c'])
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a'])
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
    expect(moved(['a', 'b'], 1, 2)).toEqual(['a', 'b'])
  })
})
