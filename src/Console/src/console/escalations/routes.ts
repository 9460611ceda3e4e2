import type { RouteRecordRaw } from 'vue-router'
import { useOpenEscalations } from './useOpenEscalations'

export const routes: RouteRecordRaw[] = [
  { path: '/escalations', component: () => import('./EscalationsPage.vue'), meta: { title: 'escalations.title', nav: { order: 30, icon: 'Bell', badge: useOpenEscalations } } },
]
