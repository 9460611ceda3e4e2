import type { Schemas } from '@/contract/client'

/** A grid with its village before it, which many a grid bears in its name already. */
export function placeOf({ village, name }: Pick<Schemas['SyncGrid'], 'village' | 'name'>): string {
  return village && !name.startsWith(village) ? `${village} ${name}` : name
}
