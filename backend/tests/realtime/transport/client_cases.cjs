'use strict';

// socket.io-client's own cases, written for the relay. Their names are those of its test folder (4.8.3); what
// follows a colon is where this server differs on purpose. Left out is what never reaches a server (wrong
// ports, no patience, fake timers, addresses), what only a browser has, and what asks for long polling.
// With the relay's address and process: prints one JSON object, the fault of each case or null by its name.
const assert = require('node:assert/strict');
const { PATIENCE_MS, closeAll, heard, manage, open, opened, sentBy, silent } = require('./client_tools.cjs');

const pid = process.argv[3];

const connection = {
  'should connect to localhost': async () => {
    const socket = open();
    socket.emit('hi');
    await heard(socket, 'hi');
  },
  'should start a single connection with different namespaces': async () => {
    const manager = manage();
    const sockets = [manager.socket('/foo'), manager.socket('/asd')];
    await Promise.all(sockets.map((socket) => heard(socket, 'connect')));
    assert.notEqual(sockets[0].id, sockets[1].id);
    assert.equal(await sockets[1].emitWithAck('getId'), sockets[1].id);
  },
  'should work with acks': async () => {
    const socket = open();
    socket.on('ack', (answer) => answer(5, { test: true }));
    socket.emit('ack');
    await heard(socket, 'got it');
  },
  'should receive date with ack': async () => {
    assert.ok(Date.parse(await open().emitWithAck('getAckDate', { test: true })));
  },
  'should work with false': async () => {
    const socket = open();
    socket.emit('false');
    assert.deepEqual(await heard(socket, 'false'), [false]);
  },
  'should receive utf8 multibyte characters': async () => {
    const socket = open(), words = [];
    socket.on('takeUtf8', (word) => words.push(word));
    await socket.emitWithAck('getUtf8');
    assert.deepEqual(words, ['てすと', 'Я Б Г Д Ж Й', 'Ä ä Ü ü ß', 'utf8 — string', 'utf8 — string']);
  },
  'should receive emoji': async () => {
    assert.equal(await open().emitWithAck('echo', '\ud83d\ude00-\ud83d\ude3b'), '😀-😻');
  },
  'should connect to a namespace after connection established': async () => {
    const socket = await opened();
    await heard(socket.io.socket('/foo'), 'connect');
  },
  'should open a new namespace after connection gets closed': async () => {
    const socket = await opened();
    socket.disconnect();
    await heard(socket.io.socket('/foo'), 'connect');
  },
  'should reconnect by default': async () => {
    const socket = await opened();
    socket.io.engine.close();
    await heard(socket.io, 'reconnect');
  },
  'should reconnect manually': async () => {
    const socket = await opened();
    socket.disconnect();
    socket.connect();
    await heard(socket, 'connect');
  },
  'should reconnect automatically after reconnecting manually': async () => {
    const socket = await opened();
    socket.disconnect();
    socket.connect();
    await heard(socket, 'connect');
    socket.io.engine.close();
    await heard(socket.io, 'reconnect');
  },
  'should stop reconnecting on a socket and keep to reconnect on another': async () => {
    const manager = manage();
    const [one, other] = [manager.socket('/'), manager.socket('/asd')];
    await Promise.all([heard(one, 'connect'), heard(other, 'connect')]);
    manager.once('reconnect_attempt', () => one.disconnect());
    await silent(one, 'connect', async () => {
      manager.engine.close();
      await heard(other, 'connect');
    });
  },
  'should connect while disconnecting another socket': async () => {
    const one = await opened('/foo');
    const other = one.io.socket('/asd');
    one.disconnect();
    await heard(other, 'connect');
  },
  'should not close the connection when disconnecting a single socket': async () => {
    const one = await opened('/foo');
    const other = one.io.socket('/asd');
    await heard(other, 'connect');
    await silent(other, 'disconnect', () => one.disconnect());
    assert.equal(await other.emitWithAck('echo', 1), 1);
  },
  'should reopen a cached socket': async () => {
    const socket = await opened();
    socket.disconnect();
    assert.equal(socket.io.socket('/'), socket);
    await heard(socket, 'connect');
  },
  'should not reopen an already active socket': async () => {
    const manager = manage(), sent = sentBy(manager);
    await heard(manager, 'open');
    const [one, other] = [manager.socket('/'), manager.socket('/foo')];
    assert.equal(manager.socket('/'), one);
    await Promise.all([heard(one, 'connect'), heard(other, 'connect')]);
    one.disconnect();
    other.disconnect();
    assert.deepEqual(sent, ['0', '0/foo,', '1', '1/foo,']);
  },
  'should close the engine upon decoding exception': async () => {
    const socket = await opened(), engine = socket.io.engine;
    engine.emit('data', 'bad');
    await heard(socket.io, 'reconnect');
    assert.notEqual(socket.io.engine, engine);
  },
  'should send binary data (as an ArrayBuffer): it ends the socket': async () => {
    const socket = await opened('/', { reconnection: false });
    socket.emit('echo', new ArrayBuffer(8));
    assert.equal((await heard(socket, 'disconnect'))[0], 'transport close');
  },
};

const engine = {
  'provides details when maxHttpBufferSize is reached (websocket)': async () => {
    const socket = await opened('/', { reconnection: false });
    socket.emit('echo', 'x'.repeat(64 * 1024));
    assert.equal((await heard(socket, 'disconnect'))[0], 'transport close');
  },
  'provides details when the session ID is unknown (websocket)': async () => {
    const [error] = await heard(open('/', { query: { sid: 'abc' } }), 'connect_error');
    assert.match(error.description.message, /400/);
  },
};

// The table "Disconnection" of the client's documentation.
const reasons = {
  'io server disconnect': async () => {
    const socket = await opened();
    socket.emit('bye');
    assert.equal((await heard(socket, 'disconnect'))[0], 'io server disconnect');
    await silent(socket.io, 'reconnect_attempt');
  },
  'io client disconnect': async () => {
    const socket = await opened(), told = heard(socket, 'disconnect');
    await silent(socket.io, 'reconnect_attempt', () => socket.disconnect());
    assert.equal((await told)[0], 'io client disconnect');
  },
  'ping timeout': async () => {
    const socket = await opened('/', { reconnection: false });
    process.kill(pid, 'SIGSTOP');
    const [reason] = await heard(socket, 'disconnect').finally(() => process.kill(pid, 'SIGCONT'));
    assert.equal(reason, 'ping timeout');
  },
};

async function main() {
  const faults = {};
  for (const [name, run] of Object.entries({ ...connection, ...require('./client_socket_cases.cjs'), ...engine, ...reasons })) {
    let timer;
    const late = new Promise((_, fail) => (timer = setTimeout(() => fail(new Error('never')), PATIENCE_MS)));
    await Promise.race([run(), late]).then(() => (faults[name] = null), (fault) => (faults[name] = fault.message));
    clearTimeout(timer);
    closeAll();
  }
  process.stdout.write(JSON.stringify(faults));
}

main();
