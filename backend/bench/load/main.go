// Command load puts a load on one server and prints what it measured, as JSON.
//
// It reads a Plan from its standard input. It is compiled, and does as little as it can, so that
// what is measured is the server; it tells its own share of the processor.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
)

// Plan says whom to be and what to do.
type Plan struct {
	Address string // host:port
	Plain   bool   // plain websockets, no Socket.IO
	Scan    string
	// A token for each socket; peers without accounts take any.
	Workers, Admins, Idle []string
	InFlight              int     // of one worker or one deciding admin
	Rate                  float64 // suggestions a second of all workers; 0: as fast as they are answered
	WarmUp, Seconds       float64 // how long before, and how long measured
	Count                 int     // suggestions after which the workers stop; 0: when the time is up
	Characters            int     // of a text
	Decide                bool    // afterwards, the admins decide on all of it
	Join                  int     // how often to join the scan, one after the other
	Resume                bool    // afterwards, all hang up and come back at once for what they missed
	Overload              bool    // it may refuse, with "busy", what it cannot take
	Process               int     // the server's process, whose processor time is measured too
}

// Report is what came of it. Times are in milliseconds, rates in a second.
type Report struct {
	Acknowledged Figures // from sending to the acknowledgement
	Shown        Figures // from sending to the first admin's socket
	Late         Figures // how much later than due this program has sent
	Deliveries   float64 // tasks received by all admins
	Decided      Figures // from a verdict to its acknowledgement
	Joined       Figures
	JoinedBytes  int
	Connected    Figures // from dialling to having joined, all sockets at once
	Resumed      Figures // from dialling to having all that was missed, all sockets at once
	TurnedAway   Figures // from sending to being refused, where that may be
	Drained      float64 // from the last sending until all were answered
	Recovered    float64 // from one more sending, after that, to its acknowledgement
	MemoryGrown  int     // KiB, at the most
	Missing      int     // suggestions that some admin never received
	Doubled      int
	Disordered   int
	Refused      int
	OwnCPU       float64 // seconds of processor time in the measured window
	ServerCPU    float64 // the same of the server's process
	ServerMemory int     // KiB, when all are connected
	MemoryBefore int     // KiB, when nobody was
	Window       float64 // its length, seconds
	Errors       []string
}

func main() {
	// One thread: handing work from one to another costs more than the work, and the server
	// is to have the other core.
	runtime.GOMAXPROCS(1)
	var plan Plan
	if err := json.NewDecoder(os.Stdin).Decode(&plan); err != nil {
		fail(err)
	}
	report, err := run(&plan)
	if err != nil {
		fail(err)
	}
	if err := json.NewEncoder(os.Stdout).Encode(report); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "load:", err)
	os.Exit(1)
}

func run(plan *Plan) (*Report, error) {
	report := &Report{MemoryBefore: memoryOf(plan.Process, "VmRSS:")}
	all := append(append(append([]string{}, plan.Admins...), plan.Workers...), plan.Idle...)
	came, err := connectAll(plan, all, make([]Place, len(all)))
	if err != nil {
		return nil, err
	}
	clients := came.clients
	report.Connected = came.took
	report.ServerMemory = memoryOf(plan.Process, "VmRSS:")
	admins, workers := clients[:len(plan.Admins)], clients[len(plan.Admins):len(plan.Admins)+len(plan.Workers)]
	for _, client := range clients[len(admins)+len(workers):] {
		go client.stayAwake()
	}
	stage := newStage(plan, report)
	stage.stream(admins, workers)
	report.MemoryGrown = max(0, memoryOf(plan.Process, "VmHWM:")-report.ServerMemory)
	for range plan.Join {
		if err := stage.join(plan.Admins[0]); err != nil {
			return nil, err
		}
	}
	if plan.Decide {
		stage.decideAll(admins)
	}
	left := make([]Place, len(clients))
	for i, client := range clients {
		left[i] = client.place
		client.Close()
	}
	if plan.Resume {
		back, err := connectAll(plan, all, left)
		if err != nil {
			return nil, err
		}
		report.Resumed = back.took
		for i, client := range back.clients {
			if i < len(plan.Admins) {
				report.Missing += max(0, int(stage.sent.Load())-back.tasks[i])
			}
			client.Close()
		}
	}
	return report, nil
}

// arrivals are those who have joined: what each was given, and how long it took.
type arrivals struct {
	clients []*Client
	tasks   []int
	took    Figures
}

// connectAll connects and joins with all at once, at most 200 at a time on their way, each
// going on from where he left.
func connectAll(plan *Plan, tokens []string, left []Place) (*arrivals, error) {
	came := &arrivals{clients: make([]*Client, len(tokens)), tasks: make([]int, len(tokens))}
	errs := make([]error, len(tokens))
	took := make([]int64, len(tokens))
	ways := make(chan struct{}, 200)
	var done sync.WaitGroup
	for i, token := range tokens {
		done.Add(1)
		go func() {
			defer done.Done()
			ways <- struct{}{}
			defer func() { <-ways }()
			from := now()
			client, err := Connect(plan, token)
			if err == nil && plan.Scan != "" {
				_, came.tasks[i], err = client.Join(plan.Scan, left[i])
			}
			came.clients[i], errs[i], took[i] = client, err, now()-from
		}()
	}
	done.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	came.took = figures(took, 0)
	return came, nil
}

// stayAwake answers pings, and reads away what else comes.
func (c *Client) stayAwake() {
	for {
		if _, err := c.Next(); err != nil {
			return
		}
	}
}

// ownCPU returns how many seconds of processor time this process has used.
func ownCPU() float64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		fail(err)
	}
	return float64(usage.Utime.Nano()+usage.Stime.Nano()) / 1e9
}

const ticksPerSecond = 100 // what Linux has counted processor time in since 2.6

// cpuOf returns how many seconds of processor time another process has used, 0 for none.
func cpuOf(process int) float64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", process))
	if err != nil {
		return 0
	}
	// The second field is a name, which may hold spaces, in parentheses.
	fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return float64(user+system) / ticksPerSecond
}

// memoryOf returns how much memory a process has (VmRSS:), or has had at the most (VmHWM:), in KiB.
func memoryOf(process int, line string) int {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", process))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(text), line)
	kib, _ := strconv.Atoi(strings.Fields(rest)[0])
	return kib
}
