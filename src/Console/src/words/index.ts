import { createI18n } from 'vue-i18n'

export type Language = 'zh' | 'en'

const chinese = import.meta.glob<{ default: Record<string, unknown> }>('./zh/*.ts', { eager: true })
const english = import.meta.glob<{ default: Record<string, unknown> }>('./en/*.ts')
const kept = 'gridcase-language'

/** `./zh/cases.ts` holds what is said as `cases.…`. */
function areaOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1, -'.ts'.length)
}

export const words = createI18n({
  legacy: false,
  locale: 'zh',
  fallbackLocale: 'zh',
  messages: { zh: Object.fromEntries(Object.entries(chinese).map(([path, area]) => [areaOf(path), area.default])) } as never,
  missingWarn: import.meta.env.DEV,
  fallbackWarn: false,
})

/** Chinese comes with the page; English is fetched when somebody asks for it. */
export async function speak(language: Language): Promise<void> {
  if (language === 'en' && !words.global.availableLocales.includes('en' as never)) {
    const areas = await Promise.all(Object.entries(english).map(async ([path, load]) => [areaOf(path), (await load()).default] as const))
    words.global.setLocaleMessage('en' as never, Object.fromEntries(areas) as never)
  }
  words.global.locale.value = language as never
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  localStorage.setItem(kept, language)
}

export function languageKept(): Language {
  return localStorage.getItem(kept) === 'en' ? 'en' : 'zh'
}
