export { type DocsOptions, docsPages } from './docs/docs-pages.js'
