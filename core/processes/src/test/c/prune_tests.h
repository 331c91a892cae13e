/*
 * Tests deletion on the real file system, with a second process simulated: a folder becomes a link just before one of
 * the system calls, once for each call. So every interleaving of the two processes is tested. See prune.h.
 */
#ifndef CURFEW_PRUNE_TESTS_H
#define CURFEW_PRUNE_TESTS_H

#if defined(__x86_64__)
enum { SYS_MKDIRAT = 258, SYS_SYMLINKAT = 266, SYS_CHMODAT = 268 };
#else
enum { SYS_MKDIRAT = 34, SYS_SYMLINKAT = 36, SYS_CHMODAT = 53 };
#endif

enum { MOST_SWAPS = 1000 };

char *mkdtemp(char *template);
long syscall(long number, ...);
int *__errno_location(void);

/* Returns the result of statx(2), or an error number. */
static struct file_status told;
static long statx_error;

static long tell_status(long number, const long *arguments) {
    if (number == SYS_STATX && !statx_error) {
        memcpy((void *)arguments[4], &told, sizeof told);
    }
    return number == SYS_STATX ? statx_error : 0;
}

static long mount_told(unsigned long number, const char *proc) {
    if (proc) {
        provide_text(proc);
    } else {
        reset_kernel();
    }
    kernel.call = tell_status;
    told = (struct file_status){.mask = number ? STATX_MNT_ID : 0, .device_minor = 5, .mount = number};
    return mount_of(7);
}

static void tells_mounts_apart_on_every_kernel(void) {
    statx_error = 0;
    CHECK(mount_told(31, 0) == 31);
    CHECK(mount_told(0, "pos:\t0\nflags:\t012100000\nmnt_id:\t29\nino:\t2\n") == 29);
    CHECK(mount_told(0, "flags:\t012100000\n") == (DEVICE | 5));
    CHECK(mount_told(0, 0) == NO_FILE);
    statx_error = -EPERM;
    CHECK(mount_told(0, "mnt_id:\t29\n") == 29);
    CHECK(mount_told(0, "flags:\t012100000\n") == -EPERM);
}

static struct {
    char base[BUFFER / 2];
    const char *swapped; /* the folder that becomes a link */
    long calls, swap_before, parent;
} race;

static const char *in_base(const char *name) {
    static char paths[4][BUFFER];
    static int next;
    char *path = paths[next++ % 4];
    snprintf(path, BUFFER, "%s/%s", race.base, name);
    return path;
}

static void make_folders(const char *const *names) {
    for (; *names; names++) {
        CHECK(syscall(SYS_MKDIRAT, AT_FDCWD, in_base(*names), 0755) == 0);
    }
}

static void make_files(const char *const *names) {
    for (; *names; names++) {
        FILE *file = fopen(in_base(*names), "w");
        CHECK(file && fclose(file) == 0);
    }
}

static int is_there(const char *name) { return syscall(SYS_FACCESSAT, AT_FDCWD, in_base(name), 0) == 0; }

/* Whether a folder has no permissions at all; even root must make it accessible before opening it. */
static int is_locked(const char *name) {
    struct {
        unsigned char unread[28];
        unsigned short mode;
        unsigned char more[226];
    } status;
    CHECK(syscall(SYS_STATX, AT_FDCWD, in_base(name), 0, 2, &status) == 0);
    return (status.mode & 07777) == 0;
}

static const char *const folders[] = {"scope", "scope/a", "scope/a/b", "scope/a/b/c", "outside", "outside/b", "outside/b/c", 0};
static const char *const files[] = {"scope/a/f", "scope/a/b/g", "scope/a/b/c/h", "outside/f", "outside/b/g", "outside/b/c/h", 0};
static const char *const outside_in[] = {"outside/f", "outside/b/c/h", "outside/b/g", "outside/b/c", "outside/b", "outside", 0};

static void swap(void) {
    char away[BUFFER];
    snprintf(away, sizeof away, "%s.away", in_base(race.swapped));
    if (rename(in_base(race.swapped), away) == 0) {
        CHECK(syscall(SYS_SYMLINKAT, in_base("outside"), AT_FDCWD, in_base(race.swapped)) == 0);
    }
}

static long call_kernel(long number, const long *a) {
    if (++race.calls == race.swap_before) {
        swap();
    }
    if (number == SYS_WRITE) {
        return keep_written((const char *)a[1], a[2]);
    }
    if (number == SYS_RT_SIGPROCMASK) {
        return 0;
    }
    if (number == SYS_FACCESSAT && a[0] != AT_FDCWD) {
        return -EACCES; /* as for a user who is not root; the chmod call is what is tested */
    }
    long result = syscall(number, a[0], a[1], a[2], a[3], a[4], a[5]);
    race.parent = number == SYS_OPENAT && a[0] == AT_FDCWD && a[2] & O_PATH ? result : race.parent;
    return result < 0 ? -*__errno_location() : result;
}

static void run_prune(const char *name) {
    char folder[BUFFER];
    snprintf(folder, sizeof folder, "%s", in_base(name));
    reset_kernel();
    memset(&pruning, 0, sizeof pruning);
    kernel.call = call_kernel;
    race.calls = 0;
    kernel.code = prune(folder);
    syscall(SYS_CLOSE, race.parent);
}

/* Returns whether the swap came before the end. */
static int prune_with_a_swap(const char *swapped, long swap_before) {
    race.swapped = swapped;
    race.swap_before = swap_before;
    make_folders(folders);
    make_files(files);
    syscall(SYS_CHMODAT, AT_FDCWD, in_base("outside/b/c"), 0);
    run_prune("scope");
    CHECK(kernel.code == 0 && kernel.size_written == 0);
    CHECK(!is_there("scope"));
    CHECK(is_locked("outside/b/c"));
    syscall(SYS_CHMODAT, AT_FDCWD, in_base("outside/b/c"), 0700);
    for (const char *const *name = files + 3; *name; name++) {
        CHECK(is_there(*name));
    }
    for (const char *const *name = outside_in; *name; name++) {
        remove(in_base(*name));
    }
    long calls = race.calls;
    race.swap_before = 0;
    run_prune("scope.away");
    return calls >= swap_before;
}

static void never_follows_a_link_that_appears(void) {
    static const char *const swapped[] = {"scope", "scope/a", "scope/a/b", "scope/a/b/c", 0};
    const char *temp = getenv("TMPDIR");
    snprintf(race.base, sizeof race.base, "%s/curfew-prune-XXXXXX", temp ? temp : "/tmp");
    CHECK(mkdtemp(race.base));
    for (const char *const *name = swapped; *name; name++) {
        long at = 1;
        while (prune_with_a_swap(*name, at)) {
            at++;
            CHECK(at < MOST_SWAPS);
        }
        CHECK(at > 50); /* every call had its turn */
    }
    remove(race.base);
    race.base[0] = 0;
}

#endif
