import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { router as app } from '../router'
import { words } from '../words'
import { followVersions, isNewer } from './newer'
import Newer from './Newer.vue'

/** A browser that keeps the app: `arrive` puts a newer version beside the one at work. */
async function browser(isFirst = false) {
  const worker = Object.assign(new EventTarget(), { postMessage: vi.fn() })
  const registration = Object.assign(new EventTarget(), { waiting: null as unknown, installing: null as unknown, update: vi.fn(async () => undefined) })
  const container = Object.assign(new EventTarget(), { controller: isFirst ? null : {}, register: vi.fn(async () => registration) })
  const openAnew = vi.fn()
  await followVersions(container as unknown as ServiceWorkerContainer, '/m/sw.js', '/m/', openAnew)
  async function arrive(): Promise<void> {
    registration.installing = worker
    registration.dispatchEvent(new Event('updatefound'))
    registration.waiting = worker
    worker.dispatchEvent(new Event('statechange'))
    await nextTick()
  }

  return { worker, registration, container, openAnew, arrive }
}

async function bar(at: string) {
  const router = createRouter({ history: createMemoryHistory(), routes: app.options.routes })
  await router.push(at)
  return mount(Newer, { global: { plugins: [words, router] } })
}

afterEach(() => {
  isNewer.value = false
})

describe('a newer version of the app', () => {
  it('is offered once it has come, and taken when it is asked for', async () => {
    const phone = await browser()
    const page = await bar('/')
    expect(page.text()).toBe('')
    await phone.arrive()
    expect(page.text()).toBe('有新版本，点此更新')
    expect(phone.openAnew).not.toHaveBeenCalled()
    await page.get('button').trigger('click')
    expect(phone.worker.postMessage).toHaveBeenCalledWith({ type: 'SKIP_WAITING' })
    phone.container.dispatchEvent(new Event('controllerchange'))
    expect(phone.openAnew).toHaveBeenCalledOnce()
  })

  it.each(['/report', '/inspections/i1', '/cases/c1', '/care/c1', '/absence'])('is not offered where something may be half filled in: %s', async (at) => {
    await (await browser()).arrive()
    expect((await bar(at)).find('button').exists()).toBe(false)
  })

  it('is no news when it is the first', async () => {
    await (await browser(true)).arrive()
    expect(isNewer.value).toBe(false)
  })

  it('is looked for when the app is taken up again', async () => {
    const phone = await browser()
    document.dispatchEvent(new Event('visibilitychange'))
    expect(phone.registration.update).toHaveBeenCalledOnce()
  })
})
