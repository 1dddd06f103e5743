// Answers one upload and prints the answer. A test bounds the size of the files that this process can write.
import { createServer } from 'node:http'
import { endware, json } from '@endware/restapi'
import { multipart } from '@endware/restapi/multipart'
import { z } from 'zod'

const [directory, bytes] = process.argv.slice(2)
const codecs = [json(), multipart({ directory, memoryBytes: 0 })]
const body = z.object({ file: z.file() })
const upload = endware({ codecs, onFailure: () => {} }).endpoint({ body }, ({ body: { file } }) => ({
  size: file.size,
}))

const server = createServer(upload)
server.listen(0, '127.0.0.1', async () => {
  const form = new FormData()
  form.append('file', new File([new Uint8Array(Number(bytes))], 'a'))
  const response = await fetch(`http://127.0.0.1:${server.address().port}/`, { method: 'POST', body: form })
  console.log(JSON.stringify({ status: response.status, text: await response.text() }))
  server.close()
})
