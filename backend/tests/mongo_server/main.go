// Command mongo_server speaks MongoDB's protocol on loopback for the storage tests.
//
// It is FerretDB with its SQLite back end: a server that shares no code with us, so
// that the MongoDB adapter is not only tested against our own idea of MongoDB.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/FerretDB/FerretDB/ferretdb"
)

func main() {
	listen := flag.String("listen", "127.0.0.1:27017", "loopback address; port 0 takes a free one")
	dir := flag.String("dir", "", "folder for the data, made when missing")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	if err := run(ctx, *listen, *dir); err != nil {
		fmt.Fprintln(os.Stderr, "mongo_server:", err)
		os.Exit(1)
	}
}

// run serves until ctx ends. Its one line on standard output says that it is ready, and where.
func run(ctx context.Context, listen, dir string) error {
	if err := checkLoopback(listen); err != nil {
		return err
	}
	data, err := dataFolder(dir)
	if err != nil {
		return err
	}
	server, err := ferretdb.New(&ferretdb.Config{
		Listener:  ferretdb.ListenerConfig{TCP: listen},
		Logger:    slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})),
		Handler:   "sqlite",
		SQLiteURL: "file:" + data + "/",
	})
	if err != nil {
		return err
	}
	// New has bound the port already, but its address may be asked for only once Run is on its way.
	done := make(chan error, 1)
	go func() { done <- server.Run(ctx) }()
	fmt.Println("ready", server.MongoDBURI())
	return <-done
}

// checkLoopback refuses addresses that others could reach: this server asks for no password.
func checkLoopback(listen string) error {
	host, _, err := net.SplitHostPort(listen)
	if err != nil {
		return err
	}
	if ip := net.ParseIP(host); ip == nil || !ip.IsLoopback() {
		return fmt.Errorf("--listen %s: a loopback address is needed, such as 127.0.0.1:27017", listen)
	}
	return nil
}

func dataFolder(dir string) (string, error) {
	if dir == "" {
		return "", errors.New("--dir is needed")
	}
	path, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	// The path becomes part of an SQLite URI, in which these would mean something.
	if strings.ContainsAny(path, "?#%") {
		return "", fmt.Errorf("--dir %s: ?, # and %% cannot be in the path", path)
	}
	return path, os.MkdirAll(path, fs.FileMode(0o700))
}
