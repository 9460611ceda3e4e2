import { describe, expect, it } from 'vitest'
import { emptyResult, writeResult } from './result'

const item = (id: string, mine: boolean, ok: boolean | null) => ({ id, zh: id, en: id, category: 'fire-safety', rectify: null, evidence: null, department: null, mine, ok, fixedOnSite: false, attachments: [], caseId: null, remark: null })

describe('what a department found', () => {
  it('is asked for the own items only, and those that are not done', () => {
    expect(emptyResult([item('a', true, null), item('b', false, null), item('c', true, true)]).map((found) => found.itemId)).toEqual(['a'])
  })

  it('is not in order where it was fixed on the spot, and says so', () => {
    const sent = writeResult([{ itemId: 'a', outcome: 'ok', remark: ' ' }, { itemId: 'b', outcome: 'fixed', remark: '已清理' }, { itemId: 'c', outcome: 'notOk', remark: '' }], '2026-02-28T10:00:00+08:00')
    expect(sent).toEqual({
      doneAt: '2026-02-28T10:00:00+08:00',
      items: [{ itemId: 'a', ok: true, fixedOnSite: false }, { itemId: 'b', ok: false, fixedOnSite: true, remark: '已清理' }, { itemId: 'c', ok: false, fixedOnSite: false }],
    })
  })
})
