import { readFileSync, writeFileSync } from 'node:fs'
import { shopDocument, shopDocumentAsYaml } from '../dist/api/openapi-document.js'
import { variablesTable } from '../dist/config/variables-table.js'
import { flagsPage } from '../dist/flags/flags-page.js'
import { eventsPage } from '../dist/messages/events-page.js'
import { cataloguePage } from '../dist/telemetry/metrics/catalogue-page.js'
import { indexTemplate } from '../dist/telemetry/records/index-template.js'
import { fieldsPage, recordsPage } from '../dist/telemetry/records/records-page.js'
import { withPart } from './generated-part.mjs'
import { typesOf } from './openapi-types/generate.mjs'

// Writes openapi.yaml, the types of its clients, docs/events.md and the tables in docs/operations.md; `npm test` checks that all are what this would write.
writeFileSync(new URL('../openapi.yaml', import.meta.url), shopDocumentAsYaml())
writeFileSync(new URL('./openapi-types/shop-api.ts', import.meta.url), await typesOf(shopDocument()))
writeFileSync(new URL('../docs/events.md', import.meta.url), eventsPage())

const template = new URL('../deploy/elasticsearch/logs-shop.json', import.meta.url)
writeFileSync(template, `${JSON.stringify(indexTemplate(), null, 2)}\n`)

const operations = new URL('../docs/operations.md', import.meta.url)
const parts = {
  variables: variablesTable(),
  flags: flagsPage(),
  metrics: cataloguePage(),
  fields: fieldsPage(),
  records: recordsPage(),
}
const page = Object.entries(parts).reduce((rest, part) => withPart(rest, ...part), readFileSync(operations, 'utf8'))
writeFileSync(operations, page)
