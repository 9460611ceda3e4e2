import { bring, type Area } from '@/words'

bring(import.meta.glob<Area>(['../words/zh/*.ts', '!../words/zh/phone.ts'], { eager: true }), import.meta.glob<Area>(['../words/en/*.ts', '!../words/en/phone.ts']))

export { words } from '@/words'
