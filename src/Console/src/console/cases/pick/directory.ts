import { defineStore } from 'pinia'
import { shallowRef, type ShallowRef } from 'vue'
import { api, ask, type Schemas } from '@/contract/client'

type Paged<T> = { items: T[]; next: string | null }

async function everyPage<T>(page: (after: string | undefined) => Promise<Paged<T>>): Promise<T[]> {
  const found: T[] = []
  for (let after: string | undefined; ; ) {
    const told = await page(after)
    found.push(...told.items)
    if (told.next === null) return found
    after = told.next
  }
}

/** A list that is fetched when it is first wanted and kept while the page is open. A failed fetch is tried again by whoever asks next. */
function kept<T>(fetch: () => Promise<T>): { value: ShallowRef<T | null>; want: () => Promise<T> } {
  const value = shallowRef<T | null>(null)
  let under: Promise<T> | null = null
  const want = (): Promise<T> =>
    (under ??= fetch()
      .then((told) => (value.value = told))
      .catch((fault: unknown) => {
        under = null
        throw fault
      }))
  return { value, want }
}

/** Units, grids, categories, people and the reasons of the policy, for pickers and for putting names to codes. */
export const useDirectory = defineStore('cases-directory', () => {
  const units = kept(() => everyPage((after) => ask(api.GET('/api/directory/units', { params: { query: { limit: '200', after } } }))))
  const grids = kept(() => everyPage((after) => ask(api.GET('/api/directory/grids', { params: { query: { limit: '200', after } } }))))
  const categories = kept(() => everyPage((after) => ask(api.GET('/api/directory/categories', { params: { query: { limit: '200', after } } }))))
  const people = kept(() => everyPage((after) => ask(api.GET('/api/directory/people', { params: { query: { limit: '200', after } } }))))
  const policy = kept(() => ask(api.GET('/api/policies/deadlines')))

  function unitName(code: string | null | undefined): string | null {
    return code ? (units.value.value?.find((unit) => unit.code === code)?.name ?? code) : null
  }

  function gridName(code: string | null | undefined): string | null {
    const grid = code ? grids.value.value?.find((one) => one.code === code) : null
    return grid ? placeName(grid) : (code ?? null)
  }

  function categoryName(code: string | null | undefined): string | null {
    return code ? (categories.value.value?.find((one) => one.code === code)?.name ?? code) : null
  }

  function personName(id: string | null | undefined): string | null {
    return id ? (people.value.value?.find((one) => one.personId === id)?.name ?? null) : null
  }

  const want = { unit: units.want, grid: grids.want, category: categories.want, person: people.want, policy: policy.want }
  return {
    units: units.value, grids: grids.value, categories: categories.value, people: people.value, policy: policy.value, want, unitName, gridName, categoryName, personName,
  }
})

/** A grid is mostly named after its village already. */
export function placeName(grid: Schemas['GridLine']): string {
  return !grid.villageName || grid.name.startsWith(grid.villageName) ? grid.name : `${grid.villageName} ${grid.name}`
}

/** Finds by name or code; every word must be found. */
export function matches(text: string, ...fields: (string | null | undefined)[]): boolean {
  const hay = fields.filter(Boolean).join(' ').toLowerCase()
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => hay.includes(word))
}
