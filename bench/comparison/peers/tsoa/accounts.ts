import { Readable } from 'node:stream'
import createError from 'http-errors'
import { Body, Controller, FormField, Get, Path, Post, Route, UploadedFile } from 'tsoa'

// TypeScript compiles this file into a folder of its own, so the row of rows.mjs is repeated here.
const row = { id: 1, name: 'Ada', passwordHash: '5f4dcc3b' }

interface Account {
  id: number
  name: string
}

interface NewAccount {
  name: string
}

@Route()
export class Accounts extends Controller {
  @Get('accounts/{id}')
  public async read(@Path() id: string): Promise<Account> {
    if (id !== '1') throw createError(404, 'no such account')
    return row
  }

  @Post('accounts')
  public async add(@Body() _account: NewAccount): Promise<Account> {
    return row
  }

  @Post('photos')
  public async upload(
    @FormField() title: string,
    @UploadedFile() photo: Express.Multer.File,
  ): Promise<{ title: string; bytes: number }> {
    return { title, bytes: photo.size }
  }

  @Get('notes')
  public async notes(): Promise<Readable> {
    this.setHeader('Content-Type', 'application/octet-stream')
    return Readable.from([Buffer.from('0123456789')])
  }
}
