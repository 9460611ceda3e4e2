import { bring, type Area } from '@/words'

bring(import.meta.glob<Area>('../words/zh/{frame,phone,terms}.ts', { eager: true }), import.meta.glob<Area>('../words/en/{frame,phone,terms}.ts'))

export { words } from '@/words'
