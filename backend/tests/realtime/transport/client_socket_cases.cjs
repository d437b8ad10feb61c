'use strict';

// The cases of its test/socket.ts, retry.ts and connection-state-recovery.ts: see client_cases.cjs.
const assert = require('node:assert/strict');
const { PATIENCE_MS, heard, open, opened, sentBy, silent } = require('./client_tools.cjs');

module.exports = {
  'should have an accessible socket id equal to the server-side socket id (default namespace)': async () => {
    const socket = await opened();
    assert.equal(await socket.emitWithAck('getId'), socket.id);
    assert.notEqual(socket.id, socket.io.engine.id);
  },
  'should have an accessible socket id equal to the server-side socket id (custom namespace)': async () => {
    const socket = await opened('/foo');
    assert.equal(await socket.emitWithAck('getId'), socket.id);
  },
  'clears socket.id upon disconnection': async () => {
    const socket = await opened();
    socket.disconnect();
    assert.equal(socket.id, undefined);
  },
  "doesn't fire a connect_error event when the connection is already established": async () => {
    const socket = await opened();
    await silent(socket, 'connect_error', async () => {
      socket.io.engine.close();
      await heard(socket, 'connect');
    });
  },
  'should change socket.id upon reconnection': async () => {
    const socket = await opened(), { id } = socket;
    socket.io.engine.close();
    await heard(socket, 'connect');
    assert.notEqual(socket.id, id);
  },
  'auth option: should accept an object': async () => {
    const [told] = await heard(open('/abc', { auth: { a: 'b', c: 'd' } }), 'handshake');
    assert.deepEqual(told.auth, { a: 'b', c: 'd' });
  },
  'auth option: should accept an function': async () => {
    const [told] = await heard(open('/abc', { auth: (give) => give({ e: 'f' }) }), 'handshake');
    assert.deepEqual(told.auth, { e: 'f' });
  },
  'should fire an error event on middleware failure from custom namespace': async () => {
    const [error] = await heard(open('/no'), 'connect_error');
    assert.equal(error.message, 'Auth failed (custom namespace)');
  },
  'should fire an error event for a namespace that is not there': async () => {
    const [error] = await heard(open('/random'), 'connect_error');
    assert.equal(error.message, 'Invalid namespace');
  },
  'should not try to reconnect after a middleware failure': async () => {
    const socket = open('/no');
    await heard(socket, 'connect_error');
    await silent(socket, 'connect_error', () => socket.io.engine.close());
  },
  'should properly disconnect then reconnect': async () => {
    const socket = await opened();
    let times = 0;
    socket.on('disconnect', () => times++);
    socket.disconnect().connect();
    await heard(socket, 'connect');
    assert.equal(times, 1);
  },
  'should emit events in order': async () => {
    const socket = open('/', { autoConnect: false }), answers = [];
    socket.emit('echo', 'first', (answer) => answers.push(answer));
    socket.connect();
    await heard(socket, 'connect');
    answers.push(await socket.emitWithAck('echo', 'second'));
    assert.deepEqual(answers, ['first', 'second']);
  },
  'should discard a volatile packet when the socket is not connected': async () => {
    const socket = open('/', { autoConnect: false }), answers = [];
    socket.volatile.emit('echo', 1, (answer) => answers.push(answer));
    socket.connect();
    assert.equal(await socket.emitWithAck('echo', 2), 2);
    assert.deepEqual(answers, []);
  },
  'should discard a volatile packet when the pipe is not ready': async () => {
    const socket = await opened(), answers = [];
    const kept = socket.emitWithAck('echo', 1);
    socket.volatile.emit('echo', 2, (answer) => answers.push(answer));
    await kept;
    await socket.emitWithAck('echo', 3);
    assert.deepEqual(answers, []);
  },
  'should send a volatile packet when the socket is connected and the pipe is ready': async () => {
    const socket = await opened();
    await socket.emitWithAck('echo', 1);
    assert.equal(await socket.volatile.emitWithAck('echo', 2), 2);
  },
  'onAny: should call listener': async () => {
    const socket = open('/abc');
    assert.equal((await new Promise((resolve) => socket.onAny((...event) => resolve(event))))[0], 'handshake');
  },
  'should timeout when the server does not acknowledge the event': async () => {
    await assert.rejects((await opened()).timeout(50).emitWithAck('unknown'), /timed out/);
  },
  'should timeout when the server does not acknowledge the event in time': async () => {
    const socket = await opened();
    await assert.rejects(socket.timeout(0).emitWithAck('echo-late', 1), /timed out/);
    // The answer that comes after all is nobody's.
    assert.equal(await socket.emitWithAck('echo', 2), 2);
  },
  'should not timeout when the server does acknowledge the event': async () => {
    assert.equal(await (await opened()).timeout(PATIENCE_MS).emitWithAck('echo', 42), 42);
  },
  'should use the default timeout value': async () => {
    const socket = await opened('/', { ackTimeout: 50 });
    const [error] = await new Promise((resolve) => socket.emit('unknown', (...answer) => resolve(answer)));
    assert.match(error.message, /timed out/);
  },
  'should ack with an error upon disconnection (promise)': async () => {
    const socket = await opened(), answer = socket.emitWithAck('echo', 'a');
    socket.disconnect();
    await assert.rejects(answer, /disconnected/);
  },
  'should not discard an unsent ack (callback)': async () => {
    const socket = await opened();
    socket.disconnect();
    const answer = socket.emitWithAck('echo', 'a');
    socket.connect();
    assert.equal(await answer, 'a');
  },
  'throttled timer: should buffer the event and send it upon reconnection': async () => {
    const socket = await opened();
    socket.io.engine._pingTimeoutTime = Date.now() - 1;
    const answer = socket.emitWithAck('echo', '123');
    await heard(socket.io, 'reconnect');
    assert.equal(await answer, '123');
  },
  'retry: should preserve the order of the packets': async () => {
    const socket = open('/', { retries: 1, ackTimeout: PATIENCE_MS }), sent = sentBy(socket.io);
    await Promise.all([1, 2, 3].map((number) => socket.emitWithAck('echo', number)));
    assert.deepEqual(sent, ['0', '20["echo",1]', '21["echo",2]', '22["echo",3]']);
  },
  "retry: should not emit a packet twice in the 'connect' handler": async () => {
    const socket = open('/', { retries: 3, ackTimeout: PATIENCE_MS }), sent = sentBy(socket.io);
    await heard(socket, 'connect');
    assert.equal(await socket.emitWithAck('echo', 1), 1);
    assert.deepEqual(sent, ['0', '20["echo",1]']);
  },
  'connection state recovery: a new id, and nothing recovered': async () => {
    const socket = await opened(), { id } = socket;
    socket.io.engine.close();
    await heard(socket, 'connect');
    assert.ok(!socket.recovered);
    assert.notEqual(socket.id, id);
  },
};
