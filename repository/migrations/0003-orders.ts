import type { Knex } from 'knex'

/**
 * Creates the tables of orders, their lines and payments. A line is a copy of the product's members that it needs, with the id of the
 * product and no foreign key. A product can therefore be removed at any time, at a cost that does not depend on its orders.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table orders (
      id uuid primary key,
      customer_id text not null check (char_length(customer_id) between 1 and 255),
      status text not null check (status in ('placed', 'paid', 'shipped', 'delivered', 'cancelled')),
      cancel_reason text check (cancel_reason in ('requested', 'unpaid')),
      payment_id text check (char_length(payment_id) between 1 and 255),
      total_amount bigint not null check (total_amount between 0 and 999999999999999),
      currency text not null check (currency ~ '^[A-Z]{3}$'),
      version integer not null check (version >= 1),
      placed_at timestamptz(3) not null,
      updated_at timestamptz(3) not null,
      pay_by timestamptz(3) not null,
      constraint orders_cancel_reason check ((status = 'cancelled') = (cancel_reason is not null)),
      constraint orders_payment check (status not in ('paid', 'shipped', 'delivered') or payment_id is not null)
    )`)
  await knex.raw('create index orders_of_customer on orders (customer_id, placed_at, id)')
  await knex.raw('create index orders_of_customer_by_status on orders (customer_id, status, placed_at, id)')
  await knex.raw('create index orders_by_time on orders (placed_at, id)')
  await knex.raw('create index orders_by_status on orders (status, placed_at, id)')
  await knex.raw(`create index orders_unpaid on orders (pay_by, id) where status = 'placed'`)
  await knex.raw(`
    create table order_lines (
      order_id uuid not null references orders,
      position smallint not null check (position between 1 and 100),
      product_id uuid not null,
      sku text not null check (char_length(sku) between 1 and 64),
      name text not null check (char_length(name) between 1 and 200),
      quantity integer not null check (quantity between 1 and 10000),
      unit_amount bigint not null check (unit_amount between 0 and 999999999999),
      primary key (order_id, position),
      constraint order_lines_product_once unique (order_id, product_id)
    )`)
  await knex.raw(`
    create table payments (
      order_id uuid not null references orders,
      id text not null check (char_length(id) between 1 and 255),
      amount bigint not null check (amount between 0 and 999999999999999),
      currency text not null check (currency ~ '^[A-Z]{3}$'),
      recorded_at timestamptz(3) not null,
      primary key (order_id, id)
    )`)
}

/** The tables that `down` deletes with their rows. */
export const deletes = ['orders', 'order_lines', 'payments']

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table payments, order_lines, orders')
}
