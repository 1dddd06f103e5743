// Runs once after all tests: removes the package.
import { rm } from 'node:fs/promises'

export default async function tearDown() {
  await rm(globalThis.endwarePackedFolder, { recursive: true, force: true })
}
