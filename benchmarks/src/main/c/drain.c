#include "worker.h"

static char buffer[65536];

/* Reads all that the flood program writes, 64 KiB at a time. */
void sample_drain(int count) {
    const char *program = getenv("CURFEW_BENCH_FLOOD");
    const char *bytes = getenv("CURFEW_BENCH_BYTES");
    if (!program || !bytes) fail("flood");
    char *argv[] = {(char *) program, (char *) bytes, NULL};
    printf("time");
    for (int i = 0; i < count; i++) {
        int64_t begin = now(), total = 0;
        struct child child = launch_pipe(argv);
        for (ssize_t got; (got = read(child.out, buffer, sizeof buffer)) > 0;) total += got;
        printf(" %lld", (long long) (now() - begin));
        finish(child);
        if (total != atoll(bytes)) fail("bytes lost");
    }
    printf("\n");
}
