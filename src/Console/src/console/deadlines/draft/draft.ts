import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { useAct } from '@/contract/load'
import { Problem } from '@/contract/problem'
import type { CheckView, DraftBody, DraftView, RuleDoor } from '../flow/door'
import type { Json } from '../sheet/path'
import type { Typed } from '../sheet/sheet'

const pause = 500

/**
 * The draft as it is on this screen. Every change is checked by the host a moment later without being saved; saving names the revision that was read, so
 * that nobody's work is overwritten unseen: where another administrator saved meanwhile, `theirs` holds what they saved until it is decided.
 */
export function useDraft(door: RuleDoor) {
  const saved = shallowRef<DraftView | null>(null)
  const document = shallowRef<Json | null>(null)
  const check = shallowRef<CheckView | null>(null)
  const checkProblem = shallowRef<Problem | null>(null)
  const theirs = shallowRef<DraftView | null>(null)
  const looked = ref(false)
  const past = shallowRef<Json[]>([])
  const typed = shallowRef<Typed | null>(null)
  const { busy, problem, act } = useAct()
  const dirty = computed(() => document.value !== null && document.value !== saved.value?.document && JSON.stringify(document.value) !== JSON.stringify(saved.value?.document))

  function take(draft: DraftView | null): void {
    saved.value = draft
    document.value = (draft?.document as Json | undefined) ?? null
    past.value = []
    theirs.value = null
    if (!draft) check.value = null
  }

  /** What was saved. What was changed while it was under way stays, and is not saved yet. */
  function saidSaved(draft: DraftView, sent: DraftBody): void {
    if (sent.document === undefined || document.value === sent.document) return take(draft)
    saved.value = draft
    theirs.value = null
  }

  async function load(): Promise<void> {
    const { record } = await door.current()
    take(record.draft ? await door.draft() : null)
    looked.value = true
  }

  function change(now: Json): void {
    if (document.value === null) return
    past.value = [...past.value.slice(-99), document.value]
    document.value = now
  }

  function back(): void {
    const before = past.value.at(-1)
    if (before === undefined) return
    past.value = past.value.slice(0, -1)
    document.value = before
  }

  async function write(body: DraftBody): Promise<void> {
    try {
      saidSaved(await door.save(body), body)
    } catch (fault) {
      if (!(fault instanceof Problem) || fault.code !== 'draft-changed') throw fault
      theirs.value = await door.draft()
      if (theirs.value) return
      // Theirs was thrown away or published meanwhile: mine is saved as a new one.
      saidSaved(await door.save({ ...body, draftRevision: 0 }), body)
    }
  }

  const mine = (draftRevision: number): DraftBody => ({ document: document.value!, ...(saved.value ? { basedOn: saved.value.basedOn } : {}), draftRevision })
  const begin = (from: { basedOn?: string; preset?: string } = {}) => act(() => write({ ...from, draftRevision: saved.value?.revision ?? 0 }))
  const save = () => act(() => write(mine(saved.value?.revision ?? 0)))
  const overwrite = () => act(() => write(mine(theirs.value!.revision)))
  const discard = () => act(async () => {
    if (saved.value) await door.discard(String(saved.value.revision))
    typed.value = null
    take(null)
  })

  let waiting: ReturnType<typeof setTimeout> | undefined
  let asked = 0
  async function look(): Promise<void> {
    const mine = ++asked
    if (document.value === null) return
    try {
      const told = await door.check(document.value)
      if (mine !== asked) return
      check.value = told
      checkProblem.value = null
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault
      if (mine === asked) checkProblem.value = fault
    }
  }

  watch(document, () => {
    clearTimeout(waiting)
    waiting = setTimeout(() => void look(), check.value ? pause : 0)
  })
  onScopeDispose(() => clearTimeout(waiting))

  return { saved, document, check, checkProblem, theirs, looked, past, typed, busy, problem, dirty, load, take, change, back, begin, save, overwrite, discard, look }
}

export type Draft = ReturnType<typeof useDraft>
