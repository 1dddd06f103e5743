// Prints, for errors of several kinds, whether they have a stack trace. A test runs it under different values of NODE_ENV.
import { badGateway, HttpError, notFound, Problem, problemType } from '@endware/restapi'

const gone = problemType({ type: '/problems/gone', title: 'Gone', status: 410 })
const errors = {
  answer: notFound('no such product'),
  copy: notFound('no such product').withHeader('X-Why', 'test').withHelp('look elsewhere'),
  own: new HttpError(409, 'taken'),
  problem: new Problem({ status: 409 }),
  declared: gone().withHeader('X-Why', 'test'),
  fault: badGateway('the other service is down'),
  faultCopy: badGateway('the other service is down').withHelp('try again'),
  after: new Error('any other'),
}
const isTraced = ({ stack }) => /\n\s+at .*traces-process/.test(stack)
console.log(JSON.stringify(Object.fromEntries(Object.entries(errors).map(([name, error]) => [name, isTraced(error)]))))
