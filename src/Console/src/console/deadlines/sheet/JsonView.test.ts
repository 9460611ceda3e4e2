import ElementPlus from 'element-plus'
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { defineComponent, h, nextTick, ref, shallowRef } from 'vue'
import { words } from '@/console/words'
import JsonView from './JsonView.vue'
import type { Json } from './path'
import { provideSheet, type Typed } from './sheet'

/** A draft with two sections; the other one shows nothing. */
function draft() {
  const document = shallowRef<Json>({ title: 'before' })
  const typed = shallowRef<Typed | null>(null)
  const here = ref('json')
  const page = mount(
    defineComponent({
      setup() {
        provideSheet({ document, editable: ref(true), change: (now) => (document.value = now), typed })
        return () => (here.value === 'json' ? h(JsonView) : h('p'))
      },
    }),
    { global: { plugins: [words, ElementPlus] } },
  )
  async function lookAway(): Promise<void> {
    here.value = 'rules'
    await nextTick()
    here.value = 'json'
    await nextTick()
  }

  const text = () => (page.get('textarea').element as HTMLTextAreaElement).value
  const button = (said: string) => page.findAll('button').find((one) => one.text() === said)
  return { page, document, typed, text, button, lookAway }
}

describe('the document as JSON', () => {
  it('keeps what is half typed while another section is looked at', async () => {
    const { page, text, button, lookAway, document, typed } = draft()
    await page.get('textarea').setValue('{ "title": "aft')
    await lookAway()
    expect(text()).toBe('{ "title": "aft')
    expect(page.get('[role="alert"]').text()).toContain('JSON')
    await page.get('textarea').setValue('{ "title": "after" }')
    await button('采用')!.trigger('click')
    expect([document.value, typed.value]).toEqual([{ title: 'after' }, null])
    expect(JSON.parse(text())).toEqual({ title: 'after' })
  })

  it('says so when the document was changed elsewhere meanwhile', async () => {
    const { page, text, document, button } = draft()
    await page.get('textarea').setValue('{ "title": "typed" }')
    document.value = { title: 'by a field' }
    await nextTick()
    expect(text()).toBe('{ "title": "typed" }')
    expect(page.text()).toContain('文件在别处已有改动')
    await button('丢弃已输入的内容')!.trigger('click')
    expect(JSON.parse(text())).toEqual({ title: 'by a field' })
    expect(page.text()).not.toContain('文件在别处已有改动')
  })
})
