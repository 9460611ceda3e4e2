import type { Schemas } from '@/contract/client'
import { pathTo, placeOf, type Place } from './places'

export type Counts = { open: number; warned: number; overdue: number }
export type By = 'overdue' | 'open'

const nothing: Counts = { open: 0, warned: 0, overdue: 0 }

/** The counts of every place, each with what lies below it. A grid that is not in the tree counts for the nearest place above it, one outside the tree for none. */
export function rollUp(top: Place, byGrid: Pick<Schemas['GridCount'], 'code' | 'count' | 'yellow' | 'red' | 'purple'>[]): Map<string, Counts> {
  const counts = new Map<string, Counts>()
  for (const grid of byGrid) {
    if (!grid.code.startsWith(top.code)) continue
    for (const place of pathTo(placeOf(top, grid.code), top)) {
      const before = counts.get(place.code) ?? nothing
      counts.set(place.code, { open: before.open + grid.count, warned: before.warned + grid.yellow, overdue: before.overdue + grid.red + grid.purple })
    }
  }
  return counts
}

/** How many are due today: what was found where all were looked at, else that there are at least so many. */
export function dueCount({ count, complete }: Pick<Schemas['DueToday'], 'count' | 'complete'>): string {
  if (complete) return String(count)
  return count > 0 ? `≥ ${count}` : '–'
}

export function countsOf(counts: Map<string, Counts>, place: Place): Counts {
  return counts.get(place.code) ?? nothing
}

/** The bounds of at most four shades for counts of 1 to `most`, each with from and to; none where there is nothing. */
export function shadesFor(most: number): { from: number; to: number }[] {
  const shades = Math.min(4, most)
  const upTo = (shade: number): number => Math.ceil((most * shade) / shades)
  return Array.from({ length: shades }, (_, at) => ({ from: at === 0 ? 1 : upTo(at) + 1, to: upTo(at + 1) }))
}

/** Which shade a count has, 1 to 4; 0 where there is none. Where there are fewer than four, the darkest are used. */
export function shadeOf(count: number, most: number): number {
  if (count <= 0) return 0
  const shades = shadesFor(most)
  const at = shades.findIndex((shade) => count <= shade.to)
  return 4 - (shades.length - 1 - (at < 0 ? shades.length - 1 : at))
}

/** Small cells for what lies inside a place, in its order: the grids, or of a town that has many the communities. */
export function cellsOf(place: Place, most = 60): Place[] {
  const grids = place.children.flatMap((child) => (child.level === 'grid' ? [child] : child.children))
  return grids.length > most ? place.children : grids
}
