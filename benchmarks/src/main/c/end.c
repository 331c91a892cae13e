#include "worker.h"

#include <sys/prctl.h>

#define FEW 20

static const char script[] = "sleep 600 & first=$!; sleep 600 & echo $$ $first $! >> $0; wait";

/* One shell and two sleeps, in a session of their own. */
static pid_t plant(const char *births) {
    char *argv[] = {"sh", "-c", (char *) script, (char *) births, NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
    pid_t pid;
    if (posix_spawnp(&pid, argv[0], &actions, &attributes, argv, environ)) fail("posix_spawn");
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return pid;
}

/* The pids of all, once so many trees have grown. */
static void await_birth(const char *births, int *pids, int trees) {
    for (int grown = 0; grown < trees; usleep(2000)) {
        FILE *file = fopen(births, "r");
        for (grown = 0; grown < trees && fscanf(file, "%d %d %d\n", pids, pids + 1, pids + 2) == 3; grown++) pids += 3;
        pids -= 3 * grown;
        fclose(file);
    }
}

static int alive(const int *pids, int count) {
    int found = 0;
    for (int i = 0; i < count; i++) {
        char entry[32];
        snprintf(entry, sizeof entry, "/proc/%d", pids[i]);
        found += !access(entry, F_OK);
    }
    return found;
}

static int64_t end_trees(int count, int *left) {
    char births[] = "/tmp/curfew-bench-XXXXXX";
    close(mkstemp(births));
    pid_t *roots = calloc(count, sizeof *roots);
    int *pids = calloc(3 * count, sizeof *pids);
    for (int i = 0; i < count; i++) roots[i] = plant(births);
    await_birth(births, pids, count);
    int64_t begin = now();
    for (int i = 0; i < count; i++) killpg(roots[i], SIGKILL);
    while (waitpid(-1, NULL, 0) > 0) {}
    int64_t time = now() - begin;
    *left = alive(pids, 3 * count);
    unlink(births);
    free(pids);
    free(roots);
    return time;
}

/* From the first signal until all processes of all trees are dead: as a sub-reaper, it can wait for each of them. */
void sample_end(int count) {
    int samples = count < FEW ? FEW / count : 1, left[FEW];
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    printf("time");
    for (int i = 0; i < samples; i++) printf(" %lld", (long long) end_trees(count, left + i));
    printf("\nalive");
    for (int i = 0; i < samples; i++) printf(" %d", left[i]);
    printf("\n");
}
