// A process that opens the built-in database in a folder and adds products until it is killed. It writes the SKU of each product that the
// database has acknowledged as a line. It runs the compiled code, as the service does.
import { randomUUID } from 'node:crypto'
import { openDatabase } from '../../dist/repository/database.js'
import { products } from '../../dist/repository/products.js'

const database = await openDatabase({ folder: process.argv[2], seed: false })
const stored = products(database.knex)
for (;;) {
  const at = new Date()
  const sku = randomUUID()
  const price = { amount: 100, currency: 'EUR' }
  const contents = { sku, name: 'Survivor', description: 'x'.repeat(2_000), category: 'Survivors', price, stock: 1 }
  await stored.add({ id: randomUUID(), ...contents, version: 1, createdAt: at, updatedAt: at })
  process.stdout.write(`${sku}\n`)
}
