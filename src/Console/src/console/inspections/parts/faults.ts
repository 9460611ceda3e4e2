import { computed, type Ref } from 'vue'
import type { Problem } from '@/contract/problem'
import { useTold } from '@/contract/told'

/** Which field a refusal is about: the host names it for what is malformed; for what is inconsistent the code tells, by `codes`. */
export function fieldOf(problem: Problem, codes: Record<string, string>): string | null {
  if (problem.field) return problem.field.replace(/\[\d+\]/g, '').split('.').at(-1) ?? null
  return codes[problem.code] ?? null
}

/** Puts a refusal beside its field: `at(field)` is what to say there, `rest` what belongs to no field of the form. */
export function useFaults(problem: Ref<Problem | null>, fields: string[], codes: Record<string, string> = {}) {
  const told = useTold()
  const field = computed(() => (problem.value ? fieldOf(problem.value, codes) : null))
  const known = computed(() => field.value !== null && fields.includes(field.value))
  const rest = computed(() => (known.value ? null : problem.value))

  function at(name: string): string {
    return problem.value && known.value && field.value === name ? told(problem.value) : ''
  }

  return { at, rest }
}
