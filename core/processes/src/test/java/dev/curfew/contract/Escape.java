package dev.curfew.contract;

/** Ways in which a process leaves the process that started it. Each is a script with an argument that is in command lines. */
enum Escape {
    STAYS("@ & wait"),
    LEAVES_THE_SESSION("setsid @ & wait"),
    IGNORES_THE_HANGUP("(trap '' HUP; exec @) & wait"),
    CLEARS_THE_ENVIRONMENT("env -i /bin/sh -c 'echo up; exec sleep \"$0\"' \"$1\" & wait"),
    IGNORES_ALL_SIGNALS("trap '' HUP INT QUIT TERM USR1 USR2; @ & wait"),
    STOPS_ITSELF("sh -c 'echo up; kill -STOP $$; exec sleep \"$0\"' \"$1\" & wait"),
    OUTLIVES_ITS_PARENT("(@ &)"),
    BECOMES_A_DAEMON("""
            (setsid sh -c '(cd /; exec 3>&1 </dev/null >/dev/null 2>&1; echo up >&3; exec 3>&-; exec sleep "$0") &' "$1" &)
            """),
    FORKS_ITSELF_ANEW("setsid sh -c 'hop() { sleep 0.1; hop & exit; }; echo up; hop' \"$1\" & wait"),
    HAS_MANY_CHILDREN("""
            i=0; while [ $i -lt 20 ]; do sleep "$1" & i=$((i + 1)); done
            @ & wait
            """);

    private static final String ESCAPED = "sh -c 'echo up; exec sleep \"$0\"' \"$1\"";

    private final String template;

    Escape(String template) {
        this.template = template;
    }

    /** {@return a script that prints "up" after the escape} */
    String script() {
        return template.replace("@", ESCAPED);
    }

    /** {@return a script with all escapes at once; it prints "up" once for each, and does not exit} */
    static String all() {
        StringBuilder script = new StringBuilder();
        for (Escape escape : values()) {
            script.append('(').append(escape.script()).append(") &\n");
        }
        return script.append("wait; exec sleep \"$1\"").toString();
    }
}
