import type { Schemas } from '@/contract/client'

/** What somebody found of one item. */
export type Found = { itemId: string; outcome: '' | 'ok' | 'notOk' | 'fixed'; remark: string }

/** The items of the own part, nothing said of any yet. */
export function emptyResult(items: Schemas['ItemLine'][]): Found[] {
  return items.filter((item) => item.mine && item.ok === null).map((item) => ({ itemId: item.id, outcome: '', remark: '' }))
}

/** The contract's words: all items of the own part at once. */
export function writeResult(found: Found[], doneAt: string): Schemas['ResultDocument'] {
  return {
    doneAt,
    items: found.map(({ itemId, outcome, remark }) => ({ itemId, ok: outcome === 'ok', fixedOnSite: outcome === 'fixed', ...(remark.trim() && { remark: remark.trim() }) })),
  }
}
