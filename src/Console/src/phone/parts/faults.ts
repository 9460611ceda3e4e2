import { nextTick } from 'vue'

/** Brings the first fault of a form that was handed in before the eyes, and the focus to what is to be filled in there. */
export async function toFirstFault(event: Event): Promise<void> {
  const form = event.currentTarget as HTMLElement
  await nextTick()
  const field = form.querySelector('.gp-fault')?.closest<HTMLElement>('.gp-field, form')
  field?.querySelector<HTMLElement>('input, textarea, select, button')?.focus({ preventScroll: true })
  field?.scrollIntoView({ block: 'center' })
}
