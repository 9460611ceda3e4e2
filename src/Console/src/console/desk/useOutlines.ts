import { computed, ref, type ComputedRef } from 'vue'
import { api, ask, type Schemas } from '@/contract/client'
import { useLoad } from '@/contract/load'
import type { Polygons } from './geometry'

export type Outlines = { own: Polygons | null; below: Map<string, Polygons> }

/**
 * The outlines of a place and of those straight below it; none where the county has none, or they could not be read: then there are tiles. What does not change is
 * kept by the browser and only asked after.
 */
export function useOutlines(place: ComputedRef<string | null>): { outlines: ComputedRef<Outlines | null>; waits: ComputedRef<boolean> } {
  const never = ref(false)
  const load = useLoad<Schemas['OutlineCollection'] | null>(
    async (signal) => {
      if (!place.value || never.value) return null
      const told = await ask(api.GET('/api/outlines', { params: { query: { within: place.value } }, signal }))
      never.value = told.version === 0
      return told
    },
    [place],
  )
  const outlines = computed(() => (load.data.value && load.data.value.within === place.value ? outlinesOf(load.data.value) : null))
  return { outlines, waits: computed(() => load.loading.value && !never.value && outlines.value === null) }
}

/** Null where there is nothing to draw. */
export function outlinesOf({ within, features }: Pick<Schemas['OutlineCollection'], 'within' | 'features'>): Outlines | null {
  if (features.length === 0) return null
  const below = new Map(features.map((feature) => [feature.id, feature.geometry.coordinates as Polygons]))
  const own = below.get(within) ?? null
  below.delete(within)
  return { own, below }
}
