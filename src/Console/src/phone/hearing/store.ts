import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { api, ask } from '@/contract/client'
import { Problem } from '@/contract/problem'
import { useSession } from '@/session/session'
import { now, setNow } from '@/time/clock'
import { dropInspectionsBut } from '../kept/draft'
import { useSending } from '../sending/store'
import { apply, cursorOf, held, type Parts, type SyncCase } from './apply'

/** What the host told last, as the phone holds it; the same with and without a network. */
export const useHeard = defineStore('heard', () => {
  const session = useSession()
  const sending = useSending()
  const cases = shallowRef<SyncCase[]>([])
  const parts = shallowRef<Parts>({})
  const ready = ref(false)
  const hearing = ref(false)
  const problem = shallowRef<Problem | null>(null)
  /** The county's time then. */
  const heardAt = ref<number | null>(null)

  async function show(): Promise<void> {
    if (!session.me) return
    const told = await held(session.me.personId)
    cases.value = told.cases
    parts.value = told.parts
    ready.value = true
  }

  /** Asks what changed, page by page. Without a network what is held stays. */
  async function hear(): Promise<void> {
    const person = session.me?.personId
    if (!person || session.expired || hearing.value) return
    hearing.value = true
    problem.value = null
    try {
      const me = await ask(api.GET('/api/me'))
      // Another window signed somebody else in: this one begins anew as theirs.
      if (me.personId !== person) return location.assign('/m/')
      setNow(me.now)
      for (let more = true; more; ) {
        const page = await ask(api.GET('/api/sync', { params: { query: { since: await cursorOf(person), limit: '200' } } }))
        if (session.me?.personId !== person) return
        await apply(person, page)
        if (page.inspections) await dropInspectionsBut(person, page.inspections.map((one) => one.id))
        more = page.more
      }
      heardAt.value = now()
      sending.online = true
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault
      if (fault.status === 0) sending.online = false
      else if (fault.status !== 401) problem.value = fault
    } finally {
      hearing.value = false
      await show()
    }
  }

  const caseOf = computed(() => new Map(cases.value.map((one) => [one.caseId, one])))
  return { cases, parts, ready, hearing, problem, heardAt, caseOf, show, hear }
})
