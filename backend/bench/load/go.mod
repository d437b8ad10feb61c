module taskstream/bench/load

go 1.24
