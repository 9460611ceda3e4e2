import { ref, watchEffect } from 'vue'

const kept = 'gridcase-large'

/** Whether this phone shows large text; a wish of the phone, not of a person. */
export const isLarge = ref(localStorage.getItem(kept) === '1')

watchEffect(() => {
  document.documentElement.classList.toggle('large', isLarge.value)
  localStorage.setItem(kept, isLarge.value ? '1' : '0')
})
