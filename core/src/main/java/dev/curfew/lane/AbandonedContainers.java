package dev.curfew.lane;

import dev.curfew.session.Session;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Containers of JVMs that are gone. A container ends with its JVM, but one that was made and not yet started, or whose
 * engine was stopped at that moment, stays.
 */
final class AbandonedContainers {

    static final String LABEL = "dev.curfew.owner";

    private static final Set<Engine> SWEPT = ConcurrentHashMap.newKeySet();

    private AbandonedContainers() {}

    /** Remove them, once per JVM, without being waited for. */
    static void sweepOnce(Engine engine) {
        if (SWEPT.add(engine)) {
            Thread thread = new Thread(() -> sweep(engine), "curfew containers");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void sweep(Engine engine) {
        List<String> words = List.of(
                "ps", "--all", "--filter", "label=" + LABEL, "--format", "{{.ID}} {{.Label \"" + LABEL + "\"}}");
        ClientRun.run(engine.command(words, List.of()))
                .ifPresent(list -> list.lines()
                        .map(line -> line.split(" ", -1))
                        .filter(container -> container.length == 2 && Session.isOwnerGone(container[1]))
                        .forEach(container -> ClientRun.run(engine.remove(container[0]))));
    }
}
