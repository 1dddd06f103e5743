import { createServer } from 'node:http'
import express, { Router } from 'express'
import * as library from '../../endware.mjs'
import { listening } from '../listening.mjs'
import { endpoints } from './endware-endpoints.mjs'

/** The end-ware on Express, with Node's server or the library's. */
export function listen({ contract = false, createServer: ofLibrary = false } = {}) {
  const api = library.endware()
  const routes = api.routes(Router())
  for (const { method, path, contract: agreed, endpoint } of endpoints(contract)) routes[method](path, agreed, endpoint)
  const app = express().use(routes).use(api.fallback())
  return listening(ofLibrary ? library.createServer(app) : createServer(app))
}
