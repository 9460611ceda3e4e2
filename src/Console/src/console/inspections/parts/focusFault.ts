import { nextTick } from 'vue'

/** Takes who sent a form to the first field that is wrong. */
export async function focusFault(): Promise<void> {
  await nextTick()
  const field = [...document.querySelectorAll<HTMLElement>('.el-form-item.is-error')].find((item) => item.offsetParent !== null)
  field?.querySelector<HTMLElement>('input, textarea, button')?.focus()
}
