/* Runs whole programs of guard.c with random arguments, environments, reports and system calls. */
#ifndef CURFEW_PROGRAM_FUZZ_H
#define CURFEW_PROGRAM_FUZZ_H

enum { MAX_WORDS = 16, LONGEST_WORD = 5000, MOST_CALLS = 600, TIRED = -1, RAN = -2, OWN = 42, OWNER = 4711, COMMAND = 4712, OWNER_FD = 30 };
enum { MAX_BLOCKS = 64, LARGEST_BLOCK = 1 << 20 };

static struct {
    long calls, clock;
    char *blocks[MAX_BLOCKS]; /* of memory, freed when the program has ended */
    int block_count;
    char input[LARGEST_TEST_ORDER + 32];
    long input_size, input_at;
} program;

/* ---- its kernel ---- */

__attribute__((noreturn)) static void end_program(long code) {
    kernel.code = code;
    longjmp(kernel.exited, 1);
}

static void *own_block(unsigned long size) {
    if (program.block_count == MAX_BLOCKS) {
        end_program(TIRED);
    }
    char *block = calloc(1, size ? size : 1);
    program.blocks[program.block_count++] = block;
    return block;
}

static struct content text_of(const char *text) { return (struct content){text, (long)strlen(text)}; }

static struct content make_content(const char *path) {
    static char bytes[3 * BUFFER];
    const char *valid = "12 34 \n";
    if (one_in(12)) {
        return no_content(path);
    }
    if (strstr(path, "/stat") && !strstr(path, "/status")) {
        valid = one_in(12) ? "4711 (java) Z 1 2 3\n" : valid_stat;
    } else if (strstr(path, "/owner")) {
        valid = "4711 987654 pid:[4026531836]\n";
    } else if (strstr(path, "/cgroup")) {
        valid = "/sys/fs/cgroup/curfew-session\n";
    } else if (strstr(path, "boot_id")) {
        valid = "5b3c6a1e-9d5c-4d5c-9d5c-5b3c6a1e9d5c\n";
    }
    if (!one_in(4)) {
        return text_of(valid);
    }
    strcpy(bytes, valid);
    long size = one_in(3) ? random_bytes(bytes, sizeof bytes) : mutate(bytes, (long)strlen(valid), sizeof bytes);
    return (struct content){bytes, size};
}

static long read_signals(char *to, long size) {
    static const unsigned signals[] = {SIGCHLD, SIGUSR1, SIGTERM, SIGHUP, 99, SIGCONT};
    if (size < 128 || one_in(2)) {
        return -EAGAIN;
    }
    memset(to, 0, 128);
    memcpy(to, signals + random_below(6), sizeof *signals);
    return 128;
}

static long read_input(char *to, long size) {
    long left = program.input_size - program.input_at, count = left < size ? left : size;
    if (count > 1 && one_in(4)) {
        count = 1 + random_below(count);
    }
    memcpy(to, program.input + program.input_at, (unsigned long)count);
    program.input_at += count;
    return count;
}

static long read_news(long fd, char *to, long size) {
    long news = random_below(3) - 1;
    if (one_in(8)) {
        return -EAGAIN;
    }
    if (fd == 0) {
        return read_input(to, size);
    }
    if (size >= 128 && size < BUFFER) {
        return read_signals(to, size);
    }
    if (size == sizeof news) {
        memcpy(to, &news, sizeof news);
        return one_in(4) ? 0 : size;
    }
    long count = one_in(3) ? 0 : 1 + random_below(size < 999 ? size : 999);
    memset(to, 'o', (unsigned long)count);
    return count;
}

static long list_tasks(char *to, long size) {
    struct directory_entry *entry = (struct directory_entry *)to;
    if (one_in(2) || size < 64) {
        return one_in(8) ? -ENOENT : 0;
    }
    for (int i = 0; i < 2; i++) {
        entry = (struct directory_entry *)(to + 32 * i);
        entry->length = 32;
        strcpy(entry->name, i ? "4194303" : "..");
    }
    return 64;
}

static long poll_at_random(struct pollfd *polled, long count) {
    long ready = 0;
    program.clock += random_below(500);
    for (long i = 0; i < count; i++) {
        long rarity = polled[i].fd == OWNER_FD ? 200 : 3;
        polled[i].revents = polled[i].fd >= 0 && one_in(rarity) ? polled[i].events : 0;
        ready += polled[i].revents != 0;
    }
    return one_in(30) ? -EINTR : ready;
}

static long wait_at_random(int *status) {
    static const int statuses[] = {0, 0x100, 9, 15, 0x7f00, 0x8b};
    *status = statuses[random_below(6)];
    return one_in(2) ? 0 : one_in(2) ? -ECHILD : one_in(2) ? COMMAND : one_in(4) ? -EINTR : 1 + random_below(99);
}

static long execute_at_random(const char *path, char **words, char **variables) {
    static const long errors[] = {ENOENT, EACCES, ENOEXEC, ENOTDIR, ETXTBSY, EIO};
    long seen = length(path);
    for (; *words; words++) {
        seen += length(*words);
    }
    for (; *variables; variables++) {
        seen += length(*variables);
    }
    CHECK(seen >= 0);
    return one_in(4) ? (end_program(RAN), 0) : -errors[random_below(6)];
}

static long free_memory(char *block) {
    for (int i = 0; i < program.block_count; i++) {
        if (program.blocks[i] == block) {
            free(block);
            program.blocks[i] = 0;
            return 0;
        }
    }
    CHECK(!"memory that was mapped");
    return 0;
}

/* Most calls succeed most of the time, so that programs run far. */
static long call_at_random(long number, const long *arguments) {
    struct timespec *time;
    if (++program.calls > MOST_CALLS) {
        end_program(TIRED);
    }
    switch (number) {
        case SYS_READ:
            return read_news(arguments[0], (char *)arguments[1], arguments[2]);
        case SYS_WRITE:
            keep_written((const char *)arguments[1], arguments[2]);
            return one_in(12) ? -EAGAIN : one_in(12) ? -EIO : one_in(8) ? random_below(arguments[2] + 1) : arguments[2];
        case SYS_OPENAT:
            CHECK(strlen((const char *)arguments[1]) < BUFFER || arguments[1]);
            return one_in(10) ? -EACCES : 20 + random_below(9);
        case SYS_FACCESSAT:
            return one_in(20) || strstr((const char *)arguments[1], "/.") ? 0 : -ENOENT;
        case SYS_GETDENTS64:
            return list_tasks((char *)arguments[1], arguments[2]);
        case SYS_PPOLL:
            return poll_at_random((struct pollfd *)arguments[0], arguments[1]);
        case SYS_WAIT4:
            return wait_at_random((int *)arguments[1]);
        case SYS_EXECVE:
            return execute_at_random((const char *)arguments[0], (char **)arguments[1], (char **)arguments[2]);
        case SYS_CLONE:
        case SYS_CLONE3:
            return one_in(4) ? 0 : one_in(8) ? -EPERM : COMMAND;
        case SYS_GETPID:
            return OWN;
        case SYS_GETPPID:
            return one_in(20) ? 1 : one_in(4) ? OWN : OWNER;
        case SYS_PIDFD_OPEN:
            return one_in(4) ? -EPERM : OWNER_FD;
        case SYS_MMAP:
            return arguments[1] > LARGEST_BLOCK ? -ENOMEM : (long)own_block((unsigned long)arguments[1]);
        case SYS_MUNMAP:
            return free_memory((char *)arguments[0]);
        case SYS_PIPE2:
        case SYS_SOCKETPAIR:
            memcpy((int *)arguments[number == SYS_PIPE2 ? 0 : 3], (int[]){21, 22}, 2 * sizeof(int));
            return one_in(20) ? -ENOMEM : 0;
        case SYS_READLINKAT:
            memset((char *)arguments[2], 'l', (unsigned long)arguments[3]);
            return one_in(8) ? -ENOENT : random_below(arguments[3] + 1);
        case SYS_CLOCK_GETTIME:
            time = (struct timespec *)arguments[1];
            *time = (struct timespec){program.clock / 1000, program.clock % 1000 * 1000000};
            return 0;
        case SYS_FCNTL:
            return one_in(20) ? -EINVAL : 23;
        case SYS_SIGNALFD4:
            return 24;
        case SYS_LSEEK:
        case SYS_GETSID:
            return one_in(3) ? -EPERM : 42;
        case SYS_PRLIMIT64:
        case SYS_IOCTL:
            return one_in(20) ? -EPERM : keep_limits(number, arguments);
    }
    return one_in(30) ? -EPERM : 0;
}

/* ---- its arguments ---- */

static const char *const usages[][MAX_WORDS] = {
    {"guard", "guard", "4711", "/session", "id-7", "900000000000000001 0=60", "-", "-", "/bin/sh", "sh", "-c", "true"},
    {"guard", "guard", "4711", "/session", "id-7", "-", "/dev/pts/1", "/sys/fs/cgroup/a", "/bin/sh", "sh"},
    {"guard", "isolate", "4711", "/session", "id-7", "-", "-", "-", "/bin/sh", "sh"},
    {"guard", "escaped", "/gr\\c3\\bc", "guard", "4711", "/session", "id-7", "-", "-", "-", "sh", "sh", "-c", "\\c3\\9f"},
    {"guard", "launch", "4711", "/session", "id-7", "900000000000000001", "-", "-", "/bin/sh", "sh"},
    {"guard", "detach", "4711", "/session/pipe", "/bin/guard", "curfew-warden", "warden"},
    {"guard", "probe", "/session/status", "/session/other"},
    {"guard", "probe-namespaces"},
    {"guard", "lane", "/sandbox", "4711", "nonce-7"},
    {"guard", "series", "/sandbox", "4711", "nonce-7"},
    {"guard", "series", "/sandbox", "4711", "nonce-7"},
    {"guard", "job", "/job", "900000000000000001 0=60", "3000", "500", "100", "50", "sh", "-c", "true"},
    {"guard", "relay", "/sandbox/guard", "warden"},
    {"guard", "warden", "/curfew/session", "90000000001", "c0ffee", "4711", "30"},
    {"guard", "warden", "/curfew-sandbox-1", "-", "c0ffee", "0", "0"},
    {"guard", "identify", "4711"}};

static const char *const variables[] = {"PATH=/bin:/usr/bin", "PATH", "PATH=", "A=1", "=", "", "PATH=:::/x", "CURFEW_BYTES_A=\\c3\\9f",
                                        "CURFEW_KEY=07060504030201000f0e0d0c0b0a0908", "CURFEW_KEY"};

enum { USAGES = sizeof usages / sizeof *usages, VARIABLES = sizeof variables / sizeof *variables };

static char *random_word(const char *valid) {
    static char bytes[LONGEST_WORD + 1];
    strcpy(bytes, valid);
    long size = (long)strlen(valid);
    if (one_in(8)) {
        size = one_in(4) ? random_bytes(bytes, LONGEST_WORD) : mutate(bytes, size, LONGEST_WORD);
    }
    if (one_in(40)) {
        memset(bytes, 'x', LONGEST_WORD);
        size = LONGEST_WORD;
    }
    bytes[size] = 0;
    size = (long)strlen(bytes);
    return memcpy(own_block((unsigned long)size + 1), bytes, (unsigned long)size + 1);
}

/* The layout of the kernel: the count, the arguments, a null, the variables, a null. */
static long *make_stack(const char *const *usage) {
    long count = 0, most = one_in(10) ? random_below(MAX_WORDS) : MAX_WORDS, set = random_below(4);
    while (count < most && count < MAX_WORDS && usage[count]) {
        count++;
    }
    char **stack = own_block((unsigned long)(count + set + 3) * sizeof *stack);
    stack[0] = (char *)count;
    for (long i = 0; i < count; i++) {
        stack[1 + i] = random_word(usage[i]);
    }
    for (long i = 0; i < set; i++) {
        stack[count + 2 + i] = random_word(variables[random_below(VARIABLES)]);
    }
    return (long *)stack;
}

static void make_input(void) {
    char bytes[LARGEST_TEST_ORDER];
    memcpy(bytes, valid_order, sizeof valid_order - 1);
    long size = sizeof valid_order - 1;
    if (one_in(2)) {
        size = mutate(bytes, size, sizeof bytes);
    }
    program.input_size = sprintf(program.input, "%ld\n", one_in(8) ? (long)random_number() : size);
    memcpy(program.input + program.input_size, bytes, (unsigned long)size);
    program.input_size += size;
    if (one_in(8)) {
        program.input_size = mutate(program.input, program.input_size, sizeof program.input);
    }
}

static void forget_program(void) {
    for (int i = 0; i < program.block_count; i++) {
        free(program.blocks[i]);
    }
    memset(&program, 0, sizeof program);
    memset(&guard, 0, sizeof guard);
    memset(&job, 0, sizeof job);
    memset(&job_log, 0, sizeof job_log);
    memset(&warden, 0, sizeof warden);
    memset(&sweeping, 0, sizeof sweeping);
    memset(&pruning, 0, sizeof pruning);
    job_log.pipe = job_log.fd = -1;
    descendant_count = 0;
}

static long run_program(long *stack) {
    if (!setjmp(kernel.exited)) {
        start(stack);
    }
    return kernel.code;
}

static void fuzz_programs(void) {
    reset_kernel();
    forget_program();
    kernel.find = make_content;
    kernel.call = call_at_random;
    program.clock = 1 + random_below(1000000);
    make_input();
    run_program(make_stack(usages[random_below(USAGES)]));
    forget_program();
}

/* ---- found by fuzzing ---- */

/* Each fork returns in the parent, and the command of a job ends with success at the third wait. */
static long run_quietly(long number, const long *arguments) {
    static const long waits[] = {0, 0, COMMAND, -ECHILD};
    program.calls++;
    CHECK(program.calls < 100 * MOST_CALLS);
    switch (number) {
        case SYS_WAIT4:
            *(int *)arguments[1] = 0;
            return waits[program.clock < 3 ? program.clock++ : 3];
        case SYS_CLONE:
            return arguments[0] & CLONE_VFORK ? COMMAND : 0;
        case SYS_READ:
            return arguments[0] == 21 && program.clock < 2 ? (memset((void *)arguments[1], 'o', 9), 9) : -EAGAIN;
        case SYS_WRITE:
            return keep_written((const char *)arguments[1], arguments[2]);
        case SYS_MMAP:
            return (long)own_block((unsigned long)arguments[1]);
        case SYS_PIPE2:
            memcpy((void *)arguments[0], (int[]){21, 22}, 2 * sizeof(int));
            return 0;
        case SYS_CLOCK_GETTIME:
            *(struct timespec *)arguments[1] = (struct timespec){5000, 0};
    }
    return number == SYS_OPENAT ? 40 : 0;
}

static long failures_left;

static long run_on_a_full_disk(long number, const long *arguments) {
    enum { ENOSPC = 28 };
    int is_note = number == SYS_OPENAT && strstr((const char *)arguments[1], ".draft") && program.clock == 3;
    return is_note && failures_left-- > 0 ? -ENOSPC : run_quietly(number, arguments);
}

static void run_job_on(long (*call)(long, const long *), const char *runtime, const char *grace, const char *head, const char *size) {
    const char *const words[MAX_WORDS] = {"guard", "job", "/job", "-", runtime, grace, head, size, "true"};
    reset_kernel();
    forget_program();
    kernel.call = call;
    char **stack = own_block((MAX_WORDS + 3) * sizeof *stack);
    long count = 0;
    for (; words[count]; count++) {
        stack[1 + count] = own_block(strlen(words[count]) + 1);
        strcpy(stack[1 + count], words[count]);
    }
    stack[0] = (char *)count;
    CHECK(run_program((long *)stack) == 0);
    CHECK(strstr(kernel.written, "exit 0 5000000\n"));
    CHECK(strstr(kernel.written, "ooooooooo"));
    forget_program();
}

static void run_job_with(const char *runtime, const char *grace, const char *head, const char *size) {
    run_job_on(run_quietly, runtime, grace, head, size);
}

static void notes_the_end_of_a_job_when_the_disk_has_room_again(void) {
    failures_left = 20;
    run_job_on(run_on_a_full_disk, "3000", "500", "100", "50");
    CHECK(failures_left < 0);
}

static void runs_a_job(void) { run_job_with("3000", "500", "100", "50"); }

static void runs_a_job_for_longer_than_can_be_counted(void) {
    run_job_with("9223372036854775807", "18446744073709551615", "100", "50");
}

static void keeps_a_log_without_a_size(void) { run_job_with("3000", "500", "0", "0"); }

#endif
