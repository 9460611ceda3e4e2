import type { Schemas } from '@/contract/client'

/** A part of the county, by the beginning of the codes of its grids: towns have 9 digits, villages 12, grids 15. */
export type Area = { value: string; label: string; children?: Area[] }

type Named = Pick<Schemas['UnitLine'], 'code' | 'name' | 'kind'>
type GridNamed = Pick<Schemas['GridLine'], 'code' | 'name'>

/** The beginning that all grids of a unit share: units are written with zeros behind. */
export function prefixOf(unitCode: string): string {
  return unitCode.length === 12 && unitCode.endsWith('000') ? unitCode.slice(0, 9) : unitCode
}

/** Towns, their villages and their grids as a tree; what has no grid within sight is left out. */
export function areaTree(units: Named[], grids: GridNamed[]): Area[] {
  const label = (code: string) => units.find((unit) => prefixOf(unit.code) === code && unit.kind !== 'department')?.name ?? code
  const towns = new Map<string, Map<string, Area[]>>()
  for (const grid of grids) {
    const [town, village] = [grid.code.slice(0, 9), grid.code.slice(0, 12)]
    if (!towns.has(town)) towns.set(town, new Map())
    const villages = towns.get(town)!
    if (!villages.has(village)) villages.set(village, [])
    villages.get(village)!.push({ value: grid.code, label: grid.name })
  }
  return [...towns].map(([town, villages]) => ({
    value: town,
    label: label(town),
    children: [...villages].map(([village, children]) => ({ value: village, label: label(village), children })),
  }))
}
