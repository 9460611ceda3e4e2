import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { expect, it } from 'vitest'
import { nextTick } from 'vue'
import { useSession } from '@/session/session'
import { words } from '../words'
import Expired from './Expired.vue'

it('asks for the password until it was given, however often the dialog is closed', async () => {
  setActivePinia(createPinia())
  const session = useSession()
  session.ways = { accounts: true, platform: false, unknown: null }
  const page = mount(Expired, { global: { plugins: [words] }, attachTo: document.body })
  session.expired = true
  await nextTick()
  await nextTick()
  const dialog = page.get('dialog').element
  expect(dialog.open).toBe(true)
  for (let press = 0; press < 3; press++) {
    dialog.close()
    await nextTick()
    expect(dialog.open).toBe(true)
  }
  session.expired = false
  await nextTick()
  expect(page.find('dialog').exists()).toBe(false)
})
