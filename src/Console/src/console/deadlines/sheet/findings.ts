import type { Schemas } from '@/contract/client'
import { pathOf, stepsOf, type Json, type Step } from './path'

export type RuleFinding = Schemas['RuleFinding']

const names = ['id', 'code', 'name', 'word']

/** A path with each entry of a list by its place: `$.suspensions.seasonal.maxLength` → `$.suspensions[3].maxLength`. */
export function placePath(path: string, document: Json): string {
  let here: Json | undefined = document
  const steps: Step[] = stepsOf(path).map((step) => {
    let place = step
    if (Array.isArray(here) && typeof step === 'string') {
      const found = here.findIndex((item) => typeof item === 'object' && item !== null && !Array.isArray(item) && names.some((name) => item[name] === step))
      if (found >= 0) place = found
    }
    here = typeof here === 'object' && here !== null ? (here as Record<Step, Json>)[place] : undefined
    return place
  })
  return pathOf(steps)
}

/** Puts each of what concerns a path under the nearest field on the screen: the field itself, or the closest that holds it. `$` holds what has no other. */
export function byField<T extends { path: string }>(told: readonly T[], fields: ReadonlySet<string>, document: Json): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const one of told) {
    const steps = stepsOf(placePath(one.path, document))
    while (steps.length > 0 && !fields.has(pathOf(steps))) steps.pop()
    const field = pathOf(steps)
    found.set(field, [...(found.get(field) ?? []), one])
  }
  return found
}

export function countOf(findings: readonly RuleFinding[]): { errors: number; warnings: number } {
  const errors = findings.filter((finding) => finding.severity === 'error').length
  return { errors, warnings: findings.length - errors }
}
