import { computed, type ComputedRef } from 'vue'
import { api, ask, type Schemas } from '@/contract/client'
import { useLoad, type Load } from '@/contract/load'
import { useSession } from '@/session/session'
import { treeOf, type Place } from './places'

type Lists = { units: Schemas['UnitLine'][]; grids: Schemas['GridLine'][] }

/** Reads a list of the directory to its end. */
async function all<T>(page: (after: string | undefined) => Promise<{ items: T[]; next?: string | null }>): Promise<T[]> {
  const items: T[] = []
  for (let after: string | undefined; ; ) {
    const told = await page(after)
    items.push(...told.items)
    if (!told.next) return items
    after = told.next
  }
}

/** The part of the county that I see, as a tree. */
export function usePlaces(): { load: Load<Lists>; top: ComputedRef<Place | null> } {
  const session = useSession()
  const load = useLoad(async (signal) => {
    const [units, grids] = await Promise.all([
      all((after) => ask(api.GET('/api/directory/units', { params: { query: { limit: '200', after } }, signal }))),
      all((after) => ask(api.GET('/api/directory/grids', { params: { query: { limit: '200', after } }, signal }))),
    ])
    return { units, grids }
  })
  const top = computed(() => {
    const me = session.me
    if (!me || !load.data.value) return null
    return treeOf({ code: me.county, name: me.countyName }, load.data.value.units, load.data.value.grids, me.scope === me.county)
  })
  return { load, top }
}
