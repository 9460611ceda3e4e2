import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/channels', component: () => import('./ChannelsPage.vue'), meta: { title: 'channels.title', roles: ['administrator', 'auditor'], nav: { order: 70, icon: 'Promotion' } } },
]
