import '@/style/tokens.css'
import './phone.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { registerSW } from 'virtual:pwa-register'
import { languageKept, speak } from '@/words'
import App from './App.vue'
import './me/large'
import { router } from './router'
import { words } from './words'

// The app itself is kept by the browser, so that it opens without a network.
registerSW({ immediate: true })
await speak(languageKept())
createApp(App).use(createPinia()).use(words).use(router).mount('#app')
