import { describeOnDatabases } from '../../support/database.js'
import { describeOrderLife } from './order-life-contract.js'
import { describeOrderLists } from './order-list-contract.js'
import { describeOutbox } from './outbox-contract.js'
import { describePlacing } from './placing-contract.js'

describeOnDatabases('orders', (database) => {
  describePlacing(database)
  describeOrderLife(database)
  describeOrderLists(database)
  describeOutbox(database)
})
