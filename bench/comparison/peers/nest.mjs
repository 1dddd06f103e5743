import 'reflect-metadata'
import {
  Body,
  Controller,
  Get,
  Module,
  NotFoundException,
  Param,
  Post,
  StreamableFile,
  UploadedFile,
  UseInterceptors,
  ValidationPipe,
} from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { FileInterceptor } from '@nestjs/platform-express'
import { ApiOkResponse, ApiProperty, DocumentBuilder, SwaggerModule } from '@nestjs/swagger'
import { IsString } from 'class-validator'
import createError from 'http-errors'
import { notes, row } from '../rows.mjs'

class Account {}
ApiProperty({ type: Number })(Account.prototype, 'id')
ApiProperty({ type: String })(Account.prototype, 'name')

class NewAccount {}
IsString()(NewAccount.prototype, 'name')
ApiProperty({ type: String })(NewAccount.prototype, 'name')

class Accounts {
  read(/** @type {string} */ id) {
    if (id !== '1') throw new NotFoundException('no such account')
    return row
  }

  add() {
    return row
  }

  upload(/** @type {{ size: number }} */ photo, /** @type {{ title: string }} */ body) {
    return { title: body.title, bytes: photo.size }
  }

  notes() {
    return new StreamableFile(notes)
  }
}

// The calls that TypeScript makes of decorators.
const { prototype } = Accounts
const decorate = (/** @type {keyof Accounts} */ name, /** @type {MethodDecorator[]} */ ...decorators) => {
  const descriptor = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(prototype, name))
  for (const decorator of decorators) decorator(prototype, name, descriptor)
}
decorate('read', Get('accounts/:id'), ApiOkResponse({ type: Account }))
decorate('add', Post('accounts'), ApiOkResponse({ type: Account }))
decorate('upload', Post('photos'), UseInterceptors(FileInterceptor('photo')))
decorate('notes', Get('notes'))
Param('id')(prototype, 'read', 0)
Body()(prototype, 'add', 0)
UploadedFile()(prototype, 'upload', 0)
Body()(prototype, 'upload', 1)
Reflect.defineMetadata('design:paramtypes', [NewAccount], prototype, 'add')
Controller()(Accounts)

class AccountsModule {}
Module({ controllers: [Accounts] })(AccountsModule)

/** NestJS on Express, with its own document module. */
export async function listen() {
  const app = await NestFactory.create(AccountsModule, { logger: false })
  app.useGlobalPipes(new ValidationPipe())
  app.use(
    '/refused',
    (/** @type {unknown} */ _request, /** @type {unknown} */ _response, /** @type {Function} */ next) =>
      next(createError(403, 'not for you')),
  )
  const document = SwaggerModule.createDocument(app, new DocumentBuilder().setTitle('Accounts').build())
  app.getHttpAdapter().get('/openapi.json', (/** @type {unknown} */ _request, /** @type {any} */ response) => {
    response.json(document)
  })
  await app.listen(0, '127.0.0.1')
  return app.getUrl()
}
