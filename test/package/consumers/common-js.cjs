const { endware, notFound, xml, json } = require('@endware/restapi')
const { multipart } = require('@endware/restapi/multipart')
const express = require('express')

// CommonJS in plain JavaScript.

const api = endware({ codecs: [json(), xml(), multipart()] })
const app = express()
app.get(
  '/things/:id',
  api.endpoint(({ params }) => notFound(`no thing ${params.id}`)),
)
app.post(
  '/echo',
  api.endpoint({ body: anything() }, ({ body }) => (body.file instanceof File ? { size: body.file.size } : body)),
)
app.use(api.fallback())

const server = app.listen(0, '127.0.0.1', async () => {
  const url = `http://127.0.0.1:${server.address().port}`
  const headers = { 'content-type': 'application/xml', accept: 'application/json' }
  const form = new FormData()
  form.append('file', new Blob(['four']), 'name')
  const answers = [
    await fetch(`${url}/things/7`),
    await fetch(`${url}/echo`, { method: 'POST', body: '<a><b>c</b></a>', headers }),
    await fetch(`${url}/echo`, { method: 'POST', body: form, headers: { accept: 'application/json' } }),
  ]
  console.log(JSON.stringify(await Promise.all(answers.map(async (each) => [each.status, await each.json()]))))
  server.close()
  server.closeAllConnections()
})

function anything() {
  return { '~standard': { version: 1, vendor: 'none', validate: (value) => ({ value }) } }
}
