import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { api, ask, type Schemas } from '@/contract/client'
import { useSession } from '@/session/session'
import { areaTree, type Area } from './areas'
import { everyPage } from './everyPage'

type Lists = { grids: Schemas['GridLine'][]; units: Schemas['UnitLine'][]; categories: Schemas['CategoryLine'][]; ladders: string[] }

/** What forms choose from: grids, units, categories and ladders. Asked for once for each person who signs in. */
export const useCounty = defineStore('inspections-county', () => {
  const lists = shallowRef<Lists | null>(null)
  let of: string | undefined
  let asking: Promise<void> | null = null

  async function read(): Promise<void> {
    const query = (after: string | undefined) => ({ params: { query: { after, limit: '200' } } })
    const [grids, units, categories, policy] = await Promise.all([
      everyPage((after) => ask(api.GET('/api/directory/grids', query(after)))),
      everyPage((after) => ask(api.GET('/api/directory/units', query(after)))),
      everyPage((after) => ask(api.GET('/api/directory/categories', query(after)))),
      ask(api.GET('/api/policies/deadlines')),
    ])
    lists.value = { grids, units, categories, ladders: [...new Set(policy.ladders.map((ladder) => ladder.name))] }
  }

  /** @throws Problem when the host cannot be asked; the next call asks again. */
  async function load(): Promise<void> {
    const person = useSession().me?.personId
    if (of !== person) {
      lists.value = null
      asking = null
      of = person
    }
    if (lists.value) return
    asking ??= read().finally(() => (asking = null))
    await asking
  }

  const tree = computed<Area[]>(() => (lists.value ? areaTree(lists.value.units, lists.value.grids) : []))
  const names = computed(() => new Map([...(lists.value?.units ?? []), ...(lists.value?.grids ?? []), ...(lists.value?.categories ?? [])].map((entry) => [entry.code, entry.name])))

  function nameOf(code: string | null | undefined): string {
    return code ? (names.value.get(code) ?? code) : ''
  }

  /** The name of a part of the county, by the beginning of the codes of its grids. */
  function areaName(prefix: string): string {
    const find = (areas: Area[]): string | undefined => {
      for (const area of areas) {
        if (area.value === prefix) return area.label
        const within = area.children && prefix.startsWith(area.value) ? find(area.children) : undefined
        if (within) return within
      }
      return undefined
    }
    return find(tree.value) ?? prefix
  }

  return { lists, tree, load, nameOf, areaName }
})
