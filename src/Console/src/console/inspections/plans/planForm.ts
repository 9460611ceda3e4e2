import type { Schemas } from '@/contract/client'
import { emptyTarget, readTarget, writeTarget, type TargetForm } from '../rounds/campaign'

/** A plan as its form holds it; an empty text is what is left out. */
export type PlanForm = {
  id: string
  name: string
  target: TargetForm
  red: string
  yellow: string
  green: string
  grids: string
  window: string
  checklist: string
  ladder: string
  departments: string[]
  active: boolean
}

export function emptyPlan(): PlanForm {
  return { id: '', name: '', target: emptyTarget(), red: '', yellow: '', green: '', grids: '', window: '4wd', checklist: '', ladder: 'field', departments: [], active: true }
}

export function readPlan(plan: Schemas['InspectionPlan']): PlanForm {
  const { red, yellow, green, grids } = plan.rhythm
  return {
    id: plan.id,
    name: plan.name,
    target: readTarget(plan.target),
    red: red ?? '',
    yellow: yellow ?? '',
    green: green ?? '',
    grids: grids ?? '',
    window: plan.window,
    checklist: plan.checklist,
    ladder: plan.ladder,
    departments: [...plan.departments],
    active: plan.active,
  }
}

/** The contract's words for a plan. Of the frequencies only those go that its target has: by colour for places, one for grids and households. */
export function writePlan(form: PlanForm, expectedVersion: number | null): Schemas['PlanDocument'] {
  const rhythm = form.target.kind === 'places' ? { red: form.red || null, yellow: form.yellow || null, green: form.green || null, grids: null } : { red: null, yellow: null, green: null, grids: form.grids || null }
  return {
    ...(expectedVersion !== null && { expectedVersion }),
    id: form.id.trim(),
    name: form.name.trim(),
    target: writeTarget(form.target),
    rhythm,
    window: form.window,
    checklist: form.checklist,
    ladder: form.ladder,
    departments: form.departments,
    active: form.active,
  }
}

/** What is wrong before anything is sent: field → `needed` or `badCode`. */
export function faultsOf(form: PlanForm): Record<string, 'needed' | 'badCode'> {
  const faults: Record<string, 'needed' | 'badCode'> = {}
  for (const field of ['id', 'name', 'window', 'checklist', 'ladder'] as const) if (!form[field].trim()) faults[field] = 'needed'
  if (form.id && !/^[A-Za-z0-9-]{1,64}$/.test(form.id.trim())) faults.id = 'badCode'
  if (form.target.kind !== 'places' && !form.grids) faults.rhythm = 'needed'
  return faults
}
