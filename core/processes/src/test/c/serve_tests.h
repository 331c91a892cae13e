/* Tests of the fork server: serve.h. */
#ifndef CURFEW_SERVE_TESTS_H
#define CURFEW_SERVE_TESTS_H

#define SERVED_ORDER(id)                                                                                     \
    "start\0-\0-\0-\0" id "\000" "07060504030201000f0e0d0c0b0a0908\000900000000000000001\0/tmp\0-\0separate\0" \
    "inherited\0000\0001\0A=1\0001\0true\0"

enum { FIRST_GUARD = 701, FIRST_PIPE_END = 200, MOST_CALLS_KEPT = 4000 };

static struct {
    int pipe_end, guard, lost, status; /* the next ones; a guard that has ended, or 0 */
    long error_of_pipes, error_of_memory;
    char calls[MOST_CALLS_KEPT], *end;
    int pids[MOST_GUARDS];
    struct served guards[MOST_GUARDS];
} forked;

static void note_forked(const char *call, long number, long other) {
    CHECK(forked.end < forked.calls + MOST_CALLS_KEPT - 64);
    forked.end += sprintf(forked.end, "%s %ld %ld;", call, number, other);
}

static long call_of_server(long number, const long *a) {
    switch (number) {
        case SYS_PIPE2:
            memcpy((int *)a[0], (int[]){forked.pipe_end, forked.pipe_end + 1}, 2 * sizeof(int));
            forked.pipe_end += forked.error_of_pipes ? 0 : 2;
            return forked.error_of_pipes;
        case SYS_CLONE:
            return forked.guard++;
        case SYS_CLOSE:
            note_forked("close", a[0], 0);
            return 0;
        case SYS_KILL:
            note_forked("kill", a[0], a[1]);
            return 0;
        case SYS_WAITID:
            return a[1] >= FIRST_GUARD && a[1] < forked.guard ? 0 : -ECHILD;
        case SYS_WAIT4:
            *(int *)a[1] = forked.status;
            number = forked.lost ? forked.lost : -ECHILD;
            forked.lost = 0;
            return number;
        case SYS_WRITE:
            return keep_written((const char *)a[1], a[2]);
        case SYS_MMAP:
            return forked.error_of_memory ? forked.error_of_memory : (long)own_block((unsigned long)a[1]);
        case SYS_MUNMAP:
            return free_memory((char *)a[0]);
    }
    return 0;
}

static void begin_to_serve(void) {
    static char path[16], *environment[] = {path, 0}, *arguments[] = {"curfew-guard", 0};
    strcpy(path, "PATH=/bin");
    reset_kernel();
    forget_program();
    memset(&guard, 0, sizeof guard);
    memset(&server, 0, sizeof server);
    memset(&forked, 0, sizeof forked);
    kernel.call = call_of_server;
    forked.end = forked.calls;
    forked.pipe_end = FIRST_PIPE_END;
    forked.guard = FIRST_GUARD;
    server.pids = forked.pids;
    server.guards = forked.guards;
    server.environment = environment;
    server.arguments = arguments;
    server.variables = 1;
}

/* Returns what is left of the message. */
static const char *serve_message(const char *bytes, long size) {
    char *text = own_block((unsigned long)size + 1);
    memcpy(text, bytes, (unsigned long)size);
    serve(text, size);
    return text;
}

#define SERVE(text) serve_message(text, (long)sizeof text - 1)

static void end_guard(int pid, int status) {
    forked.lost = pid;
    forked.status = status;
    reap_guards();
}

static void closes_streams_when_they_are_open(void) {
    begin_to_serve();
    SERVE(SERVED_ORDER("id-1"));
    SERVE(SERVED_ORDER("id-2"));
    CHECK_TEXT(forked.calls, "close 200 0;close 203 0;close 205 0;close 206 0;close 209 0;close 211 0;");
    CHECK(server.count == 2 && server.pids[0] == FIRST_GUARD);
    end_guard(FIRST_GUARD, 0);
    CHECK(server.count == 2);
    forked.end = forked.calls;
    SERVE("opened\0id-1\0id-3\0");
    CHECK_TEXT(forked.calls, "close 201 0;close 202 0;close 204 0;");
    CHECK(server.count == 1);
    CHECK_TEXT(server.guards[0].id, "id-2");
    SERVE("opened\0id-2\0");
    CHECK(server.count == 1);
    end_guard(FIRST_GUARD + 1, 0);
    CHECK(server.count == 0);
    CHECK(kernel.size_written == 0);
    forget_program();
}

static void tells_of_a_guard_that_is_lost(void) {
    char line[64];
    begin_to_serve();
    SERVE(SERVED_ORDER("id-1"));
    SERVE(SERVED_ORDER("id-2"));
    end_guard(FIRST_GUARD, COULD_NOT_START << 8);
    CHECK(kernel.size_written == 0);
    end_guard(FIRST_GUARD + 1, SIGKILL);
    append_seal(line, append(line, "id-2 gone 9"), &vector_key);
    CHECK_TEXT(kernel.written, line);
    end_guard(FIRST_GUARD + 2, SIGKILL);
    CHECK_TEXT(kernel.written, line);
    forget_program();
}

static void reports_that_nothing_can_be_forked(void) {
    char line[64];
    begin_to_serve();
    forked.error_of_pipes = -24;
    SERVE(SERVED_ORDER("id-1"));
    append_seal(line, append(line, "id-1 failed 24"), &vector_key);
    CHECK_TEXT(kernel.written, line);
    CHECK(server.count == 0 && forked.guard == FIRST_GUARD);
    forked.error_of_pipes = 0;
    forked.guard = -EAGAIN;
    SERVE(SERVED_ORDER("id-1"));
    CHECK(strstr(kernel.written, "id-1 failed 11 "));
    CHECK_TEXT(forked.calls, "close 200 0;close 203 0;close 205 0;close 201 0;close 202 0;close 204 0;");
    CHECK(server.count == 0);
    forget_program();
}

static void reports_that_there_is_no_memory(void) {
    begin_to_serve();
    forked.error_of_memory = -ENOMEM;
    SERVE(SERVED_ORDER("id-1"));
    CHECK(strstr(kernel.written, "id-1 failed 12 "));
    CHECK(server.count == 0 && forked.guard == FIRST_GUARD);
    forget_program();
}

static void reports_an_order_that_is_cut(void) {
    static const char whole[] = SERVED_ORDER("id-1");
    begin_to_serve();
    serve_message(whole, (long)sizeof whole - 8);
    CHECK(strstr(kernel.written, "id-1 failed 22 "));
    SERVE("start\0-\0-\0-\0id-2\0abc\0");
    SERVE("start\0-\0");
    CHECK(!strstr(kernel.written, "id-2"));
    CHECK(server.count == 0 && forked.guard == FIRST_GUARD);
    forget_program();
}

static void keeps_no_key_in_the_memory_of_the_order(void) {
    static const char message[] = SERVED_ORDER("id-1");
    enum { KEY_AT = sizeof "start\0-\0-\0-\0id-1" };
    begin_to_serve();
    const char *text = serve_message(message, (long)sizeof message - 1);
    CHECK(message[KEY_AT] == '0' && message[KEY_AT + 1] == '7');
    for (int i = 0; i < 2 * HEX_DIGITS; i++) {
        CHECK(text[KEY_AT + i] == 0);
    }
    CHECK_TEXT(text + KEY_AT + 2 * HEX_DIGITS + 1, "900000000000000001");
    forget_program();
}

static void forgets_variables_that_are_withheld(void) {
    char path[] = "PATH=/bin", secret[] = "TOKEN=secret", home[] = "HOME=/";
    char *variables[] = {path, secret, home, 0}, *passed[] = {path, home, "A=1", 0}, *none[] = {"A=1", 0};
    forget_withheld(variables, passed);
    CHECK_TEXT(path, "PATH=/bin");
    CHECK_TEXT(home, "HOME=/");
    for (unsigned long i = 0; i < sizeof secret; i++) {
        CHECK(!secret[i]);
    }
    forget_withheld(variables, none);
    CHECK(!*path && !*home);
}

static void signals_no_process_that_has_the_pid_of_a_guard(void) {
    begin_to_serve();
    SERVE(SERVED_ORDER("id-1"));
    forked.end = forked.calls;
    SERVE("tell\00015\000701\000702\000-701\0000\0001\0");
    CHECK_TEXT(forked.calls, "kill 701 15;");
    forked.end = forked.calls;
    SERVE("signal\0009\000701\000900\000-900\0-1\0000\0001\0x\0");
    CHECK_TEXT(forked.calls, "kill 701 9;kill 900 9;kill -900 9;");
    forget_program();
}

static void answers_after_what_was_asked_before(void) {
    begin_to_serve();
    SERVE("sync\0abc\0");
    CHECK_TEXT(kernel.written, "sync abc\n");
    forget_program();
}

/* ---- fuzz ---- */

static long call_of_server_at_random(long number, const long *a) {
    int is_table = number == SYS_MUNMAP && ((void *)a[0] == forked.pids || (void *)a[0] == forked.guards);
    return is_table ? 0 : call_at_random(number, a);
}

static void fuzz_served(void) {
    static const char start_message[] = SERVED_ORDER("id-1"), opened_message[] = "opened\0id-1\0";
    char bytes[LARGEST_TEST_ORDER];
    begin_to_serve();
    kernel.find = make_content;
    kernel.call = call_of_server_at_random;
    if (!setjmp(kernel.exited)) {
        for (int i = 0; i < 4; i++) {
            int starts = one_in(2);
            long size = starts ? (long)sizeof start_message - 1 : (long)sizeof opened_message - 1;
            memcpy(bytes, starts ? start_message : opened_message, (unsigned long)size);
            size = one_in(2) ? size : mutate(bytes, size, LARGEST_TEST_ORDER);
            serve_message(bytes, size);
            reap_guards();
            CHECK(server.count >= 0 && server.count <= 4);
        }
    }
    forget_program();
    memset(&guard, 0, sizeof guard);
}

#endif
