/*
 * The order to run a command, as a lane gets it: strings, each with a NUL at its end.
 *
 *   ID, KEY, MARK and limits, DIRECTORY, "ROWS COLUMNS", "merged" or "separate", "inherited" or "empty",
 *   N and N names of variables to remove, N and N variables to set, N and N arguments
 *
 * KEY seals what is reported: see seal.h. "-" stands for what is not there.
 */
#ifndef CURFEW_ORDER_H
#define CURFEW_ORDER_H

#include "command.h"

#define DEFAULT_PATH "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

struct lane_order {
    const char *id, *key, *mark, *directory, *size, *streams, *environment;
    char **removed, **set, **arguments;
    char *text, *at, *end; /* all of it, and what is not read yet */
    char **room;           /* for lists */
    long size_of_text;
};

static char *next_string(struct lane_order *order) {
    char *text = order->at;
    if (text >= order->end) {
        order->at = order->end + 1;
        return "";
    }
    order->at += length(text) + 1;
    return text;
}

/* One place is free before each list. */
static char **next_list(struct lane_order *order) {
    unsigned long count = number(next_string(order));
    char **list = ++order->room;
    while (count-- && order->at <= order->end) {
        *order->room++ = next_string(order);
    }
    *order->room++ = 0;
    return list;
}

/* The text has one NUL more than its size. Returns whether it is an order, to the last byte. */
static int parse_order(struct lane_order *order, long size) {
    order->at = order->text;
    order->end = order->text + size;
    order->id = next_string(order);
    order->key = next_string(order);
    order->mark = next_string(order);
    order->directory = next_string(order);
    order->size = next_string(order);
    order->streams = next_string(order);
    order->environment = next_string(order);
    order->removed = next_list(order);
    order->set = next_list(order);
    order->arguments = next_list(order);
    return order->at == order->end && *order->arguments;
}

static int same_name(const char *a, const char *b) {
    while (*a && *a != '=' && *a == *b) {
        a++;
        b++;
    }
    return (!*a || *a == '=') && (!*b || *b == '=');
}

static int is_named_in(const char *variable, char **list) {
    while (*list && !same_name(variable, *list)) {
        list++;
    }
    return *list != 0;
}

static char **make_environment(struct lane_order *order, char **inherited) {
    char **environment = ++order->room;
    for (; equal(order->environment, "inherited") && *inherited; inherited++) {
        if (!is_named_in(*inherited, order->removed) && !is_named_in(*inherited, order->set)) {
            *order->room++ = *inherited;
        }
    }
    for (char **variable = order->set; *variable; variable++) {
        *order->room++ = *variable;
    }
    *order->room++ = 0;
    return environment;
}

/* ---- finding the program, as execvp(3) does ---- */

/* A variable without "=", which execve(2) permits, has no value. */
static const char *path_in(char **environment) {
    while (*environment && !(same_name(*environment, "PATH") && (*environment)[sizeof "PATH" - 1])) {
        environment++;
    }
    return (*environment ? *environment : DEFAULT_PATH) + sizeof "PATH";
}

/* Writes the first folder of the path, and the name, and returns the rest of the path, which may be null. */
static const char *next_candidate(char *to, const char *path, const char *name) {
    char *at = to;
    for (; *path && *path != ':'; path++) {
        if (at - to < BUFFER - 2) {
            *at++ = *path;
        }
    }
    if (at > to) {
        *at++ = '/';
    }
    append(at, name);
    return *path ? path + 1 : 0;
}

static int has_slash(const char *name) {
    while (*name && *name != '/') {
        name++;
    }
    return *name != 0;
}

/* Returns an error number: it returns only then. */
static long execute_by_name(const struct order *command) {
    char candidate[2 * BUFFER], *name = command->slots[1];
    const char *path = path_in(command->environment);
    long worst = ENOENT;
    struct order found = *command;
    found.program = name;
    if (!*name || length(name) >= BUFFER || has_slash(name)) {
        return execute(&found);
    }
    found.program = candidate;
    while (path) {
        path = next_candidate(candidate, path, name);
        long error = execute(&found);
        found.slots[1] = name;
        if (error == EACCES) {
            worst = error;
        } else if (error != ENOENT && error != ENOTDIR) {
            return error;
        }
    }
    return worst;
}

#endif
