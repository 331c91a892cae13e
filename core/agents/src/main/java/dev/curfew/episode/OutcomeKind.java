package dev.curfew.episode;

import java.util.List;
import java.util.Locale;

/** The outcomes by name, as used in files and reports. */
enum OutcomeKind {
    FINISHED(Outcome.Finished.class),
    LIMIT_REACHED(Outcome.LimitReached.class),
    AGENT_FAILED(Outcome.AgentFailed.class),
    SET_UP_FAILED(Outcome.SetUpFailed.class),
    SANDBOX_FAILED(Outcome.SandboxFailed.class),
    ABANDONED(Outcome.Abandoned.class);

    private final Class<? extends Outcome> type;

    OutcomeKind(Class<? extends Outcome> type) {
        this.type = type;
    }

    static OutcomeKind of(Outcome outcome) {
        return List.of(values()).stream()
                .filter(kind -> kind.type.isInstance(outcome))
                .findFirst()
                .orElseThrow();
    }

    /** {@return the kind with a name in lower case} */
    static OutcomeKind named(String name) {
        return List.of(values()).stream()
                .filter(kind -> kind.toString().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("outcome must be one of " + List.of(values()) + ": " + name));
    }

    Outcome with(String detail) {
        return switch (this) {
            case FINISHED -> new Outcome.Finished();
            case LIMIT_REACHED -> new Outcome.LimitReached(detail);
            case AGENT_FAILED -> new Outcome.AgentFailed(detail);
            case SET_UP_FAILED -> new Outcome.SetUpFailed(detail);
            case SANDBOX_FAILED -> new Outcome.SandboxFailed(detail);
            case ABANDONED -> new Outcome.Abandoned(detail);
        };
    }

    static String detail(Outcome outcome) {
        if (outcome instanceof Outcome.LimitReached reached) {
            return reached.limit();
        }
        if (outcome instanceof Outcome.AgentFailed failed) {
            return failed.reason();
        }
        if (outcome instanceof Outcome.SetUpFailed failed) {
            return failed.reason();
        }
        if (outcome instanceof Outcome.SandboxFailed failed) {
            return failed.reason();
        }
        return outcome instanceof Outcome.Abandoned abandoned ? abandoned.reason() : "";
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
