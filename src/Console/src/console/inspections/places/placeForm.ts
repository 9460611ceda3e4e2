import type { Schemas } from '@/contract/client'

/** A place as its form holds it; an empty position is none. */
export type PlaceForm = { id: string; name: string; kind: string; gridCode: string; colour: Schemas['RiskColour']; lat: string; lon: string; active: boolean }

export function emptyPlace(): PlaceForm {
  return { id: '', name: '', kind: 'small-place', gridCode: '', colour: 'green', lat: '', lon: '', active: true }
}

export function readPlace(place: Schemas['PlaceLine']): PlaceForm {
  return { id: place.id, name: place.name, kind: place.kind, gridCode: place.gridCode, colour: place.colour, lat: place.lat?.toString() ?? '', lon: place.lon?.toString() ?? '', active: place.active }
}

/** The contract's words. The colour goes with a new place only: one that is there changes it by rule, or with a reason. */
export function writePlace(form: PlaceForm, expectedVersion: number | null): Schemas['PlaceDocument'] {
  return {
    ...(expectedVersion !== null ? { expectedVersion } : { colour: form.colour }),
    id: form.id.trim(),
    name: form.name.trim(),
    kind: form.kind,
    gridCode: form.gridCode,
    ...(form.lat.trim() && { lat: Number(form.lat) }),
    ...(form.lon.trim() && { lon: Number(form.lon) }),
    active: form.active,
  }
}

/** What is wrong before anything is sent. */
export function faultsOf(form: PlaceForm): Record<string, 'needed' | 'badCode' | 'position'> {
  const faults: Record<string, 'needed' | 'badCode' | 'position'> = {}
  for (const field of ['id', 'name', 'kind', 'gridCode'] as const) if (!form[field].trim()) faults[field] = 'needed'
  if (form.id && !/^[A-Za-z0-9-]{1,64}$/.test(form.id.trim())) faults.id = 'badCode'
  if (!within(form.lat, 90)) faults.lat = 'position'
  if (!within(form.lon, 180)) faults.lon = 'position'
  // Half a position is none.
  if (!form.lat.trim() !== !form.lon.trim()) faults[form.lat.trim() ? 'lon' : 'lat'] = 'position'
  return faults
}

function within(text: string, most: number): boolean {
  return !text.trim() || Math.abs(Number(text)) <= most
}
