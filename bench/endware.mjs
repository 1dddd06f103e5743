// The library as it is published, not its sources.
export * from '../restapi/dist/esm/index.js'
