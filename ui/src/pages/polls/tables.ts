import { computed } from 'vue'
import { codes } from '../../shared/site'
import type { Tables } from './people'

/** The code tables that columns of candidates are read with. */
export const tables = computed<Tables>(() => ({
  sex: codes.value.sex?.items ?? [],
  ethnicity: codes.value.ethnicity?.items ?? [],
  education: codes.value.education?.items ?? [],
}))
