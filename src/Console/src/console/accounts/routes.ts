import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/accounts', component: () => import('./AccountsPage.vue'), meta: { title: 'accounts.title', roles: ['administrator', 'auditor'], nav: { order: 75, icon: 'Key' } } },
]
