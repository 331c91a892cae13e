/* Tests of the warden with a simulated process table: sweep.h, warden.h. */
#ifndef CURFEW_WARDEN_TESTS_H
#define CURFEW_WARDEN_TESTS_H

enum { WARDEN = 50, JVM = 60, PROC_FD = 90, TASKS = 8, LOG = 1 << 12, LEASE_MILLISECONDS = 30000 };

#define OURS "900000000010000001"
#define OTHERS "900000000020000001"

/* ---- its kernel ---- */

struct task {
    long pid, group, session;
    unsigned long start;
    const char *soft, *hard, *cookies;
    int refuses, lives; /* lives: how many signals it survives */
    int is_replaced;    /* whether another process gets its pid once its mark was read */
    char state;
};

static struct {
    struct task tasks[TASKS];
    long listed, newest, clock, forks; /* forks: how many more processes one that is killed leaves behind */
    const char *input;
    long chunk, silences; /* how much is read at once, or 0 for all; how many times nothing arrives in time */
    int is_stuck, is_full;
    char log[LOG]; /* what was done, in order */
} world;

static void note_call(const char *what, const char *about) {
    unsigned long used = strlen(world.log);
    snprintf(world.log + used, sizeof world.log - used, "%s %s\n", what, about);
}

static struct task *task_of(long pid) {
    for (int i = 0; i < TASKS; i++) {
        if (pid > 0 && world.tasks[i].pid == pid) {
            return world.tasks + i;
        }
    }
    return 0;
}

static struct content limits_of_task(struct task *task) {
    static char text[512];
    task->start += (unsigned long)task->is_replaced;
    snprintf(
        text, sizeof text, "Limit Soft Hard Units\nMax processes %s x processes\nMax file locks %20s %20s locks\nMax x 1\n", OURS,
        task->soft ? task->soft : "unlimited", task->hard ? task->hard : "unlimited");
    return text_of(text);
}

/* The name of the variable is where the second read begins. */
static struct content environment_of(const struct task *task) {
    static char text[2 * BUFFER];
    memset(text, 'x', BUFFER - 30);
    const char *cookies = task->cookies ? task->cookies : "";
    int size = snprintf(text + BUFFER - 30, BUFFER, "%cCURFEW_COOKIES=session-1%cCURFEW_COOKIE=%s%cB=session-1", 0, 0, cookies, 0);
    return (struct content){text, BUFFER - 30 + size};
}

static struct content stat_of(const struct task *task) {
    static char text[512];
    snprintf(
        text, sizeof text, "%ld (a) Z (b c) %c 1 %ld %ld 0 -1 4194560 100 0 0 0 1 2 0 0 20 0 1 0 %lu 1000 10\n", task->pid,
        task->state ? task->state : 'S', task->group, task->session, task->start);
    return text_of(text);
}

static struct content find_in_world(const char *path) {
    static char loadavg[64];
    char file[64] = "";
    long pid = 0;
    if (equal(path, "/proc/loadavg")) {
        snprintf(loadavg, sizeof loadavg, "0.00 0.01 0.05 1/99 %ld\n", world.newest);
        return text_of(loadavg);
    }
    sscanf(path, "/proc/%ld/%60s", &pid, file);
    struct task *task = task_of(pid);
    if (!task) {
        return no_content(path);
    }
    return equal(file, "stat") ? stat_of(task) : equal(file, "limits") ? limits_of_task(task) : environment_of(task);
}

static long list_world(char *to) {
    while (world.listed < TASKS && !world.tasks[world.listed].pid) {
        world.listed++;
    }
    if (world.listed == TASKS) {
        return 0;
    }
    struct directory_entry *entry = (struct directory_entry *)to;
    const struct task *task = world.tasks + world.listed++;
    entry->length = 40;
    entry->inode = task->start; /* each process has another one */
    sprintf(entry->name, "%ld", task->pid);
    return 40;
}

/* The child of a process that dies of the signal is not in the list that is being read. */
static long signal_task(struct task *task, long signal) {
    if (task->refuses) {
        return -EPERM;
    }
    if (signal == SIGKILL && task->lives-- <= 0) {
        struct task child = *task;
        child.pid = child.group = ++world.newest;
        *task = (struct task){0};
        if (world.forks-- > 0) {
            world.tasks[0] = child;
        }
    }
    return 0;
}

static long signal_world(long pid, long signal) {
    CHECK(pid > 1 || pid < -1);
    char number[24];
    snprintf(number, sizeof number, "%ld", pid);
    note_call(signal == SIGKILL ? "kill" : "signal", number);
    long result = -ESRCH;
    for (int i = 0; i < TASKS; i++) {
        struct task *task = world.tasks + i;
        if (task->pid && (pid > 0 ? task->pid == pid : task->group == -pid)) {
            long error = signal_task(task, signal);
            result = result ? error : 0;
        }
    }
    return result;
}

static long poll_world(const struct pollfd *polled, long count, const struct timespec *time) {
    if (!time) {
        return 1;
    }
    if (!count || (polled->events == POLLIN && world.silences-- > 0) || (polled->events == POLLOUT && world.is_stuck)) {
        world.clock += time->seconds * 1000 + time->nanoseconds / 1000000;
        return 0;
    }
    return 1;
}

static long read_requests(char *to, long size) {
    long count = (long)strlen(world.input);
    count = count < size ? count : size;
    count = world.chunk && world.chunk < count ? world.chunk : count;
    memcpy(to, world.input, (unsigned long)count);
    world.input += count;
    return count;
}

static long open_in_world(const char *path, long flags) {
    if (equal(path, "/proc")) {
        world.listed = 0;
        note_call("look at", path);
        return PROC_FD;
    }
    if (!(flags & O_WRONLY)) {
        return -ENOENT;
    }
    note_call("create", path);
    return world.is_full ? -28 : 91;
}

static long call_world(long number, const long *a) {
    switch (number) {
        case SYS_OPENAT:
            return open_in_world((const char *)a[1], a[2]);
        case SYS_GETDENTS64:
            return list_world((char *)a[1]);
        case SYS_KILL:
            return signal_world(a[0], a[1]);
        case SYS_PPOLL:
            return poll_world((const struct pollfd *)a[0], a[1], (const struct timespec *)a[2]);
        case SYS_READ:
            return read_requests((char *)a[1], a[2]);
        case SYS_WRITE:
            return a[0] > 2 ? a[2] : keep_written((const char *)a[1], a[2]);
        case SYS_FACCESSAT:
            return equal((const char *)a[1], "/s/1/.") ? 0 : -ENOENT;
        case SYS_GETPID:
            return WARDEN;
        case SYS_CLOCK_GETTIME:
            *(struct timespec *)a[1] = (struct timespec){++world.clock / 1000, world.clock % 1000 * 1000000};
    }
    return 0;
}

/* ---- its life ---- */

static void reset_world(void) {
    reset_kernel();
    memset(&world, 0, sizeof world);
    memset(&sweeping, 0, sizeof sweeping);
    memset(&warden, 0, sizeof warden);
    memset(&pruning, 0, sizeof pruning);
    kernel.find = find_in_world;
    kernel.call = call_world;
    world.newest = 500;
    world.input = "";
    world.tasks[1] = (struct task){.pid = WARDEN, .group = WARDEN, .session = WARDEN, .start = 1};
    world.tasks[2] = (struct task){.pid = JVM, .group = JVM, .session = JVM, .start = 2, .hard = OURS, .cookies = "session-7"};
}

static struct task *add_task(int slot, long pid) {
    world.tasks[slot] = (struct task){.pid = pid, .group = pid, .session = pid, .start = 100};
    return world.tasks + slot;
}

static void run_warden_in(const char *folder, const char *lease) {
    char text[16], mark[] = "90000000001", cookie[] = "session", owner[] = "60", seconds[8];
    char *arguments[] = {"guard", "warden", strcpy(text, folder), mark, cookie, owner, strcpy(seconds, lease), 0};
    char *environment[] = {0};
    if (!setjmp(kernel.exited)) {
        run_warden(arguments, environment);
    }
}

static void run_warden_with(const char *lease, const char *requests) {
    world.input = requests;
    run_warden_in("/s/1", lease);
}

static void run_requests(const char *requests) { run_warden_with("0", requests); }

static int has_done(const char *what) { return strstr(world.log, what) != 0; }

static void answers_requests(void) {
    reset_world();
    world.chunk = 7;
    run_requests(" ping \nsync  two 2\t\n\ndance on it\nsignal USR1 99\nleave\nping\n");
    CHECK_TEXT(
        kernel.written, "warden ready 50\nwarden pong\nsync two 2\nwarden unknown \nwarden unknown dance\nwarden pong\n");
    CHECK(!has_done("create") && kernel.code == 0);
}

static void knows_the_numbers_of_signals(void) {
    CHECK(signal_of("HUP") == 1 && signal_of("STKFLT") == 16 && signal_of("USR2") == 12 && signal_of("SYS") == 31);
    CHECK(!signal_of("") && !signal_of("HU") && !signal_of("SIGHUP") && !signal_of("HUP INT") && !signal_of("9"));
}

static void ends_what_has_a_mark_or_a_cookie(void) {
    reset_world();
    add_task(3, 101)->hard = OURS;
    add_task(4, 102)->soft = OURS;
    add_task(5, 103)->cookies = "outer-1:session-3";
    add_task(6, 104)->cookies = "session-31:xsession-3";
    add_task(7, 105)->hard = OTHERS;
    run_requests("end 7 900000000010 =session-3\nleave\n");
    CHECK_TEXT(kernel.written, "warden ready 50\nwarden ended 7 3\n");
    CHECK(task_of(WARDEN) && task_of(JVM) && task_of(104) && task_of(105));
}

static void takes_no_cookie_for_one_that_is_cut(void) {
    char cookies[2 * LONGEST_COOKIE], request[4 * LONGEST_COOKIE];
    memset(cookies, '1', sizeof cookies);
    cookies[LONGEST_COOKIE + 1] = 0;
    reset_world();
    add_task(3, 101)->cookies = cookies;
    snprintf(request, sizeof request, "end 1 =%.*s\nend 2 =%s\nleave\n", LONGEST_COOKIE, cookies, cookies);
    run_requests(request);
    CHECK_TEXT(kernel.written, "warden ready 50\nwarden ended 1 0\nwarden unknown end\n");
}

/* With the members that have no mark. A zombie is not counted. */
static void ends_whole_groups(void) {
    reset_world();
    struct task *zombie = add_task(3, 101);
    zombie->hard = OURS;
    zombie->state = 'Z';
    add_task(4, 102)->hard = OURS;
    add_task(5, 103)->group = 102;
    run_requests("end 1 900000000010\nleave\n");
    CHECK_TEXT(world.log, "look at /proc\nkill -102\nkill 102\nlook at /proc\n");
    CHECK(task_of(101) && !task_of(102) && !task_of(103));
}

static void spares_a_process_that_has_the_pid_of_another(void) {
    reset_world();
    add_task(3, 101)->hard = OURS;
    task_of(101)->is_replaced = 1;
    run_requests("end 1 900000000010\nleave\n");
    CHECK(!has_done("kill") && strstr(kernel.written, "warden left 1\n"));
}

/* Neither the group of the JVM nor that of the warden is ended, but the process is. */
static void ends_no_group_of_another_session(void) {
    reset_world();
    add_task(3, 101)->hard = OURS;
    add_task(4, 102)->hard = OURS;
    task_of(101)->session = JVM;
    task_of(102)->session = WARDEN;
    run_requests("end 1 900000000010\nleave\n");
    CHECK_TEXT(world.log, "look at /proc\nkill 101\nkill 102\nlook at /proc\n");
}

static void ends_what_is_forked_meanwhile(void) {
    reset_world();
    add_task(3, 101)->hard = OURS;
    world.forks = 3;
    run_requests("end 1 900000000010\nleave\n");
    CHECK_TEXT(kernel.written, "warden ready 50\nwarden ended 1 4\n");
    CHECK_TEXT(
        world.log, "look at /proc\nkill -101\nkill 101\nkill -501\nkill 501\nkill -502\nkill 502\nkill -503\nkill 503\nlook at /proc\n");
}

/* It appears for as long as the warden looks. */
static void proves_nothing_while_new_processes_appear(void) {
    reset_world();
    add_task(3, 101)->hard = OURS;
    world.forks = 1000000;
    run_requests("end 1 900000000010\nleave\n");
    CHECK(strstr(kernel.written, "\nwarden left 1"));
    CHECK(world.clock > PATIENCE);
}

static void counts_once_what_takes_long_to_end(void) {
    reset_world();
    add_task(3, 101)->hard = OURS;
    task_of(101)->lives = 9;
    run_requests("end 1 900000000010\nleave\n");
    CHECK_TEXT(kernel.written, "warden ready 50\nwarden ended 1 1\n");
    CHECK(world.clock < PATIENCE);
}

static void names_what_refuses_to_end(void) {
    reset_world();
    add_task(3, 101)->hard = OURS;
    task_of(101)->refuses = 1;
    run_requests("end 1 900000000010\nleave\n");
    CHECK_TEXT(kernel.written, "warden ready 50\nwarden left 1 101\n");
    CHECK(world.clock > PATIENCE_IF_REFUSED && world.clock < PATIENCE);
}

/* The beginning of a mark stands for more processes. */
static void obeys_no_request_that_is_cut(void) {
    static char request[3 * BUFFER];
    for (int i = 0; i < 300; i++) {
        sprintf(request + strlen(request), "%s%s", i ? " " : "end 1 ", OURS);
    }
    strcat(request, "\nleave\n");
    reset_world();
    add_task(3, 101)->hard = "900000000010000999";
    run_requests(request);
    CHECK_TEXT(kernel.written, "warden ready 50\nwarden unknown end\n");
    CHECK(!has_done("kill"));
}

/* First the file that launchers look for, then the look at the processes. A request that does not end is none. */
static void closes_before_it_looks(void) {
    reset_world();
    add_task(3, 101)->hard = OURS;
    add_task(4, 102)->hard = OTHERS;
    add_task(5, 103)->cookies = "session-9";
    run_requests("end 1 900000000020");
    CHECK_TEXT(world.log, "create /s/1/closed\nlook at /proc\nkill -101\nkill 101\nkill -103\nkill 103\nlook at /proc\n");
    CHECK_TEXT(kernel.written, "warden ready 50\n");
    CHECK(kernel.code == 0 && task_of(102));
}

/* The guards have proven it. */
static void looks_for_none_if_all_have_ended(void) {
    reset_world();
    add_task(3, 101)->hard = OURS;
    run_requests("finish\nping\n");
    CHECK(kernel.code == 0 && task_of(101));
    CHECK_TEXT(world.log, "");
    CHECK_TEXT(kernel.written, "warden ready 50\n");
}

static void ends_all_on_a_full_disk(void) {
    reset_world();
    add_task(3, 101)->hard = OURS;
    add_task(4, 102)->hard = OURS;
    task_of(102)->refuses = world.is_full = 1;
    run_requests("close\n");
    CHECK(!task_of(101) && has_done("create /s/1/left\n"));
}

/* A single lease may be the time for which the warden was frozen: the heartbeats of that time arrive afterwards. */
static void takes_two_silent_leases_for_the_end(void) {
    reset_world();
    add_task(3, 101)->hard = OURS;
    world.silences = 1;
    run_warden_with("30", "ping\nleave\n");
    CHECK_TEXT(kernel.written, "warden ready 50\nwarden pong\n");
    CHECK(task_of(101));
    reset_world();
    add_task(3, 101)->hard = OURS;
    world.silences = 2;
    run_warden_with("30", "ping\nleave\n");
    CHECK_TEXT(kernel.written, "warden ready 50\n");
    CHECK(!task_of(101) && has_done("create /s/1/closed\n") && world.clock >= 2 * LEASE_MILLISECONDS);
}

/* The requests go on to be read, and so is their end. */
static void drops_answers_that_are_not_read(void) {
    reset_world();
    world.is_stuck = 1;
    run_warden_with("30", "ping\n");
    CHECK(kernel.size_written == 0 && has_done("create /s/1/closed\n"));
}

static void tells_only_processes_with_that_start(void) {
    reset_world();
    add_task(3, 101);
    add_task(4, 102);
    run_requests("tell USR1 101/99 102/100 0/0 /100 x 102 103/100\nleave\n");
    CHECK_TEXT(world.log, "signal 102\n");
}

static void signals_only_groups_of_the_session(void) {
    reset_world();
    add_task(3, 101)->hard = OURS;
    add_task(4, 102)->hard = OURS;
    add_task(5, 103)->hard = OTHERS;
    run_requests("signal TERM 101 103 0\nleave\n");
    CHECK_TEXT(world.log, "look at /proc\nsignal 101\n");
}

static void refuses_folders_of_no_session(void) {
    static const char *const folders[] = {"/", "/s", "s/1", "", "/s/2"};
    for (int i = 0; i < 5; i++) {
        reset_world();
        run_warden_in(folders[i], "0");
        CHECK(kernel.code == COULD_NOT_START && strstr(kernel.written, "curfew: cannot use the folder "));
        CHECK(!has_done("create"));
    }
}

/* ---- what a fork server finds in the same table: serve.h ---- */

static long call_without_a_list(long number, const long *a) { return number == SYS_GETDENTS64 ? -EIO : call_world(number, a); }

static void check_young(const char *expected) {
    char line[128];
    kernel.size_written = 0;
    memset(kernel.written, 0, sizeof kernel.written);
    guard.status_fd = 1;
    SERVE("young\0id\000" "07060504030201000f0e0d0c0b0a0908\000" "100\0");
    append_seal(line, append(line, expected), &vector_key);
    CHECK_TEXT(kernel.written, line);
}

static void begin_to_look(void) {
    static struct look looks[LOOKS];
    reset_world();
    memset(&guard, 0, sizeof guard);
    memset(&young, 0, sizeof young);
    memset(looks, 0, sizeof looks);
    young.looks = looks;
}

static void names_what_is_young(void) {
    begin_to_look();
    add_task(3, 101)->start = 99;
    add_task(4, 102);
    add_task(5, 103)->state = 'Z';
    add_task(6, 104);
    check_young("id young 102 104");
    guard.server = 1; /* the parent of all */
    check_young("id young");
    kernel.call = call_without_a_list;
    check_young("id many");
    begin_to_look();
    SERVE("young\0");
    SERVE("young\0id\0key\0009\0");
    CHECK(kernel.size_written == 0);
    forget_program();
    begin_to_look();
}

static int looks_at_stats;

static struct content find_and_count(const char *path) {
    looks_at_stats += strstr(path, "/stat") != 0;
    return find_in_world(path);
}

/* Of the old ones, stat is read once. */
static void keeps_the_starts_of_processes(void) {
    begin_to_look();
    kernel.find = find_and_count;
    add_task(3, 101)->start = 99;
    add_task(5, 103)->start = 98;
    looks_at_stats = 0;
    check_young("id young");
    CHECK(looks_at_stats == 4);
    check_young("id young");
    CHECK(looks_at_stats == 4);
    add_task(4, 102)->start = 100;
    world.tasks[5].start = 101;
    world.tasks[1].pid = 0;
    looks_at_stats = 0;
    check_young("id young 102 103");
    CHECK(looks_at_stats == 4);
    check_young("id young 102 103");
    CHECK(looks_at_stats == 6);
    forget_program();
    begin_to_look();
}

/* ---- fuzz ---- */

/* Whatever is asked, the answers are whole lines that a pipe keeps whole, and nothing is signaled that must not be. */
static void fuzz_requests(void) {
    static const char *const valid[] = {"end 7 900000000010 =session-3\n", "signal USR1 101 102\n", "tell TERM 101/100 102/100\n",
                                        "sync 7\n", "ping\n"};
    static char requests[3 * BUFFER];
    long size = 0;
    reset_world();
    for (long i = random_below(5); i >= 0; i--) {
        const char *line = valid[random_below(5)];
        memcpy(requests + size, line, strlen(line));
        size += (long)strlen(line);
    }
    size = one_in(8) ? random_bytes(requests, sizeof requests - 1) : mutate(requests, size, sizeof requests - 1);
    requests[size] = 0;
    add_task(3, 101)->hard = OURS;
    add_task(4, 102)->cookies = "session-3:session-4";
    add_task(5, 103)->session = JVM;
    task_of(103)->soft = OURS;
    task_of(102)->lives = random_below(3);
    task_of(101)->refuses = one_in(8);
    world.forks = random_below(4);
    world.silences = random_below(3);
    world.chunk = random_below(9);
    char *copy = exact_copy(requests, size + 1);
    run_warden_with(one_in(2) ? "30" : "0", copy);
    free(copy);
    CHECK(task_of(WARDEN) && task_of(JVM));
    for (const char *at = kernel.written; *at && kernel.size_written < KEPT;) {
        const char *end = strchr(at, '\n');
        CHECK(end && end - at <= LONGEST_ANSWER && (starts_with(at, "warden ") || starts_with(at, "sync ")));
        at = end + 1;
    }
}

#endif
