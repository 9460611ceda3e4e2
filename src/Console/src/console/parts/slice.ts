import { computed, ref, watch, type Ref } from 'vue'

/** The beginning of a long list that is all there, so that a page draws no thousand rows at once; a further stretch when somebody asks for more. */
export function useSlice<T>(list: Ref<T[]>, step = 100) {
  const most = ref(step)
  watch(list, () => (most.value = step))
  return { shown: computed(() => list.value.slice(0, most.value)), hasMore: computed(() => list.value.length > most.value), more: () => (most.value += step) }
}
