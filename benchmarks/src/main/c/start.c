#include "worker.h"

/* From the decision to start until the first byte that the child prints. */
void sample_start(launcher launch, int count) {
    char *argv[] = {"sh", "-c", "echo hi", NULL};
    printf("time");
    for (int i = 0; i < count; i++) {
        char byte;
        int64_t begin = now();
        struct child child = launch(argv);
        if (read(child.out, &byte, 1) != 1 || byte != 'h') fail("first byte");
        printf(" %lld", (long long) (now() - begin));
        finish(child);
    }
    printf("\n");
}
