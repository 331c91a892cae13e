package dev.curfew.driver;

import dev.curfew.command.GuardedOneShot;
import dev.curfew.internal.Threads;
import dev.curfew.session.Session;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Removes containers and images of JVMs that are gone. A container ends with its JVM, but remains if it was created and
 * not yet started, or if its engine was stopped at that moment.
 */
final class AbandonedContainers {

    static final String LABEL = "dev.curfew.owner";

    private static final Set<Engine> SWEPT = ConcurrentHashMap.newKeySet();

    private AbandonedContainers() {}

    /** Remove them in the background, once per engine. */
    static void sweepOnce(Engine engine) {
        if (SWEPT.add(engine)) {
            Threads.start("curfew containers", () -> sweep(engine));
        }
    }

    private static void sweep(Engine engine) {
        List<String> words = List.of(
                "ps", "--all", "--filter", "label=" + LABEL, "--format", "{{.ID}} {{.Label \"" + LABEL + "\"}}");
        GuardedOneShot.answer(engine.command(words, List.of()))
                .ifPresent(list -> abandoned(list).forEach(id -> GuardedOneShot.answer(engine.remove(id))));
        sweepImages(engine);
    }

    private static void sweepImages(Engine engine) {
        List<String> all = List.of("images", "--quiet", "--no-trunc", "--filter", "label=" + LABEL);
        List<String> ids = GuardedOneShot.answer(engine.command(all, List.of()))
                .map(list -> list.lines().distinct().toList())
                .orElse(List.of());
        if (!ids.isEmpty()) {
            List<String> words = List.of("inspect", "--format", "{{.Id}} {{index .Config.Labels \"" + LABEL + "\"}}");
            GuardedOneShot.answer(engine.command(words, ids))
                    .ifPresent(list -> abandoned(list).forEach(id -> GuardedOneShot.answer(engine.removeImage(id))));
        }
    }

    /** {@return the ids in a list of ids with their owners whose owners are gone} */
    private static List<String> abandoned(String list) {
        return list.lines()
                .map(line -> line.split(" ", -1))
                .filter(words -> words.length == 2 && Session.isOwnerGone(words[1]))
                .map(words -> words[0])
                .toList();
    }
}
