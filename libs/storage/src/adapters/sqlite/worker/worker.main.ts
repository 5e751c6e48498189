import { parentPort, workerData } from 'node:worker_threads';
import { SystemRandom } from '@engram/kernel';
import type { FromWorker, ToWorker, WorkerReply } from '../rpc/protocol';
import type { WorkerSettings } from '../sqlite.options';
import { Dispatcher } from './dispatcher';
import { ExtensionCatalogue } from './extension-host';
import { TenantOpener } from './tenant/tenant-opener';
import { TenantRegistry } from './tenant/tenant-registry';
import { ContextLog } from './worker-log';

/** The thread that owns some tenants: their connections, their indexes, their writes. */
function main(): void {
  const port = parentPort;
  if (!port) throw new Error('this module runs in a worker thread');
  const settings = workerData as WorkerSettings;
  const send = (message: FromWorker, transfer: readonly ArrayBuffer[] = []) =>
    port.postMessage(message, transfer);
  const context = new ContextLog(send);
  const opener = new TenantOpener({
    settings,
    random: new SystemRandom(),
    catalogue: new ExtensionCatalogue(settings.extensions),
    log: context.log,
    templateBuilt: (template) => send({ template }),
  });
  const dispatcher = new Dispatcher(
    new TenantRegistry(opener, settings),
    context,
    (reply: WorkerReply, transfer) => send(reply, transfer),
  );
  port.on('message', (message: ToWorker) => {
    if ('template' in message) opener.useTemplate(message.template);
    else if ('close' in message) void dispatcher.close().then(() => send({ id: message.id }));
    else void dispatcher.dispatch(message);
  });
}

main();
