import { afterEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { Problem } from '@/contract/problem'
import type { DraftBody, DraftView, RuleDoor } from '../flow/door'
import type { Json } from '../sheet/path'
import { useDraft } from './draft'

/** A county's one draft, kept as the host keeps it: whoever names an older revision is refused. */
class County {
  draft: DraftView | null = null
  checks = 0
  door = {
    sort: 'policy',
    current: async () => ({ version: '1', record: { draft: this.draft } }),
    draft: async () => this.draft,
    save: async (body: DraftBody) => this.write(body),
    discard: async () => (this.draft = null),
    check: async () => {
      this.checks++
      return { canBePublished: true, findings: [], comparedWith: '1', diff: [] }
    },
  } as unknown as RuleDoor

  write(body: DraftBody): DraftView {
    if (body.draftRevision !== (this.draft?.revision ?? 0)) throw new Problem(409, 'draft-changed', '')
    const document = body.document ?? { title: 'in force' }
    return (this.draft = { revision: (this.draft?.revision ?? 0) + 1, basedOn: '1', saved: { personId: 'p', name: null, at: '2026-02-13T09:00:00+08:00', reason: null }, document, canBePublished: true, findings: [] })
  }
}

const scope = effectScope()
const desk = (county: County) => scope.run(() => useDraft(county.door))!
afterEach(() => vi.useRealTimers())

describe('the draft on the desk', () => {
  it('begins from the rules in force and is saved with the revision that was read', async () => {
    const county = new County()
    const draft = desk(county)
    await draft.begin()
    expect(draft.saved.value?.revision).toBe(1)
    draft.change({ title: 'mine' })
    expect(draft.dirty.value).toBe(true)
    await draft.save()
    expect([draft.dirty.value, county.draft?.revision, county.draft?.document]).toEqual([false, 2, { title: 'mine' }])
  })

  it('goes back a step at a time, and is not changed when it is what was saved', async () => {
    const draft = desk(new County())
    await draft.begin()
    draft.change({ title: 'one' })
    draft.change({ title: 'two' })
    draft.back()
    expect(draft.document.value).toEqual({ title: 'one' })
    draft.change({ title: 'in force' })
    expect(draft.dirty.value).toBe(false)
  })

  it('tells when another saved meanwhile, and writes over neither by itself', async () => {
    const county = new County()
    const draft = desk(county)
    await draft.begin()
    draft.change({ title: 'mine' })
    county.write({ document: { title: 'theirs' }, draftRevision: 1 })
    await draft.save()
    expect([draft.theirs.value?.document, draft.document.value, county.draft?.document]).toEqual([{ title: 'theirs' }, { title: 'mine' }, { title: 'theirs' }])
  })

  it('takes theirs, or writes mine over it, as is chosen', async () => {
    for (const keep of [true, false]) {
      const county = new County()
      const draft = desk(county)
      await draft.begin()
      draft.change({ title: 'mine' })
      county.write({ document: { title: 'theirs' }, draftRevision: 1 })
      await draft.save()
      if (keep) await draft.overwrite()
      else draft.take(draft.theirs.value)
      const left: Json = { title: keep ? 'mine' : 'theirs' }
      expect([draft.document.value, county.draft?.document, draft.dirty.value, draft.theirs.value]).toEqual([left, left, false, null])
    }
  })

  it('keeps what is changed while it is being saved, to be saved next', async () => {
    const county = new County()
    const draft = desk(county)
    await draft.begin()
    draft.change({ title: 'one' })
    const saving = draft.save()
    draft.change({ title: 'two' })
    await saving
    expect([draft.document.value, draft.dirty.value, county.draft?.document]).toEqual([{ title: 'two' }, true, { title: 'one' }])
    draft.back()
    expect([draft.document.value, draft.dirty.value]).toEqual([{ title: 'one' }, false])
    draft.change({ title: 'three' })
    await draft.save()
    expect([county.draft?.revision, county.draft?.document, draft.dirty.value]).toEqual([3, { title: 'three' }, false])
  })

  it('is saved as a new one where the old one was thrown away meanwhile', async () => {
    const county = new County()
    const draft = desk(county)
    await draft.begin()
    draft.change({ title: 'mine' })
    county.draft = null
    await draft.save()
    expect([county.draft, draft.dirty.value]).toMatchObject([{ revision: 1, document: { title: 'mine' } }, false])
  })

  it('is checked a moment after the last of several changes', async () => {
    vi.useFakeTimers()
    const county = new County()
    const draft = desk(county)
    await draft.begin()
    await vi.advanceTimersByTimeAsync(10)
    expect(county.checks).toBe(1)
    for (const title of ['a', 'b', 'c']) {
      draft.change({ title })
      await vi.advanceTimersByTimeAsync(100)
    }
    await vi.advanceTimersByTimeAsync(500)
    expect(county.checks).toBe(2)
  })
})
