import type { LocationQuery } from 'vue-router'
import type { paths } from '@/contract/schema'

type Asked = NonNullable<paths['/api/cases']['get']['parameters']['query']>

/** What a list of cases may be cut to; each stands in the address under its own name. */
export const filterNames = ['stage', 'state', 'light', 'channel', 'kind', 'unit', 'grid', 'due', 'held', 'alive', 'q'] as const
export type FilterName = (typeof filterNames)[number]
export type Filters = Partial<Record<FilterName, string>>

/** What each of the filters with a fixed list may say; anything else in an address is passed over. */
export const choices = {
  stage: ['triage', 'dispatch', 'handling', 'verification', 'visit', 'look-back', 'ended'],
  state: ['open', 'suspended', 'ledger', 'closed', 'withdrawn', 'refused', 'merged'],
  light: ['green', 'yellow', 'red', 'purple', 'none'],
  channel: ['hotline', 'grid', 'inspection', 'window', 'petition', 'police', 'public', 'open311', 'look-back'],
  kind: ['consult', 'help', 'complaint', 'report', 'suggest'],
  due: ['overdue', 'today'],
  held: ['true', 'false'],
  alive: ['true'],
} as const satisfies Partial<Record<FilterName, readonly string[]>>

const lengths: Partial<Record<FilterName, number>> = { unit: 40, grid: 15, q: 80 }

function allowed(name: FilterName, value: string): boolean {
  const list: readonly string[] | undefined = choices[name as keyof typeof choices]
  if (list) return list.includes(value)
  return value.length <= lengths[name]! && (name !== 'grid' || /^\d+$/.test(value))
}

/** The filters that an address names. */
export function fromQuery(query: LocationQuery): Filters {
  const found: Filters = {}
  for (const name of filterNames) {
    const value = query[name]
    const text = (Array.isArray(value) ? value[0] : value)?.trim()
    if (text && allowed(name, text)) found[name] = text
  }
  return found
}

/** The address of the filters; what is empty is left out, so that equal lists have equal addresses. */
export function toQuery(filters: Filters): Record<string, string> {
  return Object.fromEntries(filterNames.flatMap((name) => (filters[name]?.trim() ? [[name, filters[name].trim()]] : [])))
}

/** What the host is asked. */
export function toAsked(filters: Filters): Asked {
  return toQuery(filters)
}

export function sameFilters(one: Filters, other: Filters): boolean {
  return new URLSearchParams(toQuery(one)).toString() === new URLSearchParams(toQuery(other)).toString()
}

/** Whether a case that changed may still be among those listed, as far as the stream tells it. */
export function stillListed(filters: Filters, changed: { stage: string; state: string; light: string; unit: string | null }): boolean {
  if (filters.stage && filters.stage !== changed.stage) return false
  if (filters.state && filters.state !== changed.state) return false
  if (filters.light && filters.light !== changed.light) return false
  if (filters.unit && filters.unit !== changed.unit) return false
  if (filters.alive && changed.stage === 'ended') return false
  if (filters.due === 'overdue' && changed.light !== 'red' && changed.light !== 'purple') return false
  return !filters.held || (filters.held === 'true') === (changed.unit !== null)
}
