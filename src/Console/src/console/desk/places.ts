import type { Schemas } from '@/contract/client'

export type Level = 'county' | 'town' | 'village' | 'grid'

/** A part of the county. Its code is how the codes of its grids begin: 6, 9, 12 or 15 digits. */
export type Place = { code: string; name: string; level: Level; children: Place[]; area?: string; workerId?: string | null; up: Place | null }

export type UnitEntry = Pick<Schemas['UnitLine'], 'code' | 'name' | 'kind' | 'parent' | 'areaCode'>
export type GridEntry = Pick<Schemas['GridLine'], 'code' | 'name' | 'village' | 'workerId'>

const digits: Record<Level, number> = { county: 6, town: 9, village: 12, grid: 15 }

/**
 * The county as a tree of those towns and communities that have a grid within scope; with `whole` also the others. Where all lies in one town or community,
 * that is the top.
 */
export function treeOf(county: { code: string; name: string }, units: UnitEntry[], grids: GridEntry[], whole: boolean): Place {
  const root: Place = { code: county.code, name: county.name, level: 'county', children: [], up: null }
  const named = new Map(units.map((unit) => [unit.code, unit]))
  const places = new Map<string, Place>([[root.code, root]])

  function enter(code: string, name: string, level: Level, up: Place): Place {
    const known = places.get(code)
    if (known) return known
    const place: Place = { code, name, level, children: [], up }
    places.set(code, place)
    up.children.push(place)
    return place
  }
  function town(unit: UnitEntry): Place {
    return enter(unit.areaCode!.slice(0, digits.town), unit.name, 'town', root)
  }
  function village(unit: UnitEntry): Place {
    const area = named.get(unit.parent ?? '')
    const above = area?.kind === 'area' ? named.get(area.parent ?? '') : area
    const place = enter(unit.areaCode!, unit.name, 'village', above?.areaCode ? town(above) : root)
    if (area?.kind === 'area') place.area = area.name
    return place
  }

  for (const unit of units) {
    if (!unit.areaCode || !whole) continue
    if (unit.kind === 'town') town(unit)
    else if (unit.kind === 'village') village(unit)
  }
  for (const grid of grids) {
    const unit = named.get(grid.village)
    if (!unit?.areaCode) continue
    enter(grid.code, grid.name, 'grid', village(unit)).workerId = grid.workerId ?? null
  }
  for (const place of places.values()) place.children.sort((one, other) => (one.code < other.code ? -1 : 1))
  return topOf(root)
}

function topOf(place: Place): Place {
  return place.children.length === 1 && place.children[0]!.level !== 'grid' ? topOf({ ...place.children[0]!, up: null }) : place
}

/** The place of a code; the nearest one above it where there is none by that code. */
export function placeOf(top: Place, code: string): Place {
  const next = top.children.find((child) => code.startsWith(child.code))
  return next ? placeOf(next, code) : top
}

/** From the top down to the place. */
export function pathTo(place: Place, top: Place): Place[] {
  const path = [place]
  while (path[0]!.code !== top.code && path[0]!.up) path.unshift(path[0]!.up)
  return path
}

export function gridsBelow(place: Place): number {
  return place.level === 'grid' ? 1 : place.children.reduce((sum, child) => sum + gridsBelow(child), 0)
}
