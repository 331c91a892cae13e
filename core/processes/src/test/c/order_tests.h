/* Tests of orders, as a lane reads them, and of the structures made from them: order.h. */
#ifndef CURFEW_ORDER_TESTS_H
#define CURFEW_ORDER_TESTS_H

enum { LARGEST_TEST_ORDER = 400 };

#define ORDER(text) text, (long)sizeof text - 1

static const char valid_order[] =
    "id-7\000" "07060504030201000f0e0d0c0b0a0908\000900000000000000001 0=60\0/tmp\00024 80\0merged\0inherited\0"
    "1\0LANG\0002\0A=1\0PATH=/bin:/usr/bin\0003\0sh\0-c\0echo done\0";

/* Makes a copy that ends where the memory of a lane ends; the room is as large as that which read_order maps. */
static int parse(struct lane_order *order, const char *bytes, long size, long variables) {
    *order = (struct lane_order){0};
    order->text = malloc((unsigned long)size + 1);
    memcpy(order->text, bytes, (unsigned long)size);
    order->text[size] = 0;
    order->room = calloc((unsigned long)(2 * size + variables + 16), sizeof(char *));
    return parse_order(order, size);
}

static void drop(struct lane_order *order, char **room) {
    free(order->text);
    free(room);
}

static int is_order(const char *bytes, long size) {
    struct lane_order order;
    int whole = parse(&order, bytes, size, 0);
    char **room = order.removed - 1;
    drop(&order, room);
    return whole;
}

static void reads_all_parts_of_an_order(void) {
    struct lane_order order;
    CHECK(parse(&order, ORDER(valid_order), 0));
    CHECK_TEXT(order.id, "id-7");
    CHECK_TEXT(order.key, "07060504030201000f0e0d0c0b0a0908");
    CHECK_TEXT(order.mark, "900000000000000001 0=60");
    CHECK_TEXT(order.directory, "/tmp");
    CHECK_TEXT(order.size, "24 80");
    CHECK_TEXT(order.streams, "merged");
    CHECK_TEXT(order.environment, "inherited");
    CHECK_TEXT(order.removed[0], "LANG");
    CHECK(!order.removed[1]);
    CHECK_TEXT(order.set[1], "PATH=/bin:/usr/bin");
    CHECK(!order.set[2]);
    CHECK_TEXT(order.arguments[2], "echo done");
    CHECK(!order.arguments[3]);
    drop(&order, order.removed - 1);
}

static void tells_what_the_streams_are(void) {
    struct lane_order order = {.streams = "merged"};
    CHECK(merges_errors(&order) && takes_input(&order));
    order.streams = "merged, no input";
    CHECK(merges_errors(&order) && !takes_input(&order));
    order.streams = "separate";
    CHECK(!merges_errors(&order) && takes_input(&order));
    order.streams = "separate, no input";
    CHECK(!merges_errors(&order) && !takes_input(&order));
}

static void refuses_what_is_no_order(void) {
    CHECK(is_order(ORDER("i\0-\0-\0-\0-\0-\0-\0000\0000\0001\0sh\0")));
    CHECK(!is_order(ORDER("i\0-\0-\0-\0-\0-\0-\0000\0000\0001\0sh")));
    CHECK(!is_order(ORDER("i\0-\0-\0-\0-\0-\0-\0000\0000\0000\0")));
    CHECK(!is_order(ORDER("i\0-\0-\0-\0-\0-\0-\0000\0000\0001\0sh\0more\0")));
    CHECK(!is_order(ORDER("i\0-\0-\0-\0-\0-\0-\0000\0000\0009\0sh\0")));
    CHECK(!is_order(ORDER("i\0-\0-\0-\0-\0-\0-\0000\0000\00099999999999999999999\0sh\0")));
    CHECK(!is_order(ORDER("i\0-\0-\0-\0-\0-\0-\00099999999999999999999\0")));
    CHECK(!is_order(ORDER("\0")));
    CHECK(!is_order(ORDER("x")));
}

static void makes_the_environment_of_the_command(void) {
    char *inherited[] = {"LANG=C", "A=0", "AB=3", "LANGUAGE=en", 0};
    struct lane_order order;
    CHECK(parse(&order, ORDER(valid_order), 4));
    char **environment = make_environment(&order, inherited);
    CHECK_TEXT(environment[0], "AB=3");
    CHECK_TEXT(environment[1], "LANGUAGE=en");
    CHECK_TEXT(environment[2], "A=1");
    CHECK_TEXT(environment[3], "PATH=/bin:/usr/bin");
    CHECK(!environment[4]);
    drop(&order, order.removed - 1);
}

static const char *path_of(const char *variable) {
    char *copy = exact_copy(variable, (long)strlen(variable) + 1);
    char *environment[] = {copy, 0};
    const char *path = path_in(environment);
    CHECK(path != copy + sizeof "PATH");
    free(copy);
    return path;
}

/* execve(2) accepts variables without "=", and some programs pass them on. */
static void finds_no_path_in_a_variable_without_a_value(void) {
    CHECK_TEXT(path_of("PATH"), DEFAULT_PATH + sizeof "PATH");
    CHECK_TEXT(path_of("PATHS=/bin"), DEFAULT_PATH + sizeof "PATH");
    CHECK_TEXT(path_of("PAT=/bin"), DEFAULT_PATH + sizeof "PATH");
}

static void tries_the_folders_of_the_path(void) {
    char candidate[2 * BUFFER], path[3 * BUFFER], name[BUFFER];
    const char *rest = next_candidate(candidate, "/bin::/usr/bin", "sh");
    CHECK_TEXT(candidate, "/bin/sh");
    rest = next_candidate(candidate, rest, "sh");
    CHECK_TEXT(candidate, "sh");
    CHECK(!next_candidate(candidate, rest, "sh"));
    CHECK_TEXT(candidate, "/usr/bin/sh");
    memset(path, 'p', sizeof path);
    memset(name, 'n', sizeof name);
    path[sizeof path - 1] = name[sizeof name - 1] = 0;
    CHECK(!next_candidate(candidate, path, name));
    CHECK(strlen(candidate) == 2 * BUFFER - 2);
}

static long program_starts, program_pauses;

static long refuse_to_execute(long number, const long *arguments) {
    return number == SYS_EXECVE ? (kernel.size_written += length((char *)arguments[0]), -ENOENT) : 0;
}

static void looks_nowhere_for_a_name_that_is_too_long(void) {
    static char path[2 * BUFFER] = "PATH=", name[2 * BUFFER];
    char *slots[] = {0, name, 0}, *environment[] = {path, 0};
    struct order command = {.slots = slots, .environment = environment};
    memset(path + sizeof "PATH", 'p', sizeof path - sizeof "PATH" - 1);
    memset(name, 'n', sizeof name - 1);
    reset_kernel();
    kernel.call = refuse_to_execute;
    CHECK(execute_by_name(&command) == ENOENT);
    CHECK(kernel.size_written == length(name));
}

static long busy_twice(long number, const long *arguments) {
    (void)arguments;
    program_starts += number == SYS_EXECVE;
    program_pauses += number == SYS_PPOLL;
    return number != SYS_EXECVE ? 0 : program_starts <= 2 ? -ETXTBSY : -EACCES;
}

static long always_busy(long number, const long *arguments) {
    (void)arguments;
    program_starts += number == SYS_EXECVE;
    return number == SYS_EXECVE ? -ETXTBSY : 0;
}

static long error_of(const char *program, long (*call)(long number, const long *arguments)) {
    char *copy = exact_copy(program, (long)strlen(program) + 1);
    char *slots[] = {0, "zero", 0}, *environment[] = {0};
    struct order order = {.program = copy, .slots = slots, .environment = environment};
    program_starts = program_pauses = 0;
    reset_kernel();
    kernel.call = call;
    long error = execute_by_name(&order);
    free(copy);
    return error;
}

static void retries_while_the_program_is_open_for_writing(void) {
    CHECK(error_of("/bin/new", busy_twice) == EACCES);
    CHECK(program_starts == 3 && program_pauses == 2);
    CHECK(error_of("/bin/new", always_busy) == ETXTBSY);
    CHECK(program_starts > 10 && program_starts < 100);
}

/* ---- fuzz ---- */

static void check_lists(const struct lane_order *order, char **room, long capacity, char **environment) {
    CHECK(order->room - room <= capacity);
    for (char **list = room + 1; list < order->room; list++) {
        CHECK(!*list || strlen(*list) <= LARGEST_TEST_ORDER);
    }
    for (char **variable = environment; *variable; variable++) {
        CHECK(strlen(*variable) <= LARGEST_TEST_ORDER);
    }
}

static void fuzz_orders(void) {
    char bytes[LARGEST_TEST_ORDER], *inherited[] = {"PATH=/bin", "A=", "=", "", "PATH", 0};
    struct lane_order order;
    long size = (long)sizeof valid_order - 1;
    memcpy(bytes, valid_order, sizeof valid_order - 1);
    size = one_in(8) ? random_bytes(bytes, LARGEST_TEST_ORDER) : mutate(bytes, size, LARGEST_TEST_ORDER);
    parse(&order, bytes, size, 5);
    char **room = order.removed - 1;
    char **environment = make_environment(&order, inherited);
    check_lists(&order, room, 2 * size + 5 + 16, environment);
    CHECK(strlen(path_in(environment)) <= LARGEST_TEST_ORDER);
    drop(&order, room);
}

#endif
