import { ok, type Routes, type StandardSchema } from '@endware/restapi'
import { Router } from 'express'
import { z } from 'zod'
import type { Catalogue } from '../../domain/products/catalogue.js'
import type { ImportResult } from '../../domain/products/import-result.js'
import { productLimits } from '../../domain/products/product.js'
import { tokenWith } from '../authentication/scopes.js'
import { withDomainErrors as safely } from '../domain-errors.js'
import { fileFormats, listFormats } from '../formats.js'
import { importRefused } from '../problem-types.js'
import type { ShopApi } from '../shop-api.js'
import { addedProduct } from './example-products.js'
import { ImportFile, importsAtOnce } from './import-codecs.js'
import { importLimits } from './import-lines.js'
import { NewProductContent } from './product-contract.js'

const importPath = '/v1/products/import'

const ImportQuery = z.strictObject({
  mode: z
    .enum(['lines', 'all'])
    .default('lines')
    .meta({ description: '`lines` stores what is right and refuses the rest; `all` stores everything or nothing' }),
  'dry-run': z
    .boolean()
    .default(false)
    .meta({ description: 'With `true`, nothing is stored: the results are those that an import would have now' }),
})

const Result = z
  .object({
    line: z
      .int()
      .min(1)
      .meta({ description: 'The line on which the record begins', examples: [1] }),
    sku: z
      .string()
      .max(productLimits.sku)
      .optional()
      .meta({ title: 'SKU', examples: ['LAN-1'] }),
    outcome: z.enum(['created', 'updated', 'unchanged', 'refused']).meta({ examples: ['created'] }),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .readonly()
      .optional()
      .meta({
        description: 'The reasons of a refusal, each with the member that is wrong; empty for the whole record',
      }),
  })
  .readonly()
  .meta({ id: 'ImportResult', description: 'What became of a record', xml: { name: 'result' } })

const Results = z
  .array(Result)
  .readonly()
  .meta({ id: 'ImportResults', xml: { name: 'results', wrapped: true } })

/** The body: the document describes the products of a file, which the codecs have read already. */
const FileContent: StandardSchema<ImportFile> = {
  '~standard': {
    version: 1,
    vendor: 'shop',
    jsonSchema: z.array(NewProductContent)['~standard'].jsonSchema,
    validate: (value) =>
      value instanceof ImportFile ? { value } : { issues: [{ message: 'must be a file of products' }] },
  },
}

/**
 * Returns the routes of the import of products. Add them before those of a product, whose path fits theirs, too.
 *
 * @param api reads files by `importCodecs`
 */
export function productImportRoutes(api: ShopApi, catalogue: Pick<Catalogue, 'import'>): Routes<Router> {
  const router = Router()
  const routes = api.routes(router, api.limited)
  routes.post(
    importPath,
    {
      operationId: 'importProducts',
      summary: 'Add and change many products from a file',
      description: `The content is NDJSON (\`application/x-ndjson\`), a product a line, or CSV (\`text/csv\`) whose first line names the columns, such as an export; at most ${importLimits.lines} lines and ${importLimits.bytes / 1024 / 1024} MiB. A product whose SKU is new is added. Another one gets the contents of its line, whatever its version. A SKU counts once in a file; its repetitions are refused. The file is read to its end before the first product is stored. When the client breaks off, the rest of the file is not stored.`,
      tags: ['products'],
      security: tokenWith('products:write'),
      codecs: listFormats,
      consumes: Object.values(fileFormats).flatMap(({ mediaTypes }) => mediaTypes),
      query: ImportQuery,
      body: FileContent,
      examples: { body: [addedProduct] },
      problems: [importRefused],
      responses: {
        200: { schema: Results, description: 'What became of each record, in the order of the file' },
        503: `No more than ${importsAtOnce} files are imported at once; or the storage cannot be reached at the moment, or does not answer in time. In the mode \`lines\`, a part may be stored; the same file can be sent again`,
      },
    },
    safely(async ({ query, body: { records, slot }, signal }) => {
      const { mode, 'dry-run': dryRun } = query
      return slot.run(async () => {
        const results: ImportResult[] = []
        for await (const some of catalogue.import(records, { mode, dryRun })) {
          results.push(...some)
          // The rest of the file is left when the client is gone or the time is up.
          signal.throwIfAborted()
        }
        return ok(results)
      })
    }),
  )
  router.all(importPath, api.fallback()) // it is no product, which has other methods
  return routes
}
