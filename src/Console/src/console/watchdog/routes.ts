import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/watchdog', component: () => import('./WatchdogPage.vue'), meta: { title: 'watchdog.title', roles: ['administrator', 'auditor', 'supervisor'], nav: { order: 90, icon: 'Monitor' } } },
]
