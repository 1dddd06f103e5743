import { runCLI } from 'jest'
import config from '../../jest.config.mjs'

// Runs the tests that it is sent, in the copy of the tree in which it is started, and answers whether they passed. One process runs them
// again and again: a warm Jest needs half the time.
const jest = { ...config, globalSetup: null, globalTeardown: null, reporters: [], rootDir: process.cwd() }

process.on('message', async (tests) => {
  const options = { config: JSON.stringify(jest), runInBand: true, silent: true, watchman: false, $0: 'jest' }
  const { results } = await runCLI({ ...options, ...tests }, [process.cwd()])
  process.send(results.success && results.numPassedTests > 0)
})
