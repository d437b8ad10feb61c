package main

import (
	"fmt"
	"io"
	"math"
	"net/http"
	"strings"
	"sync/atomic"
	"time"
)

const decideEvery = 100 * time.Millisecond

// overload is what there is to see while a server is sent more than it can take: whoever is turned
// away, and a moderator who goes on deciding.
type overload struct {
	stage  *Stage
	count  atomic.Int64
	took   [][]int64    // of each worker, from sending to being turned away
	newest atomic.Value // the id of the task that came last
	done   chan []int64 // how long each verdict took
}

func newOverload(stage *Stage) *overload {
	return &overload{
		stage: stage, took: make([][]int64, len(stage.plan.Workers)), done: make(chan []int64, 1),
	}
}

func (o *overload) turnedAway(worker int, at, took int64) {
	o.count.Add(1)
	if o.stage.inWindow(at) {
		o.took[worker] = append(o.took[worker], took)
	}
}

// decide validates the newest task, ten times a second, as long as it is measured. Over REST: on a
// socket the verdict's answer would stand behind what there is to read.
func (o *overload) decide() {
	var took []int64
	for now() < o.stage.to.Load() {
		time.Sleep(decideEvery)
		id, _ := o.newest.Swap("").(string)
		if id == "" {
			continue
		}
		from := now()
		o.stage.check(o.validate(id))
		took = append(took, now()-from)
	}
	o.done <- took
}

func (o *overload) validate(id string) error {
	plan := o.stage.plan
	request, err := http.NewRequest(http.MethodPost,
		fmt.Sprintf("http://%s/api/v1/tasks/%s/verdict", plan.Address, id),
		strings.NewReader(`{"action":"validate","version":1}`))
	if err != nil {
		return err
	}
	request.Header.Set("Authorization", "Bearer "+plan.Admins[0])
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err == nil && response.StatusCode != http.StatusOK {
		err = fmt.Errorf("verdict: %s %.200s", response.Status, body)
	}
	return err
}

// end sums up, once everything is answered, and sends one more.
func (o *overload) end(worker *Client) {
	s := o.stage
	at := now()
	s.report.Drained = float64(at-s.to.Load()) / 1e6
	_, err := worker.Call("new_task_suggestion", s.form(0, math.MaxInt32, at))
	s.check(err)
	s.report.Recovered = float64(now()-at) / 1e6
	s.report.TurnedAway = figures(slicesOf(o.took), s.report.Window)
	s.report.Decided = figures(<-o.done, s.report.Window)
}
