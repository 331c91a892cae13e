#include "worker.h"

#define WARM_UP 200

static void exchange(struct child child, int number) {
    char line[16];
    int size = snprintf(line, sizeof line, "t%07d\n", number);
    write_all(child.in, line, size);
    line[size - 1] = 0;
    read_past(child.out, line);
}

/* From writing a line to cat until the line is seen; quiet is a terminal that does not echo. */
void sample_round_trip(launcher launch, bool quiet, int count) {
    char *plain[] = {"cat", NULL};
    char *silenced[] = {"sh", "-c", "stty -echo; echo ready; exec cat", NULL};
    struct child child = launch(quiet ? silenced : plain);
    if (quiet) read_past(child.out, "ready");
    for (int i = 0; i < WARM_UP; i++) exchange(child, i);
    printf("time");
    for (int i = 0; i < count; i++) {
        int64_t begin = now();
        exchange(child, WARM_UP + i);
        printf(" %lld", (long long) (now() - begin));
    }
    printf("\n");
    finish(child);
}
