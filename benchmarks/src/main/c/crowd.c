#include "worker.h"

#include <dirent.h>

static int64_t resident_kb(void) {
    char line[256];
    int64_t kb = 0;
    FILE *status = fopen("/proc/self/status", "r");
    while (status && fgets(line, sizeof line, status))
        if (!strncmp(line, "VmRSS:", 6)) kb = atoll(line + 6);
    if (status) fclose(status);
    return kb;
}

static int64_t descriptors(void) {
    int64_t count = 0;
    DIR *open = opendir("/proc/self/fd");
    while (open && readdir(open)) count++;
    if (open) closedir(open);
    return count;
}

static void echo_through(struct child *children, int count, int epoll) {
    int awaited = 0;
    for (int i = 0; i < count; i += 2, awaited++) write_all(children[i].in, "ping\n", 5);
    while (awaited > 0) {
        struct epoll_event events[64];
        char buffer[64];
        int ready = epoll_wait(epoll, events, 64, -1);
        for (int i = 0; i < ready; i++) {
            ssize_t got = read(events[i].data.fd, buffer, sizeof buffer);
            if (got > 0 && memchr(buffer, '\n', got)) awaited--;
        }
    }
}

/* Starts count processes, half cat and half sleep, and sends one line through every cat. */
void sample_crowd(launcher launch, int count) {
    char *cat[] = {"cat", NULL}, *idle[] = {"sleep", "600", NULL};
    struct child *children = calloc(count, sizeof *children);
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    int64_t before = resident_kb(), open_before = descriptors(), begin = now();
    for (int i = 0; i < count; i++) {
        children[i] = launch(i % 2 ? idle : cat);
        struct epoll_event event = {.events = EPOLLIN, .data.fd = children[i].out};
        epoll_ctl(epoll, EPOLL_CTL_ADD, children[i].out, &event);
    }
    int64_t started = now();
    echo_through(children, count, epoll);
    int64_t echoed = now();
    printf("start %lld\necho %lld\n", (long long) (started - begin), (long long) (echoed - started));
    printf("threads 0\nmemory %lld\n", (long long) (resident_kb() - before) * 1024);
    printf("descriptors %lld\n", (long long) (descriptors() - open_before));
    for (int i = 0; i < count; i++) kill(children[i].pid, SIGKILL);
    for (int i = 0; i < count; i++) finish(children[i]);
    close(epoll);
    free(children);
}
