package dev.curfew.lane;

import dev.curfew.process.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How one sandbox is entered: which programs of this machine lead into it. Thread-safe. */
interface Entrance {

    /** What runs the words behind it when it has read a line. */
    List<String> AFTER_KNOCK = List.of("sh", "-c", "read -r knock; exec \"$@\"", "sh");

    /**
     * {@return the client that enters first, stays as long as the sandbox is used, and makes the sandbox if it has to be
     * made}
     *
     * @param argv what it runs inside, on pipes
     */
    Command control(List<String> argv);

    /**
     * {@return a client that enters what the first one has entered}
     *
     * @param argv what it runs inside, words without blanks and quotes
     * @param terminal whether on a terminal
     */
    Command lane(List<String> argv, boolean terminal);

    /**
     * {@return whether what runs inside waits for a line before it says anything, because a client may lose what is said
     * before it is listening, or change the terminal before it forwards the first byte}
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
     * {@return after how much silence the sandbox is to take this JVM for dead; zero where the end of a connection is
     * always noticed}
     */
    default Duration lease() {
        return Duration.ofSeconds(30);
    }

    /** {@return what removes the whole sandbox by force, or empty if it is not ours} */
    default Optional<Command> removal() {
        return Optional.empty();
    }

    /** {@return the words with which a person does what {@link #removal()} does} */
    default String removalByHand() {
        return removal().map(Command::toString).orElse("");
    }

    /** {@return what has the whole sandbox go on if somebody has paused it, or empty if it is not ours} */
    default Optional<Command> thawing() {
        return Optional.empty();
    }

    /** {@return whether it is known that the place is not there any more, and so nothing in it} */
    default boolean isProvenGone() {
        return false;
    }

    /**
     * {@return what deletes the folder inside, or empty if the warden there survives the end of its client and does it}
     *
     * @param folder the folder
     */
    default Optional<Command> pruning(String folder) {
        return Optional.empty();
    }

    /** {@return a folder of this machine that is probably seen inside too, and is deleted with the session} */
    default Optional<Path> home() {
        return Optional.empty();
    }

    /**
     * {@return what prints the address of this machine that leads to a port inside, or empty if there can be none}
     *
     * @param port the port inside
     */
    default Optional<Command> portQuery(int port) {
        return Optional.empty();
    }

    /**
     * {@return the next step for somebody who could not enter}
     *
     * @param said what the client printed
     */
    String advice(String said);
}
