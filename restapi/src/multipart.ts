export { temporaryPath } from './request/multipart/file-store.js'
export { multipart } from './request/multipart/multipart.js'
export type { MultipartLimits, MultipartOptions } from './request/multipart/multipart-options.js'
