package main

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// A text begins with its mark: whose it is, the how-manieth, and when it was sent.
const mark = `"text":"load `

const lateTogether = 16

// Stage is one measurement under way.
type Stage struct {
	plan    *Plan
	report  *Report
	filling string
	// The measured window, on the clock of now().
	from, to atomic.Int64
	sent     atomic.Int64
	stopped  atomic.Bool
	lock     sync.Mutex // of the report
	tasks    chan string
	joined   []int64
	late     [][]int64 // of each worker who sends in time, how late he was
	over     *overload // nil where nothing may be refused
}

func newStage(plan *Plan, report *Report) *Stage {
	stage := &Stage{
		plan: plan, report: report,
		filling: strings.Repeat("x", max(0, plan.Characters-40)),
		tasks:   make(chan string, 1<<20),
		late:    make([][]int64, len(plan.Workers)),
	}
	if plan.Overload {
		stage.over = newOverload(stage)
	}
	return stage
}

func (s *Stage) inWindow(at int64) bool { return at >= s.from.Load() && at < s.to.Load() }

// stream lets the workers send and the admins watch, and checks that nobody missed anything.
func (s *Stage) stream(admins, workers []*Client) {
	watchers := make([]*watcher, len(admins))
	for i, admin := range admins {
		watchers[i] = &watcher{stage: s, client: admin, first: i == 0, last: make([]int, len(workers))}
		go watchers[i].watch()
	}
	begin := now() + int64(50*time.Millisecond)
	warm := int64(s.plan.WarmUp * 1e9)
	s.from.Store(begin + warm)
	s.to.Store(begin + warm + int64(s.plan.Seconds*1e9))
	var acknowledged [][]int64
	var done sync.WaitGroup
	for i, worker := range workers {
		acknowledged = append(acknowledged, nil)
		done.Add(1)
		go func() {
			defer done.Done()
			acknowledged[i] = s.suggest(worker, i, begin)
		}()
	}
	time.Sleep(time.Duration(s.from.Load() - now()))
	end := s.window()
	if s.over != nil {
		go s.over.decide()
	}
	time.Sleep(time.Duration(s.to.Load() - now()))
	end()
	if s.plan.Count == 0 {
		s.stopped.Store(true)
	}
	done.Wait()
	s.report.Acknowledged = figures(slicesOf(acknowledged), s.report.Window)
	s.report.Late = figures(slicesOf(s.late), s.report.Window)
	if s.over != nil {
		s.over.end(workers[0])
	}
	s.settle(watchers)
}

// window begins to measure the processor's time; what it returns ends it.
func (s *Stage) window() func() {
	own, servers, at := ownCPU(), cpuOf(s.plan.Process), now()
	return func() {
		s.report.OwnCPU = ownCPU() - own
		s.report.ServerCPU = cpuOf(s.plan.Process) - servers
		s.report.Window = float64(now()-at) / 1e9
	}
}

func slicesOf(lists [][]int64) []int64 {
	var all []int64
	for _, list := range lists {
		all = append(all, list...)
	}
	return all
}

// settle waits until every admin has everything, or nothing has come for five seconds.
func (s *Stage) settle(watchers []*watcher) {
	want := s.sent.Load()
	if s.over != nil {
		want -= s.over.count.Load()
	}
	for _, watcher := range watchers {
		for before, quiet := int64(-1), 0; watcher.received.Load() < want && quiet < 50; {
			if got := watcher.received.Load(); got != before {
				before, quiet = got, 0
			}
			quiet++
			time.Sleep(100 * time.Millisecond)
		}
		s.report.Missing += int(max(0, want-watcher.received.Load()))
		s.report.Doubled += int(watcher.doubled.Load())
		s.report.Disordered += int(watcher.disordered.Load())
		s.report.Deliveries += float64(watcher.inWindow.Load()) / s.report.Window
		if watcher.first {
			s.lock.Lock()
			s.report.Shown = figures(watcher.shown, s.report.Window)
			s.lock.Unlock()
		}
	}
}

// suggest sends until told to stop, and returns how long each acknowledgement took.
func (s *Stage) suggest(client *Client, number int, begin int64) []int64 {
	var took []int64
	var lock sync.Mutex
	sentAt := map[int]int64{}
	sent := 0
	send := func(due int64) {
		sent++
		lock.Lock()
		sentAt[client.Ask("new_task_suggestion", s.form(number, sent, due))] = due
		lock.Unlock()
	}
	over := func() bool {
		return s.stopped.Load() || (s.plan.Count > 0 && s.sent.Load() >= int64(s.plan.Count))
	}
	time.Sleep(time.Duration(begin - now()))
	ended := over
	if s.plan.Rate > 0 {
		var last atomic.Bool
		ended = last.Load
		go s.inTime(client, number, func(due int64) bool {
			// Before it is sent: its answer is what ends the loop below.
			last.Store(over())
			send(due)
			return !last.Load()
		})
	} else {
		for range s.plan.InFlight {
			send(now())
		}
		s.check(client.Flush())
	}
	for {
		// Who sends in time flushes for himself, and may be held up by it; reading goes on.
		if s.plan.Rate == 0 && !client.Buffered() {
			s.check(client.Flush())
		}
		message, err := client.Next()
		if err != nil {
			s.check(err)
			return took
		}
		if message.Number < 0 {
			continue
		}
		at := now()
		lock.Lock()
		due := sentAt[message.Number]
		delete(sentAt, message.Number)
		waiting := len(sentAt)
		lock.Unlock()
		switch {
		case bytes.Contains(message.Body[:min(len(message.Body), 24)], []byte(`"ok":true`)):
			if s.inWindow(at) {
				took = append(took, at-due)
			}
		case s.over != nil && bytes.Contains(message.Body, []byte(`"code":"busy"`)):
			s.over.turnedAway(number, at, at-due)
		default:
			s.refused(message.Body)
		}
		if s.plan.Rate == 0 && !over() {
			send(now())
			waiting++
		}
		if ended() && waiting == 0 {
			return took
		}
	}
}

// form returns a worker's next suggestion, and counts it.
func (s *Stage) form(worker, number int, due int64) string {
	s.sent.Add(1)
	text := fmt.Sprintf("load %d %d %d %s", worker, number, due, s.filling)
	return fmt.Sprintf(`{"scan_id":%s,"client_id":"%012x%08x%012x","text":"%s"}`,
		quoted(s.plan.Scan), time.Now().UnixMilli(), worker, number, text)
}

// inTime sends at its times, whether or not answers come, until told that it was the last one;
// each worker has times of its own.
func (s *Stage) inTime(client *Client, number int, send func(due int64) (more bool)) {
	every := float64(len(s.plan.Workers)) / s.plan.Rate * 1e9
	due := float64(now()) + every*float64(number)/float64(len(s.plan.Workers))
	together := 0
	for more := true; more; due += every {
		time.Sleep(time.Duration(int64(due) - now()))
		if s.inWindow(int64(due)) {
			s.late[number] = append(s.late[number], now()-int64(due))
		}
		more = send(int64(due))
		together++
		// What is late goes together.
		if !more || together == lateTogether || due+every > float64(now()) {
			together = 0
			s.check(client.Flush())
		}
	}
}

func (s *Stage) check(err error) {
	if err != nil {
		s.lock.Lock()
		defer s.lock.Unlock()
		s.report.Errors = append(s.report.Errors, err.Error())
	}
}

func (s *Stage) refused(body []byte) {
	s.lock.Lock()
	defer s.lock.Unlock()
	s.report.Refused++
	if len(s.report.Errors) < 5 {
		s.report.Errors = append(s.report.Errors, fmt.Sprintf("%.200s", body))
	}
}

// join joins once more, on a socket of its own, and notes how long it took to the last byte.
func (s *Stage) join(token string) error {
	client, err := Connect(s.plan, token)
	if err != nil {
		return err
	}
	defer client.Close()
	from := now()
	size, _, err := client.Join(s.plan.Scan, Place{})
	if err != nil {
		return err
	}
	s.report.JoinedBytes = size
	s.joined = append(s.joined, now()-from)
	s.report.Joined = figures(slices.Clone(s.joined), 0)
	return nil
}

// watcher is an admin who receives tasks.
type watcher struct {
	stage  *Stage
	client *Client
	first  bool
	last   []int // of each worker, the number of the last task
	shown  []int64

	received, doubled, disordered, inWindow atomic.Int64
}

func (w *watcher) watch() {
	for {
		message, err := w.client.Next()
		if err != nil {
			return
		}
		if message.Number >= 0 {
			// What was read is written over by what is read next.
			w.client.answers <- Message{message.Number, bytes.Clone(message.Body)}
		} else if bytes.HasPrefix(message.Body, []byte(`["new_task`)) {
			w.take(message.Body)
		}
	}
}

func (w *watcher) take(body []byte) {
	at := now()
	counts := w.stage.inWindow(at)
	for {
		start := bytes.Index(body, []byte(mark))
		if start < 0 {
			return
		}
		before := body[:start]
		body = body[start+len(mark):]
		worker, number, sent := w.parse(body)
		if w.first {
			if counts {
				w.stage.lock.Lock()
				w.shown = append(w.shown, at-sent)
				w.stage.lock.Unlock()
			}
			if w.stage.plan.Decide {
				w.stage.tasks <- taskID(before)
			}
			if w.stage.over != nil {
				w.stage.over.newest.Store(taskID(before))
			}
		}
		switch last := w.last[worker]; {
		case number == last+1:
		case number <= last:
			w.doubled.Add(1)
		case w.stage.over != nil: // one between was refused
		default:
			w.disordered.Add(1)
		}
		w.last[worker] = number
		if counts {
			w.inWindow.Add(1)
		}
		w.received.Add(1)
	}
}

func (w *watcher) parse(text []byte) (worker, number int, sent int64) {
	parts := bytes.SplitN(text[:min(len(text), 60)], []byte(" "), 4)
	worker, _ = strconv.Atoi(string(parts[0]))
	number, _ = strconv.Atoi(string(parts[1]))
	sent, _ = strconv.ParseInt(string(parts[2]), 10, 64)
	return worker, number, sent
}

// taskID returns the last id before a text: the task's own.
func taskID(before []byte) string {
	at := bytes.LastIndex(before, []byte(`{"id":"`))
	rest := before[at+len(`{"id":"`):]
	return string(rest[:bytes.IndexByte(rest, '"')])
}

// decideAll lets the admins validate everything that came, each task once.
func (s *Stage) decideAll(admins []*Client) {
	close(s.tasks)
	end := s.window()
	took := make([][]int64, len(admins))
	var done sync.WaitGroup
	for i, admin := range admins {
		done.Add(1)
		go func() {
			defer done.Done()
			took[i] = s.decide(admin)
		}()
	}
	done.Wait()
	end()
	s.report.Decided = figures(slicesOf(took), s.report.Window)
}

func (s *Stage) decide(admin *Client) []int64 {
	var took []int64
	sentAt := map[int]int64{}
	more := true
	for more || len(sentAt) > 0 {
		for more && len(sentAt) < s.plan.InFlight {
			var id string
			if id, more = <-s.tasks; more {
				form := `{"task_id":` + quoted(id) + `,"version":1,"action":"validate"}`
				sentAt[admin.Ask("task_action", form)] = now()
			}
		}
		s.check(admin.Flush())
		if len(sentAt) == 0 {
			return took
		}
		for message := range admin.answers {
			took = append(took, now()-sentAt[message.Number])
			delete(sentAt, message.Number)
			if !bytes.Contains(message.Body[:min(len(message.Body), 24)], []byte(`"ok":true`)) {
				s.refused(message.Body)
			}
			if len(admin.answers) == 0 {
				break
			}
		}
	}
	return took
}
