import { computed, inject, onScopeDispose, provide, ref, shallowReactive, watch, type ComputedRef, type InjectionKey, type Ref } from 'vue'
import type { Schemas } from '@/contract/client'
import { byField, type RuleFinding } from './findings'
import { valueAt, withValue, type Json } from './path'

export type RuleDifference = Schemas['RuleDifference']

/** A rule document on the screen: what it says, whether it may be changed here, and what the check says of it. */
export type Sheet = {
  document: Ref<Json>
  editable: Ref<boolean>
  findings: ComputedRef<Map<string, RuleFinding[]>>
  differences: ComputedRef<Map<string, RuleDifference[]>>
  fields: Set<string>
  change: (path: string, value: Json | undefined) => void
  /** What was typed as JSON and is not taken over; null where there is nothing of that kind. */
  typed: Ref<Typed | null>
}

/** JSON on the way to be a document. @param of The document as it was when the typing began. */
export type Typed = { text: string; of: string }

const key: InjectionKey<Sheet> = Symbol('sheet')

export function provideSheet(of: {
  document: Ref<Json>
  editable: Ref<boolean>
  findings?: () => readonly RuleFinding[]
  differences?: () => readonly RuleDifference[]
  change?: (document: Json) => void
  typed?: Ref<Typed | null>
}): Sheet {
  const fields = shallowReactive(new Set<string>())
  const sheet: Sheet = {
    document: of.document,
    editable: of.editable,
    fields,
    findings: computed(() => byField(of.findings?.() ?? [], fields, of.document.value)),
    differences: computed(() => byField(of.differences?.() ?? [], fields, of.document.value)),
    typed: of.typed ?? ref(null),
    change: (path, value) => of.change?.(withValue(of.document.value, path, value)),
  }
  provide(key, sheet)
  return sheet
}

export function useSheet(): Sheet {
  const sheet = inject(key)
  if (!sheet) throw new Error('There is no sheet around this field.')
  return sheet
}

/** One place of the document: findings about it, or about what lies in it and has no field of its own, are shown here. */
export function useField<T extends Json>(path: () => string) {
  const sheet = useSheet()
  watch(
    path,
    (now, before) => {
      if (before) sheet.fields.delete(before)
      sheet.fields.add(now)
    },
    { immediate: true },
  )
  onScopeDispose(() => sheet.fields.delete(path()))
  return {
    value: computed(() => valueAt(sheet.document.value, path()) as T | undefined),
    findings: computed(() => sheet.findings.value.get(path()) ?? []),
    difference: computed(() => sheet.differences.value.get(path())?.[0]),
    editable: sheet.editable,
    set: (value: T | undefined) => sheet.change(path(), value),
  }
}
