// Runs once after all tests: waits until their databases are dropped, and stops the PostgreSQL server, if one was started for them.
export default async function tearDown() {
  await globalThis.endwareTestDrops?.finish()
  await globalThis.endwareTestServer?.stop()
}
