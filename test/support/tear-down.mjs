// Runs once after all tests: stops the PostgreSQL server, if one was started for them.
export default async function tearDown() {
  await globalThis.endwareTestServer?.stop()
}
