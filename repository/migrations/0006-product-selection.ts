import type { Knex } from 'knex'

/**
 * Adds the column `words` for searches, made of the texts of a product and of its name without accents. Indexes it, and the prices within
 * a currency.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table products add column words tsvector not null generated always as (
      to_tsvector('simple', sku || ' ' || name || ' ' || category || ' ' || description || ' ' || name_key)
    ) stored`)
  await knex.raw('create index products_words on products using gin (words)')
  await knex.raw('create index products_price_order on products (price_currency, price_amount, id)')
  await knex.raw('create index products_category_price_order on products (category, price_currency, price_amount, id)')
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index products_words, products_price_order, products_category_price_order')
  await knex.raw('alter table products drop column words')
}
