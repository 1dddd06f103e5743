import type { Knex } from 'knex'

/** Creates the table of products. `name_key` is the sort key that the domain makes of a name. It is compared byte by byte. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table products (
      id uuid primary key,
      sku text not null constraint products_sku_unique unique check (char_length(sku) between 1 and 64),
      name text not null check (char_length(name) between 1 and 200),
      name_key text collate "C" not null check (char_length(name_key) <= 200),
      description text not null check (char_length(description) <= 5000),
      category text not null check (char_length(category) between 1 and 60),
      price_amount bigint not null check (price_amount between 0 and 999999999999),
      price_currency text not null check (price_currency ~ '^[A-Z]{3}$'),
      stock integer not null check (stock >= 0),
      version integer not null check (version >= 1),
      created_at timestamptz(3) not null,
      updated_at timestamptz(3) not null
    )`)
  await knex.raw('create index products_order on products (name_key, id)')
  await knex.raw('create index products_category_order on products (category, name_key, id)')
}

/** The tables that `down` deletes with their rows. */
export const deletes = ['products']

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table products')
}
