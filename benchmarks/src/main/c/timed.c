/* Runs a command, and writes the time until its exit, and the CPU time of it and all its descendants. */
#define _GNU_SOURCE

#include <stdint.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static int64_t nanos(struct timeval time) {
    return time.tv_sec * 1000000000LL + time.tv_usec * 1000LL;
}

int main(int argc, char **argv) {
    int status;
    struct rusage usage;
    /* As a sub-reaper, it waits for all descendants, so their CPU time counts too. */
    if (argc < 2 || prctl(PR_SET_CHILD_SUBREAPER, 1)) return 2;
    int64_t begin = now();
    pid_t pid = fork();
    if (pid < 0) return 2;
    if (pid == 0) {
        execv(argv[1], argv + 1);
        _exit(127);
    }
    if (waitpid(pid, &status, 0) != pid) return 2;
    int64_t wall = now() - begin;
    while (waitpid(-1, NULL, 0) > 0) {}
    if (status != 0) return 1;
    getrusage(RUSAGE_CHILDREN, &usage);
    printf("wall %lld\n", (long long) wall);
    printf("cpu %lld\nend\n", (long long) (nanos(usage.ru_utime) + nanos(usage.ru_stime)));
    return 0;
}
