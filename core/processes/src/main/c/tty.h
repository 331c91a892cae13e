/* The terminal of a lane: its session and its settings. */
#ifndef CURFEW_TTY_H
#define CURFEW_TTY_H

#include "command.h"

enum { INPUT_IS_CHANGED = 01 | 02 | 010 | 040 | 0100 | 0200 | 0400 | 02000, OUTPUT_IS_CHANGED = 1 };
enum { EIGHT_BITS = 060, PARITY = 0400, IS_EDITED = 01 | 02 | 010 | 0100 | 0100000, TIME = 5, LEAST = 6 };

enum terminal_kind {
    NO_TERMINAL,
    FREE_TERMINAL,  /* the command leads a session that this terminal controls */
    SHARED_TERMINAL /* it controls a session with another leader: the command is a job in it */
};

struct terminal {
    struct terminal_settings settings;
    enum terminal_kind kind;
};

/* Returns whether there is a terminal. Afterwards every byte passes unchanged: see cfmakeraw(3). */
static int make_raw(struct terminal *terminal) {
    if (ioctl(0, TCGETS, &terminal->settings) < 0) {
        return 0;
    }
    struct terminal_settings raw = terminal->settings;
    raw.input &= ~(unsigned)INPUT_IS_CHANGED;
    raw.output &= ~(unsigned)OUTPUT_IS_CHANGED;
    raw.local &= ~(unsigned)IS_EDITED;
    raw.control = (raw.control & ~(unsigned)PARITY) | EIGHT_BITS;
    raw.characters[LEAST] = 1;
    raw.characters[TIME] = 0;
    ioctl(0, TCSETS, &raw);
    return 1;
}

static void set_size(const char *size) {
    unsigned short cells[4] = {(unsigned short)number(size)};
    while (*size && *size != ' ') {
        size++;
    }
    if (*size) {
        cells[1] = (unsigned short)number(size + 1);
        ioctl(0, TIOCSWINSZ, cells);
    }
}

/*
 * Restores the settings, for input in UTF-8. A session leader that gives up its terminal gets SIGHUP, which must be ignored until it is
 * blocked: if it were blocked already, the guard would read it from signal_fd.
 */
static void hand_over_terminal(struct terminal *terminal, const char *size) {
    struct sigaction ignore = {.handler = (void *)1};
    int session = 0;
    long own = CALL(GETSID, 0, 0, 0, 0, 0);
    expect_utf8(&terminal->settings);
    ioctl(0, TCSETS, &terminal->settings);
    set_size(size);
    terminal->kind = FREE_TERMINAL;
    if (own == getpid()) {
        CALL(RT_SIGACTION, SIGHUP, &ignore, 0, SIGSET_BYTES, 0);
        ioctl(0, TIOCNOTTY, 0);
    } else if (ioctl(0, TIOCGSID, &session) == 0 && session == own) {
        terminal->kind = SHARED_TERMINAL;
    }
}

/* Called by the command. A process in the background may do this while SIGTTOU is blocked. */
static void take_over_terminal(const struct terminal *terminal) {
    if (terminal->kind == SHARED_TERMINAL) {
        int own = (int)getpid();
        CALL(SETPGID, 0, 0, 0, 0, 0);
        ioctl(0, TIOCSPGRP, &own);
        return;
    }
    CALL(SETSID, 0, 0, 0, 0, 0);
    if (terminal->kind == FREE_TERMINAL) {
        ioctl(0, TIOCSCTTY, 0);
    }
}

#endif
