import { created, endware, notFound } from '@endware/restapi'
import express, { type ErrorRequestHandler, type RequestHandler, Router } from 'express'
import createError from 'http-errors'
import { z } from 'zod'

// An application moves to endpoints one route at a time. Each of these four applications can be released.
const notes = ['buy milk']

// Before: handlers write to the response and fail with http-errors. An error handler writes failures in a format of its own.
const signIn: RequestHandler = ({ headers }, _response, next) =>
  next(headers.authorization === undefined ? createError(401, 'who are you?') : undefined)
const readNote: RequestHandler = ({ params }, response) => {
  const text = notes[Number(params.id)]
  if (text === undefined) throw createError(404, 'no such note')
  response.json({ text })
}
const addNote: RequestHandler = ({ body }, response) => {
  if (typeof body?.text !== 'string') throw createError(400, 'a note has a text')
  response.status(201).json({ id: notes.push(body.text) - 1 })
}
const showError: ErrorRequestHandler = ({ status = 500, message }, _request, response, _next) =>
  void response.status(status).json({ error: message })
const start = () => express().use(signIn, express.json())
export const before = start().get('/notes/:id', readNote).post('/notes', addNote).use(showError)

// One handler becomes an endpoint, which answers in XML too. Everything else stays the same.
const api = endware()
const found = (text: string | undefined) => (text === undefined ? notFound('no such note') : { text })
const note = api.endpoint(({ params }) => found(notes[Number(params.id)]))
export const oneRoute = start().get('/notes/:id', note).post('/notes', addNote).use(showError)

// The fallback replaces the error handler: failures of the other handlers are in the same envelope.
export const oneEnvelope = start().get('/notes/:id', note).post('/notes', addNote).use(api.fallback())

// All routes are endpoints: bodies in JSON and XML are validated, and 405, OPTIONS and HEAD are answered automatically.
const routes = api.routes(Router())
routes.get('/notes/:id', ({ params }) => found(notes[Number(params.id)]))
const NewNote = z.object({ text: z.string() })
routes.post('/notes', { body: NewNote }, ({ body }) => created({ id: notes.push(body.text) - 1 }))
export const after = start().use(routes).use(api.fallback())
