import { createRequire } from 'node:module'
import { endware, json } from '@endware/restapi'
import { xml2js } from '@endware/restapi/xml2js'

// The optional codec, as an ES module and as CommonJS.

const common = createRequire(import.meta.url)('@endware/restapi/xml2js')
const answers = [xml2js, common.xml2js].map(async (codec) => {
  const api = endware({ codecs: [json(), codec({ builder: { headless: true, renderOpts: { pretty: false } } })] })
  const { content } = await api.render({ $: { id: 1 }, a: ['x'] }, { accept: 'application/xml' })
  return content
})
console.log(JSON.stringify(await Promise.all(answers)))
