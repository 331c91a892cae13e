#include "worker.h"

/* From the child's death, which the child itself notes, until waitpid has returned. */
void sample_exit(int count) {
    const char *program = getenv("CURFEW_BENCH_MORTAL");
    char stamp[] = "/tmp/curfew-bench-XXXXXX";
    int fd = mkstemp(stamp);
    if (!program || fd < 0 || ftruncate(fd, 8)) fail("stamp");
    volatile int64_t *death = mmap(NULL, 8, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    char *argv[] = {(char *) program, stamp, NULL};
    printf("time");
    for (int i = 0; i < count; i++) {
        *death = -1;
        struct child child = launch_pipe(argv);
        while (*death) usleep(200);
        write_all(child.in, "\n", 1);
        if (waitpid(child.pid, NULL, 0) != child.pid) fail("waitpid");
        printf(" %lld", (long long) (now() - *death));
        close(child.in);
        close(child.out);
    }
    printf("\n");
    unlink(stamp);
}

/* From SIGKILL until waitpid has returned. */
void sample_kill(launcher launch, int count) {
    char *argv[] = {"sh", "-c", "echo hi; exec sleep 600", NULL};
    printf("time");
    for (int i = 0; i < count; i++) {
        char byte;
        struct child child = launch(argv);
        if (read(child.out, &byte, 1) != 1) fail("first byte");
        int64_t begin = now();
        kill(child.pid, SIGKILL);
        if (waitpid(child.pid, NULL, 0) != child.pid) fail("waitpid");
        printf(" %lld", (long long) (now() - begin));
        close(child.in);
        if (child.out != child.in) close(child.out);
    }
    printf("\n");
}
