// Starts the worker with what the server gives and leaves its answer where the bench finds it.
const order = await (await fetch('/order.json')).json();
const worker = new Worker(new URL('./model.worker.ts', import.meta.url), { type: 'module' });
worker.onmessage = ({ data }) => Object.assign(globalThis, { answer: data });
worker.onerror = ({ message }) => Object.assign(globalThis, { answer: { failed: message } });
worker.postMessage(order);
