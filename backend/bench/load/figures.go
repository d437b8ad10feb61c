package main

import "slices"

// Figures sum up a series of times.
type Figures struct {
	Count                    int
	PerSecond                float64
	P50, P95, P99, Max, Mean float64 // ms
}

// figures sums up times in nanoseconds that were taken within so many seconds.
func figures(times []int64, seconds float64) Figures {
	if len(times) == 0 {
		return Figures{}
	}
	slices.Sort(times)
	at := func(part float64) float64 {
		return float64(times[int(part*float64(len(times)-1))]) / 1e6
	}
	var sum int64
	for _, time := range times {
		sum += time
	}
	result := Figures{
		Count: len(times), P50: at(0.5), P95: at(0.95), P99: at(0.99), Max: at(1),
		Mean: float64(sum) / float64(len(times)) / 1e6,
	}
	if seconds > 0 {
		result.PerSecond = float64(len(times)) / seconds
	}
	return result
}
