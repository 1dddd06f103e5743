import pg from 'pg'
import { openDatabase } from '../../dist/repository/database.js'

const server = process.env.BENCH_DATABASE_URL ?? 'postgresql://postgres@127.0.0.1:5432/postgres'

/**
 * A database of its own on the PostgreSQL of `BENCH_DATABASE_URL`, with the tables and the first products of the shop, dropped at the end;
 * or why there is none.
 *
 * @returns {Promise<{ url: string, drop: () => Promise<void> } | string>}
 */
export async function createDatabase() {
  const name = `endware_bench_${process.pid}_${Date.now()}`
  try {
    await dropForgotten()
    await onServer(`create database ${name}`)
  } catch (error) {
    return `no PostgreSQL to be had: ${/** @type {Error} */ (error).message}`
  }
  const url = new URL(server)
  url.pathname = `/${name}`
  await openDatabase({ url: url.href, folder: '' }).then((database) => database.close())
  return { url: url.href, drop: () => onServer(`drop database if exists ${name} with (force)`) }
}

/**
 * Gives each product more pieces than a run can order, and has each event of an order count as published: else the services would relay the
 * events of all contestants on the core of the one that is measured.
 */
export function prepareOrders(/** @type {string} */ url) {
  const published = 'begin new.published_at := now(); return new; end'
  return on(
    url,
    `update products set stock = 1000000000;
    create function published() returns trigger language plpgsql as $$ ${published} $$;
    create trigger published before insert on outbox for each row execute function published()`,
  )
}

/** Drops what a run that was killed has left, a day later at the earliest: another run may be at work now. */
async function dropForgotten() {
  for (const { datname } of await onServer(
    "select datname from pg_database where datname ~ '^endware_bench_[0-9]+_[0-9]+$'",
  )) {
    const isOld = Date.now() - Number(datname.split('_')[3]) > 86_400_000
    if (isOld) await onServer(`drop database if exists ${datname} with (force)`)
  }
}

/** The version of PostgreSQL, such as `15.14`; `undefined` when there is none. @returns {Promise<string | undefined>} */
export async function databaseVersion() {
  try {
    return String((await onServer('show server_version'))[0].server_version).split(' ')[0]
  } catch {
    return undefined
  }
}

/** @returns {Promise<any>} rows */
function onServer(/** @type {string} */ statement) {
  return on(server, statement)
}

/** @param {string} connectionString @param {string} statement @returns {Promise<any>} rows */
async function on(connectionString, statement) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000, query_timeout: 60_000 })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}
