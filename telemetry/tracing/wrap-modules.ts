import { register } from 'node:module'
import { register as registerHooks, supportsSyncHooks } from 'import-in-the-middle/register-hooks.mjs'

/**
 * Wraps these modules when they are imported, so that OpenTelemetry can instrument them. Where this Node can, the loader runs in this
 * thread, which takes less of the start.
 */
export function wrapModules(include: string[]): void {
  if (supportsSyncHooks()) registerHooks({ include })
  else register('import-in-the-middle/hook.mjs', import.meta.url, { data: { include } })
}
