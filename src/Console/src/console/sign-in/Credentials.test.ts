import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import ElementPlus from 'element-plus'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it } from 'vitest'
import type { Component } from 'vue'
import { useSession } from '@/session/session'
import { words } from '../words'
import Credentials from './Credentials.vue'

async function shown(ways: { accounts: boolean; platform: boolean; unknown: string | null }): Promise<VueWrapper> {
  useSession().ways = ways
  const page = mount(Credentials as Component, { global: { plugins: [words, ElementPlus] } })
  await flushPromises()
  return page
}

beforeEach(() => setActivePinia(createPinia()))

it('asks for user and password where people have accounts', async () => {
  const page = await shown({ accounts: true, platform: false, unknown: null })
  expect([page.findAll('input').length, page.findAll('a').length]).toEqual([2, 0])
})

it('leads to the platform that signs people in, and back to this page', async () => {
  const page = await shown({ accounts: false, platform: true, unknown: null })
  expect(page.findAll('input')).toHaveLength(0)
  expect(page.findAll('a').map((link) => link.attributes('href'))).toEqual([`/.auth/login/aad?post_login_redirect_uri=${encodeURIComponent(location.pathname)}`])
})

it('tells whom the platform signed in without an account here, and lets them be somebody else', async () => {
  const page = await shown({ accounts: false, platform: true, unknown: 'li.si@example.org' })
  expect(page.get('[role="alert"]').text()).toContain('li.si@example.org')
  expect(page.findAll('a').map((link) => link.attributes('href'))).toContain('/.auth/logout?post_logout_redirect_uri=%2F')
})
