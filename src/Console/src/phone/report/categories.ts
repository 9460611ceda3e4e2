import type { Schemas } from '@/contract/client'

export type Found = { code: string; name: string; path: string }
type Category = Schemas['SyncCategory']

/** Where a category stands, from the root: 市容环境 › 占道经营. */
export function pathOf(category: Category, byCode: Map<string, Category>): string {
  const names: string[] = []
  for (let above = category.parent ? byCode.get(category.parent) : undefined; above && names.length < 8; above = above.parent ? byCode.get(above.parent) : undefined) names.unshift(above.name)
  return names.join(' › ')
}

/** Categories whose name, path or code has every word sought; the name's own hits first, then leaves before branches. */
export function search(categories: Category[], sought: string, most = 60): Found[] {
  const byCode = new Map(categories.map((one) => [one.code, one]))
  const parents = new Set(categories.map((one) => one.parent))
  const parts = sought.trim().toLowerCase().split(/\s+/).filter(Boolean)
  return categories
    .map((one) => ({ code: one.code, name: one.name, path: pathOf(one, byCode), isLeaf: !parents.has(one.code) }))
    .filter((one) => parts.every((part) => `${one.name} ${one.path} ${one.code}`.toLowerCase().includes(part)))
    .map((one) => ({ ...one, rank: (parts.length > 0 && parts.every((part) => one.name.toLowerCase().includes(part)) ? 0 : 2) + (one.isLeaf ? 0 : 1) }))
    .sort((one, other) => one.rank - other.rank)
    .slice(0, most)
    .map(({ code, name, path }) => ({ code, name, path }))
}
