import { runCLI } from 'jest'
import config from '../../jest.config.mjs'

// Runs the tests of each message in the current folder, a copy of the tree, and sends back whether they passed. One process runs many
// rounds, because a warm Jest needs half the time.
const jest = { ...config, globalSetup: null, globalTeardown: null, reporters: [], rootDir: process.cwd() }

process.on('message', async (tests) => {
  // Tests that are named run even if they start programs of their own.
  const ignored = tests.testPathPatterns === undefined ? jest.testPathIgnorePatterns : ['/node_modules/']
  const options = {
    config: JSON.stringify({ ...jest, testPathIgnorePatterns: ignored }),
    runInBand: true,
    silent: true,
    watchman: false,
    $0: 'jest',
  }
  const { results } = await runCLI({ ...options, ...tests }, [process.cwd()])
  process.send(results.success && results.numPassedTests > 0)
})
