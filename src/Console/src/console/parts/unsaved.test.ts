import { flushPromises, mount } from '@vue/test-utils'
import { ElMessageBox } from 'element-plus'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, reactive } from 'vue'
import { createMemoryHistory, createRouter, RouterView } from 'vue-router'
import { words } from '@/console/words'
import { useLeaveGuard, useUnsaved } from './unsaved'

const form = reactive({ name: '', items: [] as string[] })
let unsaved: ReturnType<typeof useUnsaved>
const Form = defineComponent({
  setup() {
    unsaved = useUnsaved(() => form)
    useLeaveGuard(unsaved.isChanged)
    return () => null
  },
})

async function open() {
  Object.assign(form, { name: '', items: [] })
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/form', component: Form }, { path: '/', component: {} }] })
  await router.push('/form')
  const page = mount(RouterView, { global: { plugins: [router, words] } })
  await flushPromises()
  const answer = vi.spyOn(ElMessageBox, 'confirm')
  return { router, page, answer }
}

function closesWindow(): boolean {
  return dispatchEvent(new Event('beforeunload', { cancelable: true }))
}

beforeEach(() => void vi.restoreAllMocks())

describe('a form that is closed', () => {
  it('closes without a word while it is as it was opened, or was begun anew', async () => {
    const { answer, page } = await open()
    const done = vi.fn()
    await unsaved.beforeClose(done)
    form.items.push('灭火器')
    unsaved.begin()
    await unsaved.beforeClose(done)
    expect([done.mock.calls.length, answer.mock.calls.length]).toEqual([2, 0])
    page.unmount()
  })

  it('asks first once something was filled in, and closes only where that may be dropped', async () => {
    const { answer, page } = await open()
    const done = vi.fn()
    form.name = '消防'
    answer.mockRejectedValueOnce('cancel')
    await unsaved.beforeClose(done)
    expect(done).not.toHaveBeenCalled()
    answer.mockResolvedValueOnce('confirm' as never)
    await unsaved.beforeClose(done)
    expect(done).toHaveBeenCalledOnce()
    page.unmount()
  })
})

describe('a page that is left', () => {
  it('stays where somebody says so, and lets the browser ask before the window is closed', async () => {
    const { answer, page, router } = await open()
    expect(closesWindow()).toBe(true)
    form.name = '李'
    expect(closesWindow()).toBe(false)
    answer.mockRejectedValueOnce('cancel')
    await router.push('/')
    expect(router.currentRoute.value.path).toBe('/form')
    answer.mockResolvedValueOnce('confirm' as never)
    await router.push('/')
    await flushPromises()
    expect(router.currentRoute.value.path).toBe('/')
    expect(closesWindow()).toBe(true)
    page.unmount()
  })
})
