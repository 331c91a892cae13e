#include "worker.h"

static void sample(const char *benchmark, launcher launch, int count) {
    if (!strcmp(benchmark, "start")) sample_start(launch, count);
    else if (!strcmp(benchmark, "round-trip")) sample_round_trip(launch, false, count);
    else if (!strcmp(benchmark, "round-trip-quiet")) sample_round_trip(launch, true, count);
    else if (!strcmp(benchmark, "exit")) sample_exit(count);
    else if (!strcmp(benchmark, "kill")) sample_kill(launch, count);
    else if (!strcmp(benchmark, "drain")) sample_drain(count);
    else if (!strcmp(benchmark, "crowd")) sample_crowd(launch, count);
    else if (!strcmp(benchmark, "end")) sample_end(count);
    else fail(benchmark);
}

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "usage: worker start|round-trip|round-trip-quiet|exit|kill|drain|crowd|end pipe|terminal\n");
        return 2;
    }
    launcher launch = strcmp(argv[2], "terminal") ? launch_pipe : launch_terminal;
    int count;
    while (scanf("%d", &count) == 1) {
        sample(argv[1], launch, count);
        printf("end\n");
        fflush(stdout);
    }
    return 0;
}
