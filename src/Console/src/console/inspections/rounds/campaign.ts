import type { Schemas } from '@/contract/client'

/** What somebody fills in to start a round now. */
export type CampaignForm = { source: 'plan' | 'own'; planId: string; name: string; window: string; target: TargetForm; checklist: string; departments: string[] }

/** What is looked at, as a form holds it: empty lists mean all. */
export type TargetForm = { kind: Schemas['TargetKind']; placeKinds: string[]; colours: Schemas['RiskColour'][]; areas: string[] }

export function emptyTarget(): TargetForm {
  return { kind: 'places', placeKinds: [], colours: [], areas: [] }
}

export function emptyCampaign(): CampaignForm {
  return { source: 'plan', planId: '', name: '', window: '', target: emptyTarget(), checklist: '', departments: [] }
}

/** The contract's words for a target. Kinds and colours are of places only. */
export function writeTarget(target: TargetForm): Schemas['TargetDocument'] {
  const ofPlaces = target.kind === 'places'
  return { kind: target.kind, placeKinds: ofPlaces ? target.placeKinds : [], colours: ofPlaces ? target.colours : [], gridPrefixes: outermost(target.areas) }
}

export function readTarget(target: Schemas['PlanTarget']): TargetForm {
  return { kind: target.kind, placeKinds: [...target.placeKinds], colours: [...target.colours], areas: [...target.gridPrefixes] }
}

/** Areas without those that lie in another of them. */
export function outermost(areas: string[]): string[] {
  return [...new Set(areas)].filter((area) => !areas.some((other) => other !== area && area.startsWith(other))).sort()
}

/** By a plan's terms only what is named differently is sent; what is left out is the plan's. */
export function writeCampaign(form: CampaignForm): Schemas['SweepDocument'] {
  const name = form.name.trim()
  if (form.source === 'plan') return { planId: form.planId, ...(name && { name }), ...(form.window && { window: form.window }) }
  return { name, window: form.window, target: writeTarget(form.target), checklist: form.checklist, departments: form.departments }
}

/** The fields that are still empty though they are needed. */
export function missingOf(form: CampaignForm): string[] {
  if (form.source === 'plan') return form.planId ? [] : ['planId']
  return (['name', 'window', 'checklist'] as const).filter((field) => !form[field].trim())
}
