import { ref, watch, type Ref } from 'vue'
import { useSession } from '@/session/session'
import { now } from '@/time/clock'
import type { Photo } from '../sending/waiting'
import { draftOf, keepDraft } from './draft'

type Form<T> = {
  name: string
  /** What is to be kept; photos are named in `told` by their keys. */
  holds: () => { told: T; photos: Photo[] }
  /** Puts back what was kept. */
  take: (told: T, photos: Photo[]) => void
  /** While it is handed in nothing is kept any more. */
  busy: Ref<boolean>
}

/** Keeps a form at every change, so that a call, a look elsewhere or a closed page costs nothing. What was kept is there once `ready`. */
export function useDraft<T>({ name, holds, take, busy }: Form<T>): { ready: Ref<boolean> } {
  const person = useSession().me!.personId
  const ready = ref(false)

  async function begin(): Promise<void> {
    const kept = await draftOf<T>(person, name)
    if (kept) take(kept.told, kept.photos)
    ready.value = true
  }

  async function keep({ told, photos }: { told: T; photos: Photo[] }): Promise<void> {
    if (!ready.value || busy.value) return
    try {
      await keepDraft(person, name, told, photos, new Date(now()).toISOString())
    } catch (fault) {
      // A full phone: what was filled in is still on the page, and handing it in says so.
      if (!(fault instanceof DOMException)) throw fault
    }
  }

  watch(holds, (held) => void keep(held), { deep: true })
  void begin()
  return { ready }
}
