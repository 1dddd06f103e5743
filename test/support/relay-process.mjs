// A relay as a process of its own, until it is killed: arguments are the URL of the database, the URL of the broker, and the prefix of the
// names at the broker. Runs what the build made, as the service does.
import { brokerPublisher } from '../../dist/events/producer/broker-publisher.js'
import { startRelay } from '../../dist/events/producer/relay.js'
import { openDatabase } from '../../dist/repository/database.js'
import { outbox } from '../../dist/repository/orders/outbox.js'

const [databaseUrl, brokerUrl, prefix] = process.argv.slice(2)
const database = await openDatabase({ url: databaseUrl, folder: '', seed: false })
const onEvent = ({ message }) => process.stdout.write(`${message}\n`)
const publisher = brokerPublisher({ url: brokerUrl, prefix, onEvent })
const now = () => new Date()
startRelay({ outbox: outbox(database.knex), publisher, now, onEvent, batch: 5, pollMs: 20, leaseMs: 1500 })
