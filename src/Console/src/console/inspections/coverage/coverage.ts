import type { Schemas } from '@/contract/client'
import { dayOf, instantOf } from '@/time/format'
import { prefixOf, type Area } from '../parts/areas'

type Line = Schemas['CoverageLine']
export type Level = 'town' | 'village' | 'grid'

/** One area of the map: what fell due there and how much of it was done; percent is null where nothing did. */
export type Tile = { area: string; name: string; line: Line | null; percent: number | null; shade: Shade }
export type Shade = 'none' | 'low' | 'fair' | 'good' | 'full'

/** What each shade begins at, in percent. */
export const shades: { shade: Shade; from: number }[] = [
  { shade: 'low', from: 0 },
  { shade: 'fair', from: 60 },
  { shade: 'good', from: 85 },
  { shade: 'full', from: 95 },
]

export const periods = { d7: 7, d30: 30, d90: 90, d365: 365 } as const
export type Period = keyof typeof periods | 'custom'

export function shadeOf(percent: number | null): Shade {
  return percent === null ? 'none' : shades.findLast((step) => percent >= step.from)!.shade
}

/** The level below an area: of the county its towns, of a town its villages, of a village its grids. */
export function levelBelow(area: string): Level {
  return area.length >= 12 ? 'grid' : area.length >= 9 ? 'village' : 'town'
}

/** The area and those around it, outermost first. */
export function pathTo(tree: Area[], area: string): Area[] {
  const here = tree.find((one) => area === one.value || area.startsWith(one.value))
  return here ? [here, ...(here.value === area ? [] : pathTo(here.children ?? [], area))] : []
}

/** Every area below this one, with what is known of it: those where nothing fell due as well. */
export function tilesOf(tree: Area[], area: string, lines: Line[]): Tile[] {
  const below = area ? (pathTo(tree, area).at(-1)?.children ?? []) : tree
  const within = lines.filter((line) => prefixOf(line.code).startsWith(area))
  const known = below.map((one) => tileOf(one.value, one.label, within.find((line) => prefixOf(line.code) === one.value) ?? null))
  // What the directory does not show, such as a grid that is no more, has its numbers all the same.
  const others = within.filter((line) => !below.some((one) => one.value === prefixOf(line.code))).map((line) => tileOf(prefixOf(line.code), line.name ?? line.code, line))
  return [...known, ...others]
}

function tileOf(area: string, name: string, line: Line | null): Tile {
  const percent = line?.percent ?? null
  return { area, name, line, percent, shade: shadeOf(percent) }
}

/** All tiles together: done of due, never the mean of percents. */
export function totalOf(tiles: Tile[]): Omit<Line, 'code' | 'name'> {
  const sum = { due: 0, done: 0, late: 0, missed: 0, findings: 0, householdsDone: 0, householdsTotal: 0 }
  for (const { line } of tiles) if (line) for (const field of Object.keys(sum) as (keyof typeof sum)[]) sum[field] += line[field]
  const share = (done: number, of: number) => (of > 0 ? Math.round((1000 * done) / of) / 10 : null)
  return { ...sum, percent: share(sum.done, sum.due), householdPercent: share(sum.householdsDone, sum.householdsTotal) }
}

/** The stretch of time as the host takes it. Whole days of the county; the last day counts to its end, today until now. */
export function stretchOf(period: Period, from: string, to: string, now: number): { from: string; to: string } {
  const until = new Date(now).toISOString()
  if (period === 'custom' && from && to && from <= to) {
    const end = Date.parse(instantOf(to)) + 86_400_000
    return { from: instantOf(from), to: end < now ? new Date(end).toISOString() : until }
  }
  const days = periods[period === 'custom' ? 'd30' : period]
  return { from: instantOf(dayOf(now - days * 86_400_000)), to: until }
}
