/** The number of routes in a program. */
export const routes = 300

/** A program of many routes in three ways, each with the same schemas of bodies and answers. @type {{ name: string, title: string, program: string }[]} */
export const programs = [
  {
    name: 'endware',
    title: '**end-ware**',
    program: endware('', 'z.object({ id: z.string() })', 'z.object({ limit: z.int() })'),
  },
  {
    name: 'endware-shared',
    title: '**end-ware**, routes share the schemas of their parameters',
    program: endware(
      `const Params = z.object({ id: z.string() })
const Query = z.object({ limit: z.int() })`,
      'Params',
      'Query',
    ),
  },
  {
    name: 'express-zod-api',
    title: 'express-zod-api',
    program: `import { defaultEndpointsFactory } from 'express-zod-api'
import createError from 'http-errors'
import { z } from 'zod'
${schemas()}
export const routing = {
${each(
  (number) => `  things${number}: defaultEndpointsFactory.build({
    method: 'post',
    input: Body${number}.extend({ id: z.string(), limit: z.int() }),
    output: Answer${number},
    handler: async ({ input }) => {
      if (input.id === '0') throw createError(404, 'no such thing')
      return { id: input.id, name: input.name, limit: input.limit, tags: input.tags }
    },
  }),`,
)}
}`,
  },
]

/**
 * @param {string} shared schemas of all routes
 * @param {string} params the schema of the path parameters
 * @param {string} query
 */
function endware(shared, params, query) {
  return `import { Router } from 'express'
import { z } from 'zod'
import { created, endware, notFound } from '../../../../restapi/dist/esm/index.js'
${schemas()}
${shared}
export const routes = endware().routes(Router())
${each(
  (number) => `routes.post(
  '/things${number}/:id',
  { params: ${params}, query: ${query}, body: Body${number}, responses: { 201: Answer${number} } },
  async ({ params, query, body }) =>
    params.id === '0' ? notFound('no such thing') : created({ id: params.id, name: body.name, limit: query.limit, tags: body.tags }),
)`,
)}`
}

/** @param {(number: number) => string} text */
function each(text) {
  return Array.from({ length: routes }, (_, number) => text(number)).join('\n')
}

function schemas() {
  return each(
    (number) => `
const Body${number} = z.object({ name: z.string(), tags: z.array(z.string()), price: z.object({ amount: z.int(), currency: z.string() }) })
const Answer${number} = z.object({ id: z.string(), name: z.string(), limit: z.int(), tags: z.array(z.string()) })`,
  )
}
