import pg from 'pg'

/**
 * Drops the databases that tests have finished with, while other tests run. PostgreSQL drops a database after a checkpoint, for which a
 * test file would wait a second or more. Tests name a database in a notification on the channel.
 */
export async function startDropping(url) {
  const client = new pg.Client({ connectionString: url })
  const channel = `endware_drops_${process.pid}`
  let hasEnded
  const end = new Promise((resolve) => {
    hasEnded = resolve
  })
  let dropping = Promise.resolve()
  client.on('error', hasEnded) // without its server there is nothing to drop
  client.on('notification', ({ payload: name }) => {
    if (name === '') return hasEnded()
    const drop = () => client.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`)
    dropping = dropping.then(drop).catch((error) => process.stderr.write(`${name} is not dropped: ${error.message}\n`))
  })
  await client.connect()
  await client.query(`listen ${channel}`)
  return {
    channel,
    /** Resolves when all are dropped. */
    async finish() {
      await client.query(`notify ${channel}`).catch(hasEnded)
      await end
      await dropping
      await client.end()
    },
  }
}
