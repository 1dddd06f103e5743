import type { Codec } from '@endware/restapi'
import type { ImportRecord } from '../../domain/products/import-result.js'
import { httpErrorOf } from '../domain-errors.js'
import { fileFormats } from '../formats.js'
import { importLimits } from './import-lines.js'
import { type ImportFormat, importRecords } from './import-records.js'
import { type ImportSlot, importSlots } from './import-slots.js'

/** The file of a request: its records, and the slot in which they are imported. */
export class ImportFile {
  constructor(
    readonly records: readonly ImportRecord[],
    readonly slot: ImportSlot,
  ) {}
}

/** The number of imports that run at once. */
export const importsAtOnce = 2

/**
 * Returns the codecs that read the body of a request as an {@link ImportFile} while it arrives. Its slot is taken before the first byte
 * is read.
 */
export function importCodecs(): readonly Codec[] {
  const takeSlot = importSlots(importsAtOnce)
  return [codecOf(fileFormats.ndjson, 'ndjson', takeSlot), codecOf(fileFormats.csv, 'csv', takeSlot)]
}

function codecOf(writer: Codec, format: ImportFormat, takeSlot: () => ImportSlot): Codec {
  return {
    ...writer,
    bodyBytes: importLimits.bytes,
    async decodeStream(content, { onEnd }) {
      try {
        const slot = takeSlot()
        onEnd(() => slot.leave())
        return new ImportFile(await importRecords(content, format), slot)
      } catch (error) {
        throw httpErrorOf(error) ?? error
      }
    },
  }
}
