import { computed, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** One value of the address's query, so that what is looked at can be sent to somebody else; empty when it is not there. */
export function useQuery(name: string, usual = ''): WritableComputedRef<string> {
  const route = useRoute()
  const router = useRouter()
  return computed({
    get: () => (typeof route.query[name] === 'string' ? (route.query[name] as string) : usual),
    set: (value) => {
      const query = { ...route.query }
      if (!value || value === usual) delete query[name]
      else query[name] = value
      void router.replace({ query })
    },
  })
}
