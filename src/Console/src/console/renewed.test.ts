import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { followUpdates } from './renewed'

const gone = (): Promise<never> => {
  // As Vite does it: first the event, then the failed import.
  dispatchEvent(new Event('vite:preloadError'))
  return Promise.reject(new TypeError('Failed to fetch dynamically imported module'))
}

function open(isThere = true) {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }, { path: '/cases', component: {} }, { path: '/audit', component: gone }] })
  const [load, say] = [vi.fn(), vi.fn()]
  followUpdates(router, { isThere: async () => isThere, load, say })
  return { router, load, say }
}

/** The listeners of the windows before this one are the window's, not the test's. */
const listeners: [string, EventListener][] = []
const add = globalThis.addEventListener.bind(globalThis)
globalThis.addEventListener = ((name: string, listener: EventListener) => {
  listeners.push([name, listener])
  add(name, listener)
}) as never

beforeEach(() => {
  sessionStorage.clear()
  for (const [name, listener] of listeners.splice(0)) removeEventListener(name, listener)
})

describe('a page that is open across an update', () => {
  it('loads what was asked for whole, with its filters', async () => {
    const { router, load } = open()
    await router.push('/cases')
    await router.push('/audit?of=c1').catch(() => {})
    await flushPromises()
    expect(load.mock.calls).toEqual([['/audit?of=c1']])
  })

  it('does so once, and says it where that did not help', async () => {
    const first = open()
    await first.router.push('/audit').catch(() => {})
    await flushPromises()
    expect(first.load).toHaveBeenCalledOnce()
    for (const [name, listener] of listeners.splice(0)) removeEventListener(name, listener)
    const again = open()
    await again.router.push('/audit').catch(() => {})
    await flushPromises()
    expect(again.load).not.toHaveBeenCalled()
    expect(again.say).toHaveBeenCalledExactlyOnceWith('updated')
  })

  it('stays where the host is not reached', async () => {
    const { router, load, say } = open(false)
    await router.push('/cases')
    await router.push('/audit').catch(() => {})
    await flushPromises()
    expect(load).not.toHaveBeenCalled()
    expect(say).toHaveBeenCalledExactlyOnceWith('unreachable')
    expect(router.currentRoute.value.path).toBe('/cases')
  })

  it('loads itself anew for a dialog that cannot be loaded', async () => {
    const { router, load } = open()
    await router.push('/cases?light=red')
    await gone().catch(() => {})
    await flushPromises()
    expect(load.mock.calls).toEqual([['/cases?light=red']])
  })
})
