package dev.curfew.junit.escape;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Which escapes to try at once. */
enum Escapes {
    /** All that a user can do and that Curfew promises to hold. */
    ALL,
    /** One of each kind, where it is not the escape that matters. */
    FEW;

    private static final Set<Escape> CHOSEN = Set.of(
            Escape.PLAIN_TREE,
            Escape.EMPTY_ENVIRONMENT,
            Escape.OVERWRITES_ENVIRONMENT,
            Escape.RESETS_LIMITS,
            Escape.IGNORES_SIGNALS,
            Escape.STOPPED,
            Escape.RE_FORKS,
            Escape.NESTED_TERMINAL);

    List<Escape> of(TestUser user, Means means) {
        return Arrays.stream(Escape.values())
                .filter(escape -> this == ALL || CHOSEN.contains(escape))
                .filter(escape -> escape.isPossibleFor(user) && escape.isPromised(means))
                .toList();
    }
}
