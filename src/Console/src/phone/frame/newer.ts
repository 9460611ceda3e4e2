import { ref } from 'vue'

/** Whether a newer version of the app lies ready on the phone. */
export const isNewer = ref(false)

let waiting: () => ServiceWorker | null = () => null
let isAsked = false

/**
 * Keeps the app on the phone and notices when the host has a newer one. That one waits until somebody asks for it: only the window in which it is asked for opens anew, for in
 * another one a form may be half filled in.
 */
export async function followVersions(container: ServiceWorkerContainer, address: string, scope: string, openAnew: () => void): Promise<void> {
  const registration = await container.register(address, { scope })
  const look = (): void => {
    // Without one that is at work this is the first version, and takes its place by itself.
    isNewer.value = registration.waiting !== null && container.controller !== null
  }
  waiting = () => registration.waiting
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look))
  container.addEventListener('controllerchange', () => isAsked && openAnew())
  // An app that is never closed would never ask.
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void registration.update().catch(() => undefined))
  look()
}

/** Lets the newer version take the place of this one. */
export function takeNewer(): void {
  isAsked = true
  waiting()?.postMessage({ type: 'SKIP_WAITING' })
}
