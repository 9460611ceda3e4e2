import { computed, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** One word of the address, such as a filter or a tab: `?name=`. Left out of the address where it is as usual; what else stands there stays. */
export function useQueryWord(name: string, usual = '', alsoDrop: string[] = []): WritableComputedRef<string> {
  const route = useRoute()
  const router = useRouter()
  return computed({
    get: () => {
      const given = route.query[name]
      return typeof given === 'string' ? given : usual
    },
    set: (word) => {
      const query = { ...route.query, [name]: word }
      if (!word || word === usual) delete query[name]
      for (const other of alsoDrop) delete query[other]
      void router.replace({ query })
    },
  })
}
