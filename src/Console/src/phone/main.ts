import '@/style/tokens.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { languageKept, speak, words } from '@/words'
import App from './App.vue'

await speak(languageKept())
createApp(App).use(createPinia()).use(words).mount('#app')
