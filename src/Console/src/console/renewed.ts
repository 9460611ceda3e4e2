import type { Router } from 'vue-router'

const key = 'gridcase-renewed'

type Doing = { isThere: () => Promise<boolean>; load: (address: string) => void; say: (what: 'unreachable' | 'updated') => void }

/**
 * After an update of the host the parts of the pages that are open here are gone, and what was not loaded yet cannot be. Then the page that was asked for is
 * loaded whole, once; where that does not help, and where the host is not reached, it is said instead.
 */
export function followUpdates(router: Router, { isThere, load, say }: Doing): void {
  let asked: string | null = null
  router.beforeEach((to) => {
    asked = to.fullPath
  })
  router.afterEach((_to, _from, failure) => {
    asked = null
    if (!failure) sessionStorage.removeItem(key)
  })
  router.onError(() => (asked = null))

  async function renew(address: string): Promise<void> {
    if (!(await isThere())) return say('unreachable')
    if (sessionStorage.getItem(key) === address) return say('updated')
    sessionStorage.setItem(key, address)
    load(address)
  }

  // Vite tells of it before the navigation fails: a dialog that is loaded late has no navigation at all.
  addEventListener('vite:preloadError', () => void renew(asked ?? router.currentRoute.value.fullPath))
}
