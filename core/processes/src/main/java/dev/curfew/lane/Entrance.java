package dev.curfew.lane;

import dev.curfew.process.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The commands with which one sandbox is entered from this machine. Thread-safe. */
interface Entrance {

    /** Runs the words that follow when it has read a line. */
    List<String> AFTER_KNOCK = List.of("sh", "-c", "read -r knock; exec \"$@\"", "sh");

    /**
     * {@return the client that enters first, stays as long as the sandbox is used, and creates the sandbox if
     * necessary}
     *
     * @param argv what it runs inside, on pipes
     */
    Command control(List<String> argv);

    /**
     * {@return a client that enters the sandbox that the first one has entered}
     *
     * @param argv what it runs inside, words without blanks and quotes
     * @param terminal whether on a terminal
     */
    Command lane(List<String> argv, boolean terminal);

    /**
     * {@return whether the program inside waits for a line before it prints anything, because a client may lose output
     * from before it is listening, or change the terminal before it forwards the first byte}
     *
     * @param terminal whether on a terminal
     */
    default boolean waitsForKnock(boolean terminal) {
        return false;
    }

    /** {@return how long the first client may take until it is inside; it may have to load an image} */
    default Duration patience() {
        return Duration.ofSeconds(30);
    }

    /**
     * {@return the silence after which the sandbox considers this JVM dead; zero where the end of a connection is
     * always noticed}
     */
    default Duration lease() {
        return Duration.ofSeconds(30);
    }

    /** {@return the command that removes the whole sandbox by force, or empty if it is not ours} */
    default Optional<Command> removal() {
        return Optional.empty();
    }

    /** {@return the command line with which a user does what {@link #removal()} does} */
    default String removalByHand() {
        return removal().map(Command::toString).orElse("");
    }

    /** {@return the command that resumes the whole sandbox if it is paused, or empty if it is not ours} */
    default Optional<Command> thawing() {
        return Optional.empty();
    }

    /** {@return whether it is known that the place does not exist any more, and so nothing in it} */
    default boolean isProvenGone() {
        return false;
    }

    /**
     * {@return the command that deletes the folder inside, or empty if the warden survives the end of its client and
     * deletes it}
     *
     * @param folder the folder
     */
    default Optional<Command> pruning(String folder) {
        return Optional.empty();
    }

    /** {@return a folder of this machine that is probably visible inside too, and is deleted with the session} */
    default Optional<Path> home() {
        return Optional.empty();
    }

    /**
     * {@return the command that prints the address of this machine that leads to a port inside, or empty if there can
     * be none}
     *
     * @param port the port inside
     */
    default Optional<Command> portQuery(int port) {
        return Optional.empty();
    }

    /**
     * {@return the next step for a user after the sandbox could not be entered}
     *
     * @param said what the client printed
     */
    String advice(String said);
}
