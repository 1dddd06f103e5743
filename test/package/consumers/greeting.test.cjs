const { endware, isHttpError, notFound } = require('@endware/restapi')

// A test of somebody's CommonJS application, under Jest as it comes.

/* global test, expect */
test('the library can be loaded and used', async () => {
  const { status, content } = await endware().render({ hello: 'world' }, { accept: 'application/xml' })
  expect([status, String(content)]).toEqual([200, expect.stringContaining('<hello>world</hello>')])
  expect(isHttpError(notFound())).toBe(true)
})
