import { computed, onScopeDispose, ref, shallowRef, type Ref } from 'vue'
import { api, ask, type Schemas } from '@/contract/client'
import { Problem } from '@/contract/problem'
import { onChanges, useLive, type CaseChanged } from '@/live/live'
import { stillListed, toAsked, type Filters } from './filters'

export type Row = Schemas['CaseLine']

const pageSize = 200
/** So many are fetched for an order other than the host's; beyond that the list says that it is cut. */
export const mostSorted = 2000
/** Pages that may hold nothing and still name a next one are passed over, so many at a time. */
const mostEmpty = 5

/** The rows of a list: page by page, kept fresh by the stream without moving what somebody looks at. */
export function useRows(filters: Ref<Filters>, calm: () => boolean): {
  rows: Ref<Row[]>; waiting: Ref<Row[]>; fresh: Ref<ReadonlySet<string>>; next: Ref<string | null>; loading: Ref<boolean>; problem: Ref<Problem | null>
  again: () => Promise<void>; more: () => Promise<void>; all: () => Promise<void>; take: () => void
} {
  const rows = shallowRef<Row[]>([])
  const waiting = shallowRef<Row[]>([])
  const fresh = shallowRef<ReadonlySet<string>>(new Set())
  const next = ref<string | null>(null)
  const loading = ref(false)
  const problem = shallowRef<Problem | null>(null)
  const changes = new Map<string, CaseChanged>()
  let asked = 0

  const page = (after: string | null): Promise<Schemas['PageOfCaseLine']> =>
    ask(api.GET('/api/cases', { params: { query: { ...toAsked(filters.value), limit: String(pageSize), ...(after ? { after } : {}) } } }))

  /** Does one load; an answer to an older question is thrown away. */
  async function load(one: (isMine: () => boolean) => Promise<void>): Promise<void> {
    const mine = ++asked
    loading.value = true
    try {
      await one(() => mine === asked)
      if (mine === asked) problem.value = null
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault
      if (mine === asked) problem.value = fault
    } finally {
      if (mine === asked) loading.value = false
    }
  }

  async function append(isMine: () => boolean, upTo: number): Promise<void> {
    for (let empty = 0; next.value && rows.value.length < upTo && empty < mostEmpty; ) {
      const told = await page(next.value)
      if (!isMine()) return
      const known = new Set(rows.value.map((row) => row.caseId))
      rows.value = [...rows.value, ...told.items.filter((row) => !known.has(row.caseId))]
      next.value = told.next
      if (told.items.length === 0) empty++
    }
  }

  const again = (): Promise<void> =>
    load(async (isMine) => {
      const told = await page(null)
      if (!isMine()) return
      rows.value = told.items
      next.value = told.next
      waiting.value = []
      fresh.value = new Set()
      if (told.items.length === 0) await append(isMine, 1)
    })

  const more = (): Promise<void> => (next.value && !loading.value ? load((isMine) => append(isMine, rows.value.length + 1)) : Promise.resolve())
  const all = (): Promise<void> => (next.value ? load((isMine) => append(isMine, mostSorted)) : Promise.resolve())

  function take(): void {
    fresh.value = new Set(waiting.value.map((row) => row.caseId))
    rows.value = [...waiting.value, ...rows.value]
    waiting.value = []
  }

  /** The first page is looked at again; further down the stream's own word is put into the row. */
  async function refresh(): Promise<void> {
    const before = asked
    const changed = new Map(changes)
    changes.clear()
    let told: Schemas['PageOfCaseLine']
    try {
      told = await page(null)
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault
      return
    }
    if (before !== asked || loading.value) return
    const merged = merge(rows.value, waiting.value, told, changed, filters.value)
    rows.value = merged.rows
    waiting.value = merged.waiting
    if (merged.waiting.length > 0 && calm()) take()
  }

  const stop = useLive().listen((change) => changes.set(change.caseId, change))
  onScopeDispose(stop)
  onChanges(() => void refresh(), { pause: 1200 })

  return { rows, waiting, fresh: computed(() => fresh.value), next, loading, problem, again, more, all, take }
}

/** What is shown after a look at the first page: rows renewed in their places, those gone taken out, new ones kept apart. */
export function merge(
  rows: Row[], waiting: Row[], told: { items: Row[]; next: string | null }, changed: ReadonlyMap<string, CaseChanged>, filters: Filters,
): { rows: Row[]; waiting: Row[] } {
  const renewed = new Map(told.items.map((row) => [row.caseId, row]))
  const reached = told.next === null ? '' : (told.items.at(-1)?.registeredAt ?? '')
  const isGone = (row: Row): boolean => {
    if (renewed.has(row.caseId)) return false
    if (told.next === null || (told.items.length > 0 && Date.parse(row.registeredAt) > Date.parse(reached))) return true
    const change = changed.get(row.caseId)
    return change !== undefined && !stillListed(filters, change)
  }
  const renew = (row: Row): Row => {
    const here = renewed.get(row.caseId)
    if (here) return here.version === row.version && here.light === row.light && here.dueAt === row.dueAt ? row : here
    const change = changed.get(row.caseId)
    return change ? { ...row, version: change.version, stage: change.stage, state: change.state, light: change.light, grade: change.grade, unit: change.unit } : row
  }
  const known = new Set(rows.map((row) => row.caseId))
  return {
    rows: rows.filter((row) => !isGone(row)).map(renew),
    waiting: [...told.items.filter((row) => !known.has(row.caseId) && (rows.length === 0 || Date.parse(row.registeredAt) >= Date.parse(rows[0]!.registeredAt) || waiting.some((one) => one.caseId === row.caseId)))],
  }
}
