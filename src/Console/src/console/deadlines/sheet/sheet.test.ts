import ElementPlus from 'element-plus'
import { mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { defineComponent, h, ref, shallowRef } from 'vue'
import { words } from '@/console/words'
import type { RuleFinding } from './findings'
import { valueAt, type Json } from './path'
import RuleTable from './RuleTable.vue'
import { provideSheet } from './sheet'

const policy: Json = { rules: [{ id: 'L3', when: { kind: ['complaint'], grade: ['L3'] }, clocks: { finish: { budget: '5wd', endOfDay: 'midnight' }, visit: '2wd' }, source: 's' }] }

function table(editable: boolean, findings: RuleFinding[] = []) {
  const document = shallowRef<Json>(policy)
  const page = defineComponent({
    setup() {
      provideSheet({ document, editable: ref(editable), findings: () => findings, change: (now) => (document.value = now) })
      return () => h(RuleTable)
    },
  })
  return { document, page: mount(page, { global: { plugins: [words, ElementPlus] }, attachTo: globalThis.document.body }) }
}

describe('the table of budgets', () => {
  it('says for which cases a rule is and how much time it gives', () => {
    const { page } = table(false)
    expect(page.text()).toContain('投诉 · 三级（一般）')
    expect(page.text()).toContain('5 个工作日')
    expect(page.find('button').exists()).toBe(false)
    page.unmount()
  })

  it('changes a budget in its place and keeps its end of day', async () => {
    const { page, document } = table(true)
    await page.findAll('button').find((button) => button.text().startsWith('修改 投诉 · 三级（一般）：办结'))!.trigger('click')
    await vi.dynamicImportSettled()
    const form = globalThis.document.querySelector<HTMLFormElement>('.dl-float form')!
    const amount = form.querySelector<HTMLInputElement>('input[type=number]')!
    amount.value = '2.5'
    amount.dispatchEvent(new Event('input'))
    await page.vm.$nextTick()
    form.dispatchEvent(new Event('submit'))
    await page.vm.$nextTick()
    expect(valueAt(document.value, '$.rules[0].clocks.finish')).toEqual({ budget: '2.5wd', endOfDay: 'midnight' })
    expect(globalThis.document.querySelector('.dl-float')).toBeNull()
    page.unmount()
  })

  it('shows a finding in the cell that it is about, as an error or a warning', () => {
    const { page } = table(true, [
      { severity: 'error', path: '$.rules[0].clocks.finish', problem: 'No time at all is given.', remedy: 'Give an amount above zero.' },
      { severity: 'warning', path: '$.rules[0].clocks.visit', problem: 'Odd.', remedy: 'Look.' },
    ])
    const cells = page.findAll('td')
    const [finish, visit] = [cells.find((cell) => cell.text().includes('5 个工作日'))!, cells.find((cell) => cell.text().includes('2 个工作日'))!]
    expect(finish.get('li.error').text()).toContain('时间为零。')
    expect(visit.get('li.warning').text()).toContain('Odd.')
    expect(finish.find('li.warning').exists()).toBe(false)
    page.unmount()
  })
})
