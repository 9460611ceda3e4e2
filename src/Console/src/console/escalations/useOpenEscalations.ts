import { defineStore } from 'pinia'
import { computed, ref, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { api, ask } from '@/contract/client'
import { Problem } from '@/contract/problem'
import { onChanges } from '@/live/live'

const most = 99

/** How many rungs wait for my acknowledgement: counted up to 99. */
export const useOpenCount = defineStore('open-escalations', () => {
  const count = ref(0)
  const more = ref(false)

  async function look(): Promise<void> {
    try {
      const page = await ask(api.GET('/api/escalations', { params: { query: { open: 'true', mine: 'true', limit: `${most}` } } }))
      count.value = page.items.length
      more.value = page.next !== null
    } catch (fault) {
      // What was counted last stays; the page itself says what is wrong.
      if (!(fault instanceof Problem)) throw fault
    }
  }

  return { count, more, look }
})

/** The badge of the navigation. */
export function useOpenEscalations(): Ref<{ text: string; told: string } | null> {
  const { t } = useI18n({ useScope: 'global' })
  const open = useOpenCount()
  void open.look()
  onChanges(() => void open.look(), { pause: 1500 })
  return computed(() => {
    const text = open.more ? `${most}+` : `${open.count}`
    return open.count > 0 ? { text, told: t('escalations.badge', { count: text }) } : null
  })
}
