import { createI18n } from 'vue-i18n'

export type Language = 'zh' | 'en'

/** What one area says. */
export type Area = { default: Record<string, unknown> }
const kept = 'gridcase-language'
let english: Record<string, () => Promise<Area>> = {}

/** `./zh/cases.ts` holds what is said as `cases.…`. */
function areaOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1, -'.ts'.length)
}

export const words = createI18n({ legacy: false, locale: 'zh', fallbackLocale: 'zh', messages: { zh: {} } as never, missingWarn: import.meta.env.DEV, fallbackWarn: false })

/** Gives an app the areas that it speaks of, and no others: Chinese comes with the page, English is fetched when somebody asks for it. */
export function bring(chinese: Record<string, Area>, others: Record<string, () => Promise<Area>>): void {
  words.global.setLocaleMessage('zh' as never, Object.fromEntries(Object.entries(chinese).map(([path, area]) => [areaOf(path), area.default])) as never)
  english = others
}

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
