package dev.curfew.contract;

/** Ways in which a process gets away from who has started it. Each is a script whose argument is seen in command lines. */
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

    /** {@return a script that prints "up" when it has happened} */
    String script() {
        return template.replace("@", ESCAPED);
    }

    /** {@return a script in which all happens at once; it prints "up" as often as there are ways, and stays} */
    static String all() {
        StringBuilder script = new StringBuilder();
        for (Escape escape : values()) {
            script.append('(').append(escape.script()).append(") &\n");
        }
        return script.append("wait; exec sleep \"$1\"").toString();
    }
}
