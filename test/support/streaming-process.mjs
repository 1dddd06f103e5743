// Streams a number of rows through a socket to itself and prints the result. A test bounds the heap of this process.
import { createServer } from 'node:http'
import { csv, endware, json, ndjson } from '@endware/restapi'

const [accept, rows] = process.argv.slice(2)

const note = 'x'.repeat(200)

async function* products() {
  for (let id = 1; id <= Number(rows); id++) yield { id, name: `product ${id}`, note, price: 1999 }
}

const server = createServer(endware({ codecs: [json(), ndjson(), csv()] }).endpoint(products))
server.listen(0, '127.0.0.1', async () => {
  const response = await fetch(`http://127.0.0.1:${server.address().port}/`, { headers: { accept } })
  let lines = 0
  for await (const chunk of response.body) {
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines++
  }
  console.log(JSON.stringify({ status: response.status, lines }))
  server.close()
})
