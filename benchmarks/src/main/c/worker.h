/* The line protocol of a worker: "<count>" comes in, one line per metric goes out, then "end". */
#ifndef WORKER_H
#define WORKER_H

#define _GNU_SOURCE

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

/* A child with its output (and input) in the parent's hands; on a terminal both are the same descriptor. */
struct child {
    pid_t pid;
    int in;
    int out;
};

typedef struct child (*launcher)(char *const argv[]);

int64_t now(void);
void fail(const char *what);
void write_all(int fd, const char *data, size_t size);
void read_past(int fd, const char *text);
struct child launch_pipe(char *const argv[]);
struct child launch_terminal(char *const argv[]);
void finish(struct child child);

void sample_start(launcher launch, int count);
void sample_round_trip(launcher launch, bool quiet, int count);
void sample_exit(int count);
void sample_kill(launcher launch, int count);
void sample_drain(int count);
void sample_crowd(launcher launch, int count);
void sample_end(int count);

#endif
