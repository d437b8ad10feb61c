'use strict';

// A bare Node socket.io relay: no account, no check, nothing stored.
const { createServer } = require('node:http');
const { Server } = require('socket.io');

const http = createServer();
const io = new Server(http, { transports: ['websocket'], serveClient: false });

io.on('connection', (socket) => {
  if (socket.handshake.auth.token.startsWith('admin')) socket.join('admins');
  socket.on('join_scan', (_form, answer) => answer({ ok: true }));
  socket.on('new_task_suggestion', (message, answer) => {
    io.to('admins').emit('new_task', { task: message });
    answer({ ok: true });
  });
});

http.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => {
  console.log(`ready 127.0.0.1:${http.address().port}`);
});
