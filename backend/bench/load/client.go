package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"time"
)

// Client speaks to one server as one user: over Socket.IO (Engine.IO 4), or over plain
// websockets with the same messages and nothing around them.
type Client struct {
	*Socket
	plain bool
	// Socket.IO numbers what it wants an answer to.
	next int
	// What a watching goroutine hands on: the answers.
	answers chan Message
	place   Place
}

// Place is how far somebody has read a scan when he joined it; the zero Place is nowhere.
type Place struct {
	Epoch string
	Seq   int
}

// Connect opens a socket, and with Socket.IO enters the namespace with the token.
func Connect(plan *Plan, token string) (*Client, error) {
	path := "/socket.io/?EIO=4&transport=websocket"
	if plan.Plain {
		path = "/" + token
	}
	socket, err := Dial(plan.Address, path)
	if err != nil {
		return nil, err
	}
	client := &Client{Socket: socket, plain: plan.Plain, answers: make(chan Message, 1024)}
	if plan.Plain {
		return client, nil
	}
	if _, err := client.Read(); err != nil { // Engine.IO's "open"
		return nil, err
	}
	client.Write([]byte(`40{"token":` + quoted(token) + `}`))
	if err := client.Flush(); err != nil {
		return nil, err
	}
	answer, err := client.Read()
	if err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(answer, []byte("40")) {
		return nil, fmt.Errorf("not let in: %s", answer)
	}
	return client, nil
}

// Ask writes an event and returns its number.
func (c *Client) Ask(event, argument string) int {
	number := c.next
	c.next++
	if c.plain {
		c.Write(fmt.Appendf(nil, `[%d,"%s",%s]`, number, event, argument))
	} else {
		c.Write(fmt.Appendf(nil, `42%d["%s",%s]`, number, event, argument))
	}
	return number
}

// Message is what a server sends: the answer to a number, or an event (Number is -1).
type Message struct {
	Number int
	Body   []byte
}

// Next returns the next answer or event, and answers pings meanwhile.
func (c *Client) Next() (Message, error) {
	for {
		text, err := c.Read()
		if err != nil {
			return Message{}, err
		}
		switch {
		case c.plain:
			return plainMessage(text), nil
		case len(text) == 1 && text[0] == '2':
			c.Write([]byte("3"))
			if err := c.Flush(); err != nil {
				return Message{}, err
			}
		case bytes.HasPrefix(text, []byte("42")):
			return Message{-1, text[2:]}, nil
		case bytes.HasPrefix(text, []byte("43")):
			return numbered(text[2:]), nil
		default:
			return Message{}, fmt.Errorf("unexpected message: %.200s", text)
		}
	}
}

// Call asks and waits for the answer; events that come before it are dropped.
func (c *Client) Call(event, argument string) ([]byte, error) {
	number := c.Ask(event, argument)
	if err := c.Flush(); err != nil {
		return nil, err
	}
	for {
		message, err := c.Next()
		if err != nil {
			return nil, err
		}
		if message.Number == number {
			if !bytes.Contains(message.Body, []byte(`"ok":true`)) {
				return nil, fmt.Errorf("%s refused: %.300s", event, message.Body)
			}
			return message.Body, nil
		}
	}
}

// A plain message is [number, ...] for an answer and ["event", ...] for an event.
func plainMessage(text []byte) Message {
	if len(text) > 1 && text[1] != '"' {
		message := numbered(text[1:])
		// What follows the number becomes a list of its own, as Socket.IO has it.
		message.Body[0] = '['
		return message
	}
	return Message{-1, text}
}

func numbered(text []byte) Message {
	end := 0
	for end < len(text) && text[end] >= '0' && text[end] <= '9' {
		end++
	}
	number, _ := strconv.Atoi(string(text[:end]))
	return Message{number, text[end:]}
}

// Join enters the scan and reads all of what waits in it, or what has changed since it was left
// at a place. It returns how many bytes came, and how many of this program's tasks in them.
func (c *Client) Join(scan string, left Place) (size, tasks int, err error) {
	form := map[string]any{"scan_id": scan}
	if left.Epoch != "" {
		form["epoch"], form["since"] = left.Epoch, left.Seq
	}
	for {
		argument, err := json.Marshal(form)
		if err != nil {
			return 0, 0, err
		}
		answer, err := c.Call("join_scan", string(argument))
		if err != nil {
			return 0, 0, err
		}
		size += len(answer)
		tasks += bytes.Count(answer, []byte(mark))
		var pages []struct {
			Place
			More     bool
			Snapshot bool
		}
		if err := json.Unmarshal(answer, &pages); err != nil {
			return 0, 0, err
		}
		c.place = pages[0].Place
		if !pages[0].More {
			return size, tasks, nil
		}
		form["epoch"], form["since"] = c.place.Epoch, c.place.Seq
		if pages[0].Snapshot {
			form["snapshot"] = true
		}
	}
}

var began = time.Now()

// now is a clock in nanoseconds that all of this program shares.
func now() int64 { return int64(time.Since(began)) }
