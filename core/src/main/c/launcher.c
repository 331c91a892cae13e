/*
 * launcher PROGRAM ARGV0 [ARGUMENT ...]
 *
 * Gives a command the start that a shell would give it, then becomes it:
 *   - a session and process group of its own, so that signals reach the command and its children and nobody else, and
 *     a "kill 0" of the command does not reach the JVM or the build tool;
 *   - default signal actions and no blocked signals: a JVM that was started in the background ignores SIGINT, and
 *     its children would too.
 * The pid stays the same. Without libc it needs no dynamic linking, which costs more than all the rest.
 *
 * Exit status when the command cannot be run, as in a shell: 127 if it was not found, 126 otherwise.
 */

#define ENOENT 2
#define ENOEXEC 8
#define SIG_LAST 64
#define SIG_SETMASK 2
#define SIGSET_BYTES 8

#if defined(__x86_64__)
enum { SYS_WRITE = 1, SYS_SIGACTION = 13, SYS_SIGPROCMASK = 14, SYS_EXECVE = 59, SYS_EXIT = 60, SYS_SETSID = 112 };

static long syscall4(long number, long a, long b, long c, long d) {
    long result;
    register long r10 __asm__("r10") = d;
    __asm__ volatile("syscall" : "=a"(result) : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10) : "rcx", "r11", "memory");
    return result;
}

__asm__(".globl _start\n_start:\n  mov %rsp, %rdi\n  and $-16, %rsp\n  call start\n");

#elif defined(__aarch64__)
enum { SYS_WRITE = 64, SYS_SIGACTION = 134, SYS_SIGPROCMASK = 135, SYS_EXECVE = 221, SYS_EXIT = 93, SYS_SETSID = 157 };

static long syscall4(long number, long a, long b, long c, long d) {
    register long x8 __asm__("x8") = number;
    register long x0 __asm__("x0") = a;
    register long x1 __asm__("x1") = b;
    register long x2 __asm__("x2") = c;
    register long x3 __asm__("x3") = d;
    __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3) : "memory");
    return x0;
}

__asm__(".globl _start\n_start:\n  mov x0, sp\n  bl start\n");

#else
#error "unsupported architecture"
#endif

struct kernel_sigaction {
    void *handler; /* zero is SIG_DFL */
    unsigned long flags;
    void *restorer;
    unsigned long mask;
};

static void reset_signals(void) {
    struct kernel_sigaction action = {0};
    unsigned long none = 0;
    for (int signal = 1; signal <= SIG_LAST; signal++) {
        syscall4(SYS_SIGACTION, signal, (long)&action, 0, SIGSET_BYTES);
    }
    syscall4(SYS_SIGPROCMASK, SIG_SETMASK, (long)&none, 0, SIGSET_BYTES);
}

static void print(const char *text) {
    long length = 0;
    while (text[length]) {
        length++;
    }
    syscall4(SYS_WRITE, 2, (long)text, length, 0);
}

static void print_number(long number) {
    char digits[24];
    int at = sizeof digits - 1;
    digits[at] = 0;
    do {
        digits[--at] = (char)('0' + number % 10);
    } while (number /= 10);
    print(digits + at);
}

/* A script without "#!" is run by sh, as execvp(3) does. Its argv slot 0 is reused, slot 1 is the script. */
static void run_script(char *program, char **slots, char **environment) {
    slots[0] = "sh";
    slots[1] = program;
    syscall4(SYS_EXECVE, (long)"/bin/sh", (long)slots, (long)environment, 0);
}

__attribute__((noreturn, used)) void start(long *stack) {
    long count = stack[0];
    char **arguments = (char **)(stack + 1);
    char **environment = arguments + count + 1;
    long error = ENOENT;
    if (count >= 3) {
        char *program = arguments[1];
        syscall4(SYS_SETSID, 0, 0, 0, 0); /* fails for the leader of a terminal's session, which has one already */
        reset_signals();
        error = -syscall4(SYS_EXECVE, (long)program, (long)(arguments + 2), (long)environment, 0);
        if (error == ENOEXEC) {
            run_script(program, arguments + 1, environment);
        }
        print("curfew: cannot execute ");
        print(program);
        print(": errno ");
        print_number(error);
        print("\n");
    }
    for (;;) {
        syscall4(SYS_EXIT, error == ENOENT ? 127 : 126, 0, 0, 0);
    }
}
