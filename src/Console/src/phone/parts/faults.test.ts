import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { defineComponent, nextTick, ref } from 'vue'
import { toFirstFault } from './faults'

const Form = defineComponent({
  setup() {
    const tried = ref(false)
    const submit = (event: Event): void => {
      tried.value = true
      void toFirstFault(event)
    }
    return { tried, submit }
  },
  template: `<form @submit.prevent="submit">
    <div class="gp-field"><input id="sound" /></div>
    <fieldset class="gp-field"><input id="empty" type="radio" /><p v-if="tried" class="gp-fault">Choose</p></fieldset>
    <div class="gp-field"><textarea id="later" /><p v-if="tried" class="gp-fault">Fill in</p></div>
  </form>`,
})

it('leads to what is to be filled in first, once the form has said so', async () => {
  const form = mount(Form, { attachTo: document.body })
  await form.trigger('submit')
  await nextTick()
  expect(document.activeElement?.id).toBe('empty')
  form.unmount()
})
