package main

import (
	"bufio"
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
)

// Socket is a client's websocket (RFC 6455). It does what a load needs and no more: text in
// single frames, no compression, and a mask of zeros, which leaves the payload as it is.
type Socket struct {
	conn   net.Conn
	reader *bufio.Reader
	in     []byte
	// What is written by one goroutine and flushed by another.
	lock sync.Mutex
	out  []byte
}

const (
	textFrame  = 0x81
	closeFrame = 0x88
	pingFrame  = 0x89
	masked     = 0x80
)

// Dial opens a websocket.
func Dial(address, path string) (*Socket, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	key := make([]byte, 16)
	if _, err := rand.Read(key); err != nil {
		return nil, err
	}
	fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"+
		"Sec-WebSocket-Key: %s\r\nSec-WebSocket-Version: 13\r\n\r\n",
		path, address, base64.StdEncoding.EncodeToString(key))
	reader := bufio.NewReaderSize(conn, 4096)
	answer, err := http.ReadResponse(reader, nil)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode != http.StatusSwitchingProtocols {
		words, _ := io.ReadAll(answer.Body)
		return nil, fmt.Errorf("no websocket: %s %s", answer.Status, words)
	}
	return &Socket{conn: conn, reader: reader}, nil
}

// Write puts a text message behind those that Flush will send.
func (s *Socket) Write(text []byte) {
	s.lock.Lock()
	defer s.lock.Unlock()
	length := len(text)
	switch {
	case length < 126:
		s.out = append(s.out, textFrame, masked|byte(length))
	case length < 1<<16:
		s.out = append(s.out, textFrame, masked|126)
		s.out = binary.BigEndian.AppendUint16(s.out, uint16(length))
	default:
		s.out = append(s.out, textFrame, masked|127)
		s.out = binary.BigEndian.AppendUint64(s.out, uint64(length))
	}
	s.out = append(s.out, 0, 0, 0, 0)
	s.out = append(s.out, text...)
}

// Flush sends what was written, in one piece.
func (s *Socket) Flush() error {
	s.lock.Lock()
	defer s.lock.Unlock()
	if len(s.out) == 0 {
		return nil
	}
	_, err := s.conn.Write(s.out)
	s.out = s.out[:0]
	return err
}

// Buffered says whether Read would find a frame's beginning without waiting.
func (s *Socket) Buffered() bool { return s.reader.Buffered() > 1 }

// Read returns the next message; it is good until the next Read.
func (s *Socket) Read() ([]byte, error) {
	for {
		var head [8]byte
		if _, err := io.ReadFull(s.reader, head[:2]); err != nil {
			return nil, err
		}
		kind, length := head[0], uint64(head[1])
		switch length {
		case 126:
			if _, err := io.ReadFull(s.reader, head[:2]); err != nil {
				return nil, err
			}
			length = uint64(binary.BigEndian.Uint16(head[:2]))
		case 127:
			if _, err := io.ReadFull(s.reader, head[:]); err != nil {
				return nil, err
			}
			length = binary.BigEndian.Uint64(head[:])
		}
		if uint64(cap(s.in)) < length {
			s.in = make([]byte, length)
		}
		s.in = s.in[:length]
		if _, err := io.ReadFull(s.reader, s.in); err != nil {
			return nil, err
		}
		switch kind {
		case textFrame:
			return s.in, nil
		case closeFrame:
			return nil, io.EOF
		case pingFrame:
			// The servers measured here ping in their own protocol.
		default:
			return nil, fmt.Errorf("unexpected frame %#x", kind)
		}
	}
}

// Close hangs up.
func (s *Socket) Close() { s.conn.Close() }

// quoted returns text as JSON; what this program sends needs no escapes.
func quoted(text string) string {
	if strings.ContainsAny(text, "\"\\\n") {
		panic("this text needs escapes")
	}
	return `"` + text + `"`
}
