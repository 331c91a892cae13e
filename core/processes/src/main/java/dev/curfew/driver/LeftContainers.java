package dev.curfew.driver;

import dev.curfew.process.Command;
import dev.curfew.session.OneShotCommand;
import dev.curfew.session.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The containers of JVMs that are gone, in all engines that answer. Opens no session of this JVM. */
public final class LeftContainers {

    private static final List<String> ENGINES = List.of("docker", "podman");
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration LIMIT_OF_REMOVAL = Duration.ofSeconds(20);
    private static final String FORMAT =
            "{{.ID}}\t{{.Label \"" + AbandonedContainers.LABEL + "\"}}\t{{.Image}}\t{{.Status}}";

    private LeftContainers() {}

    /**
     * A container whose JVM is gone.
     *
     * @param engine the program of its engine
     * @param id its id
     * @param image its image
     * @param status its status, as reported by the engine
     */
    public record LeftContainer(String engine, String id, String image, String status) {

        /** {@return whether it was removed} */
        public boolean remove() {
            return run(new Engine(engine).remove(id), LIMIT_OF_REMOVAL).isPresent();
        }
    }

    /** {@return all such containers, without those of an engine that does not answer within 5 seconds} */
    public static List<LeftContainer> find() {
        return ENGINES.parallelStream().flatMap(LeftContainers::of).toList();
    }

    private static Stream<LeftContainer> of(String engine) {
        Command list =
                Command.of(engine, "ps", "--all", "--filter", "label=" + AbandonedContainers.LABEL, "--format", FORMAT);
        return run(list, LIMIT)
                .map(String::lines)
                .orElseGet(Stream::empty)
                .map(line -> line.split("\t", -1))
                .filter(fields -> fields.length == 4 && Session.isOwnerGone(fields[1]))
                .map(fields -> new LeftContainer(engine, fields[0], fields[2], fields[3]));
    }

    private static Optional<String> run(Command command, Duration limit) {
        try {
            return OneShotCommand.of(command.argv()).run(limit).answer();
        } catch (IOException e) {
            return Optional.empty(); // There is no such engine.
        }
    }
}
