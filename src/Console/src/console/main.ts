import 'element-plus/theme-chalk/base.css'
import '@/style/tokens.css'
import '@/style/console.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { languageKept, speak } from '@/words'
import App from './App.vue'
import { router } from './router'
import { words } from './words'

await speak(languageKept())
createApp(App).use(createPinia()).use(words).use(router).mount('#app')
