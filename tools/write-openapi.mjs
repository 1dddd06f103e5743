import { writeFileSync } from 'node:fs'
import { shopDocument, shopDocumentAsYaml } from '../dist/api/openapi-document.js'
import { typesOf } from './openapi-types/generate.mjs'

// Writes openapi.yaml and the types of its clients; `npm test` checks that both are what this would write.
writeFileSync(new URL('../openapi.yaml', import.meta.url), shopDocumentAsYaml())
writeFileSync(new URL('./openapi-types/shop-api.ts', import.meta.url), await typesOf(shopDocument()))
