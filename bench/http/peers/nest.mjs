import 'reflect-metadata'
import { STATUS_CODES } from 'node:http'
import {
  BadRequestException,
  Body,
  Catch,
  Controller,
  Get,
  Module,
  NotFoundException,
  Param,
  Post,
} from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { Order } from '../../fixtures/order.mjs'
import { portOf } from '../listening.mjs'
import { envelope, shop } from '../shop.mjs'

class ShopController {
  small() {
    return shop.small()
  }

  list() {
    return shop.list()
  }

  place(/** @type {any} */ order) {
    return shop.place(order)
  }

  async find(/** @type {string} */ id) {
    const product = await shop.find(id)
    if (product === undefined) throw new NotFoundException('no such product')
    return product
  }
}

const validate = {
  transform(/** @type {unknown} */ body) {
    const order = Order.safeParse(body)
    if (!order.success) throw new BadRequestException(order.error.message)
    return order.data
  },
}

class EnvelopeFilter {
  catch(/** @type {any} */ error, /** @type {import('@nestjs/common').ArgumentsHost} */ host) {
    const http = host.switchToHttp()
    const status = error.getStatus?.() ?? 500
    const body = envelope(status, STATUS_CODES[status] ?? '', error.message, http.getRequest().originalUrl)
    http.getResponse().status(status).json(body)
  }
}

class ShopModule {}

// The calls that TypeScript makes of decorators.
decorate('small', Get('small'))
decorate('list', Get('list'))
decorate('place', Post('orders'))
decorate('find', Get('products/:id'))
Body(validate)(ShopController.prototype, 'place', 0)
Param('id')(ShopController.prototype, 'find', 0)
Controller()(ShopController)
Catch()(EnvelopeFilter)
Module({ controllers: [ShopController] })(ShopModule)

function decorate(/** @type {keyof ShopController} */ name, /** @type {MethodDecorator} */ decorator) {
  const { prototype } = ShopController
  decorator(prototype, name, /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(prototype, name)))
}

/** NestJS on Express. */
export async function listen() {
  const app = await NestFactory.create(ShopModule, { logger: false })
  app.useGlobalFilters(new EnvelopeFilter())
  await app.listen(0, '127.0.0.1')
  return portOf(app.getHttpServer())
}
