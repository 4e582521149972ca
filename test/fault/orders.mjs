// What the shim between the program and the system does (shim/fault_shim.c).
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export const EIO = 5, ENOSPC = 28;

export class Orders {
  constructor(folder) {
    this.file = join(folder, 'orders');
    this.descriptor = openSync(this.file, 'w+');
    this.give({});
  }
  environment() {
    return { LD_PRELOAD: process.env.DIMONA_FAULT_SHIM, DIMONA_FAULT_FILE: this.file };
  }
  give({ writeError = 0, writePermille = 0, shortPermille = 0, flushError = 0, flushPermille = 0, clockShiftS = 0 }) {
    const numbers = [writeError, writePermille, shortPermille, flushError, flushPermille, clockShiftS, 0, 0];
    writeSync(this.descriptor, Buffer.from(new BigInt64Array(numbers.map(BigInt)).buffer), 0, 64, 0);
  }
  close() {
    closeSync(this.descriptor);
  }
}
