import { api, ask } from '@/contract/client'
import { useLoad, type Load } from '@/contract/load'

type Page<T> = { items: T[]; next?: string | null }

/** Every entry of a list that comes in pages, up to `most`. */
export async function every<T>(page: (query: { limit: string; after?: string }) => Promise<Page<T>>, most = 5000): Promise<T[]> {
  const all: T[] = []
  let after: string | undefined
  do {
    const told = await page({ limit: '200', ...(after ? { after } : {}) })
    all.push(...told.items)
    after = told.next ?? undefined
  } while (after && all.length < most)
  return all
}

export type Unit = { code: string; name: string }

/** The units of the county; `nameOf` gives the code until they are there. */
export function useUnits(): { units: Load<Unit[]>; nameOf: (code: string | null | undefined) => string } {
  const units = useLoad(() => every<Unit>((query) => ask(api.GET('/api/directory/units', { params: { query } }))))
  return { units, nameOf: (code) => (code ? (units.data.value?.find((unit) => unit.code === code)?.name ?? code) : '') }
}
