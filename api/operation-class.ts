import type { RequestHandler } from 'express'
import type { Limits } from '../limits/limits.js'
import type { OperationClass } from '../limits/rate.js'

/** The operations with a limit of their own. */
const special: Readonly<Record<string, OperationClass>> = {
  'POST /v1/orders': 'orders',
  'GET /v1/products/export': 'transfers',
  'HEAD /v1/products/export': 'transfers',
  'POST /v1/products/import': 'transfers',
}

const readingMethods: readonly string[] = ['GET', 'HEAD', 'QUERY']

/** Returns the class of an operation. @param route the template of its path, such as `/v1/orders/:id` */
export function operationClassOf(method: string, route: string): OperationClass {
  return special[`${method} ${route}`] ?? (readingMethods.includes(method) ? 'reads' : 'writes')
}

/** Returns middleware for routes that counts each request in the class of its operation. */
export function counting({ count }: Pick<Limits, 'count'>): RequestHandler {
  return (request, response, next) => {
    const path: unknown = request.route?.path
    return count[operationClassOf(request.method, String(path))](request, response, next)
  }
}

/** The failure of operations beyond a limit, for the document. */
export const beyondLimit = {
  429: {
    description:
      'Too many requests of the caller, or of its address if it is anonymous; or too many invalid credentials of its address',
    headers: {
      'Retry-After': { description: 'The seconds until the next request can succeed', example: '17' },
      RateLimit: {
        description:
          'The name of the limit, the requests that remain (`r`) and the seconds until its window ends (`t`)',
        example: '"reads"; r=0; t=17',
      },
      'RateLimit-Policy': {
        description: 'The name of the limit, the requests in a window (`q`) and its length in seconds (`w`)',
        example: '"reads"; q=600; w=60',
      },
    },
  },
} as const
