'use strict';

// What the cases of socket.io-client are written with.
const assert = require('node:assert/strict');
const { Manager } = require('socket.io-client');

const url = process.argv[2];
const PATIENCE_MS = 20_000, QUIET_MS = 100;
const DEFAULTS = { transports: ['websocket'], reconnectionDelay: 10, randomizationFactor: 0 };

const managers = [];
function manage(options = {}) {
  const manager = new Manager(url, { ...DEFAULTS, ...options });
  managers.push(manager);
  return manager;
}
const open = (namespace = '/', { auth, retries, ackTimeout, ...options } = {}) =>
  manage(options).socket(namespace, { auth, retries, ackTimeout });
const heard = (emitter, name) => new Promise((resolve) => emitter.once(name, (...data) => resolve(data)));
const after = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
async function opened(...how) {
  const socket = open(...how);
  await heard(socket, 'connect');
  return socket;
}
async function silent(emitter, name, act) {
  const came = [];
  emitter.on(name, (...data) => came.push(data));
  await act?.();
  await after(QUIET_MS);
  assert.deepEqual(came, []);
}
const sentBy = (manager) => {
  const packets = [];
  manager.engine.on('packetCreate', ({ data }) => packets.push(data));
  return packets;
};
const closeAll = () => managers.splice(0).forEach((manager) => manager._close());

module.exports = { PATIENCE_MS, closeAll, heard, manage, open, opened, sentBy, silent };
