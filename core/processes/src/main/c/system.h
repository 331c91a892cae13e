/*
 * The system calls that guard.c needs, by their names in section 2 of the manual, without libc: a static program of a
 * few kilobytes starts in a fraction of the time of dynamic linking, and many instances need little memory. Failures
 * are negative error numbers, as the kernel returns them.
 */
#ifndef CURFEW_SYSTEM_H
#define CURFEW_SYSTEM_H

enum { BUFFER = 4096 };
enum { EPERM = 1, ENOENT = 2, ESRCH = 3, EINTR = 4, EIO = 5, E2BIG = 7, ENOEXEC = 8, ECHILD = 10 };
enum { EAGAIN = 11, ENOMEM = 12, EACCES = 13, ENOTDIR = 20, EINVAL = 22, ETXTBSY = 26 };
enum { AT_FDCWD = -100 };
enum { O_RDONLY = 0, O_WRONLY = 1, O_RDWR = 2, O_NOCTTY = 0400, O_NONBLOCK = 04000, O_CLOEXEC = 02000000 };
enum { F_GETFL = 3, F_SETFL = 4, F_DUPFD_CLOEXEC = 1030, S_IFIFO = 010000, SEEK_CUR = 1, POLLIN = 1, POLLOUT = 4 };
enum { WNOHANG = 1, WEXITED = 4, WNOWAIT = 0x1000000, WALL = 0x40000000, P_PID = 1, P_PGID = 2 };
enum { PR_SET_PDEATHSIG = 1, PR_SET_DUMPABLE = 4, PR_SET_CHILD_SUBREAPER = 36 };
enum { RLIMIT_CPU = 0, RLIMIT_NPROC = 6, RLIMIT_LOCKS = 10 };
enum { TCGETS = 0x5401, TCSETS = 0x5402, TIOCSCTTY = 0x540E, TIOCSPGRP = 0x5410, TIOCSWINSZ = 0x5414 };
enum { TIOCNOTTY = 0x5422, TIOCGSID = 0x5429 };
enum { PROT_READ = 1, PROT_WRITE = 2, MAP_SHARED = 1, MAP_PRIVATE = 2, MAP_ANONYMOUS = 0x20 };
enum { CLONE_VFORK = 0x4000, CLONE_NEWNS = 0x20000, CLONE_NEWUSER = 0x10000000, CLONE_NEWPID = 0x20000000 };
enum { MS_NOSUID = 2, MS_NODEV = 4, MS_NOEXEC = 8, MS_REC = 0x4000, MS_SLAVE = 0x80000 };
enum { AF_UNIX = 1, SOCK_STREAM = 1, SOCK_SEQPACKET = 5, SOCK_CLOEXEC = O_CLOEXEC };
enum { SIGHUP = 1, SIGINT = 2, SIGQUIT = 3, SIGKILL = 9, SIGUSR1 = 10, SIGUSR2 = 12, SIGTERM = 15, SIGCHLD = 17, SIGCONT = 18, SIGSTOP = 19 };
enum { SIG_BLOCK = 0, SIG_SETMASK = 2, SIGNALS = 64, SIGSET_BYTES = 8 };
#define CLONE_INTO_CGROUP 0x200000000ul
#define ALL_SIGNALS (~0ul)

#if defined(__x86_64__)
enum {
    SYS_READ = 0, SYS_WRITE = 1, SYS_CLOSE = 3, SYS_IOCTL = 16, SYS_GETPID = 39, SYS_CLONE = 56, SYS_EXECVE = 59,
    SYS_EXIT = 60, SYS_WAIT4 = 61, SYS_KILL = 62, SYS_FCNTL = 72, SYS_CHDIR = 80, SYS_GETPPID = 110, SYS_SETSID = 112,
    SYS_PRCTL = 157, SYS_GETDENTS64 = 217, SYS_RT_SIGACTION = 13, SYS_RT_SIGPROCMASK = 14, SYS_OPENAT = 257,
    SYS_MKNODAT = 259, SYS_FACCESSAT = 269, SYS_PPOLL = 271, SYS_SIGNALFD4 = 289, SYS_DUP3 = 292, SYS_PRLIMIT64 = 302,
    SYS_PIDFD_OPEN = 434, SYS_CLONE3 = 435, SYS_SOCKETPAIR = 53, SYS_MOUNT = 165, SYS_GETEUID = 107, SYS_GETEGID = 108,
    SYS_LSEEK = 8, SYS_MMAP = 9, SYS_MUNMAP = 11, SYS_SETPGID = 109, SYS_GETSID = 124, SYS_READLINKAT = 267,
    SYS_GETRUSAGE = 98, SYS_WAITID = 247, SYS_FCHMOD = 91, SYS_CLOSE_RANGE = 436
};

#elif defined(__aarch64__)
enum {
    SYS_READ = 63, SYS_WRITE = 64, SYS_CLOSE = 57, SYS_IOCTL = 29, SYS_GETPID = 172, SYS_CLONE = 220, SYS_EXECVE = 221,
    SYS_EXIT = 93, SYS_WAIT4 = 260, SYS_KILL = 129, SYS_FCNTL = 25, SYS_CHDIR = 49, SYS_GETPPID = 173, SYS_SETSID = 157,
    SYS_PRCTL = 167, SYS_GETDENTS64 = 61, SYS_RT_SIGACTION = 134, SYS_RT_SIGPROCMASK = 135, SYS_OPENAT = 56,
    SYS_MKNODAT = 33, SYS_FACCESSAT = 48, SYS_PPOLL = 73, SYS_SIGNALFD4 = 74, SYS_DUP3 = 24, SYS_PRLIMIT64 = 261,
    SYS_PIDFD_OPEN = 434, SYS_CLONE3 = 435, SYS_SOCKETPAIR = 199, SYS_MOUNT = 40, SYS_GETEUID = 175, SYS_GETEGID = 177,
    SYS_LSEEK = 62, SYS_MMAP = 222, SYS_MUNMAP = 215, SYS_SETPGID = 154, SYS_GETSID = 156, SYS_READLINKAT = 78,
    SYS_GETRUSAGE = 165, SYS_WAITID = 95, SYS_FCHMOD = 52, SYS_CLOSE_RANGE = 436
};

#else
#error "unsupported architecture"
#endif

#if defined(CURFEW_HOSTED)
/* The tests link against libc, and define this function: see core/processes/src/test/c. */
static long syscall6(long number, long a, long b, long c, long d, long e, long f);

#elif defined(__x86_64__)
static long syscall6(long number, long a, long b, long c, long d, long e, long f) {
    long result;
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    register long r9 __asm__("r9") = f;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                     : "rcx", "r11", "memory");
    return result;
}

__asm__(".globl _start\n_start:\n  mov %rsp, %rdi\n  and $-16, %rsp\n  call start\n");

#else
static long syscall6(long number, long a, long b, long c, long d, long e, long f) {
    register long x8 __asm__("x8") = number;
    register long x0 __asm__("x0") = a;
    register long x1 __asm__("x1") = b;
    register long x2 __asm__("x2") = c;
    register long x3 __asm__("x3") = d;
    register long x4 __asm__("x4") = e;
    register long x5 __asm__("x5") = f;
    __asm__ volatile("svc 0"
                     : "+r"(x0)
                     : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5)
                     : "memory");
    return x0;
}

__asm__(".globl _start\n_start:\n  mov x0, sp\n  bl start\n");

#endif

#define CALL(name, a, b, c, d, e) syscall6(SYS_##name, (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), 0)

typedef unsigned long sigset;

struct pollfd {
    int fd;
    short events, revents;
};

struct limit {
    unsigned long soft, hard;
};

struct timespec {
    long seconds, nanoseconds;
};

/* The layout of the kernel, without the speed fields of libc. */
struct terminal_settings {
    unsigned input, output, control, local;
    unsigned char discipline, characters[19];
};

struct sigaction {
    void *handler; /* zero is SIG_DFL */
    unsigned long flags;
    void *restorer;
    sigset mask;
};

struct clone_args {
    unsigned long flags, pidfd, child_tid, parent_tid, exit_signal, stack, stack_size, tls, set_tid, set_tid_size, cgroup;
};

struct directory_entry {
    unsigned long inode, offset;
    unsigned short length;
    unsigned char type;
    char name[];
};

static long open(const char *path, int flags) { return CALL(OPENAT, AT_FDCWD, path, flags, 0, 0); }
static long read(int fd, void *buffer, long size) { return CALL(READ, fd, buffer, size, 0, 0); }
static long write(int fd, const void *bytes, long size) { return CALL(WRITE, fd, bytes, size, 0, 0); }
static void close(int fd) { CALL(CLOSE, fd, 0, 0, 0, 0); }
static void dup_onto(int from, int to) { CALL(DUP3, from, to, 0, 0, 0); }
static long kill(long pid, int signal) { return CALL(KILL, pid, signal, 0, 0, 0); }
static long getpid(void) { return CALL(GETPID, 0, 0, 0, 0, 0); }
static long getppid(void) { return CALL(GETPPID, 0, 0, 0, 0, 0); }
static long ioctl(int fd, int request, const void *value) { return CALL(IOCTL, fd, request, value, 0, 0); }
static long exists(const char *path) { return CALL(FACCESSAT, AT_FDCWD, path, 0, 0, 0) == 0; }
static void set_signal_mask(int how, sigset set) { CALL(RT_SIGPROCMASK, how, &set, 0, SIGSET_BYTES, 0); }

__attribute__((noreturn)) static void exit(int code) {
    for (;;) {
        CALL(EXIT, code, 0, 0, 0, 0);
    }
}

/*
 * Sets whether other processes of the same user may read the memory, the environment and the descriptors of this
 * process in /proc. If not, these files belong to root. Executing a program resets this: every new program is readable.
 */
static void let_others_look_in(int allowed) { CALL(PRCTL, PR_SET_DUMPABLE, allowed, 0, 0, 0); }

/* Returns zeroed pages, or null. */
static void *map_memory(unsigned long size, int sharing) {
    long at = CALL(MMAP, 0, size, PROT_READ | PROT_WRITE, sharing | MAP_ANONYMOUS, -1);
    return at < 0 && at > -BUFFER ? 0 : (void *)at;
}

#if !defined(CURFEW_HOSTED)
/* The compiler may generate calls of these functions. */
__attribute__((used)) void *memset(void *to, int value, unsigned long size) {
    for (volatile char *at = to; size; size--) {
        *at++ = (char)value;
    }
    return to;
}

__attribute__((used)) void *memcpy(void *to, const void *from, unsigned long size) {
    volatile char *at = to;
    for (const char *next = from; size; size--) {
        *at++ = *next++;
    }
    return to;
}

#endif

#endif
