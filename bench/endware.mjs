// The library as it is built, not its sources.
export {
  created,
  createServer,
  csv,
  endware,
  json,
  ndjson,
  negotiate,
  notFound,
  ok,
  problem,
  xml,
} from '../restapi/dist/esm/index.js'
