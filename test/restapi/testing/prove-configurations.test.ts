import { proveDocument } from '@endware/restapi/testing'
import { expect, test } from '@jest/globals'
import { serve } from '../../support/serve.js'
import { bodyLimit, configurations } from '../openapi/configurations.js'

test.each(configurations)('the document of an end-ware with %s is proven without a case', async (_, make) => {
  const { app, document } = make()
  const serving = await serve(app)
  try {
    const report = await proveDocument(document, {
      baseUrl: serving.url,
      bodyLimit,
      decode: { 'application/x-own': (content) => JSON.parse(content.toString()) },
    })
    expect(report.faults).toEqual([])
    expect(report.missing).toEqual([])
  } finally {
    await serving.close()
  }
})
