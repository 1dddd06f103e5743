import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import express from 'express'
import createError from 'http-errors'
import multer from 'multer'
import { listening } from '../listening.mjs'

const folder = fileURLToPath(new URL('tsoa/', import.meta.url))
const { resolve } = createRequire(import.meta.url)

/** tsoa on Express: its generator writes the document and the routes, and TypeScript compiles them. */
export async function listen() {
  const run = (/** @type {string[]} */ ...command) => execFileSync(process.execPath, command, { cwd: folder })
  run(resolve('tsoa/dist/cli.js'), 'spec-and-routes')
  run(resolve('typescript/bin/tsc'), '-p', '.')
  const { RegisterRoutes } = await import(new URL('tsoa/generated/dist/generated/routes.js', import.meta.url).href)
  const document = readFileSync(new URL('tsoa/generated/swagger.json', import.meta.url), 'utf8')
  const app = express()
    .set('env', 'test') // without a log of errors
    .use('/refused', (_request, _response, next) => next(createError(403, 'not for you')))
    .get('/openapi.json', (_request, response) => void response.type('json').send(document))
    .use(express.json())
  RegisterRoutes(app, { multer: multer() })
  return listening(createServer(app))
}
