import type { Knex } from 'knex'

/** Indexes products by the time of their addition: all of them, and those of a category. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('create index products_time_order on products (created_at, id)')
  await knex.raw('create index products_category_time_order on products (category, created_at, id)')
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index products_time_order, products_category_time_order')
}
