package dev.curfew.sandbox;

import dev.curfew.process.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The way into one sandbox: the commands with which clients, which are programs of this machine, enter it. For
 * implementors of sandboxes; tests and applications use {@link Sandbox}.
 *
 * <p>Curfew opens the sandbox with one client, which stays as long as the sandbox is used, and runs each command
 * through another client. It starts the clients, sends its own programs through their standard input, and ends the
 * clients with the scope and with this JVM. A client must
 *
 * <ul>
 *   <li>run the given words inside, unchanged and without a shell that would interpret them,
 *   <li>pass on standard input, output, and errors, byte for byte and without delay,
 *   <li>always enter the same place: the same file system, and the same PID namespace,
 *   <li>not ask questions.
 * </ul>
 *
 * <p>Clients inherit all variables of this JVM, including its credentials, and get those that the driver sets with
 * {@link Command#withEnv(String, String)}. The commands of {@link #removal()} and {@link #deletion(String)} also run
 * after this JVM was killed. They then get {@code PATH}, {@code HOME}, {@code USER}, and the variables of engines that
 * Curfew knows, but no others, so they need their credentials in files. Arguments are visible to all users of this
 * machine, so they must not contain secrets.
 *
 * <p>Each scope that enters a sandbox has a driver of its own, see {@link DrivenSandbox}. Implementations must be
 * thread-safe, and must return neither {@code null} nor commands on a terminal: Curfew sets that. Their exceptions
 * reach the caller that enters the sandbox or starts a command.
 *
 * <p><b>Experimental:</b> methods with defaults may be added.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public interface SandboxDriver {

    /**
     * {@return the client that opens the sandbox, and creates it if necessary}
     *
     * <p>It exits with the code of the program inside. If its connection is lost and {@link #removal()} is empty, the
     * sandbox is opened once more, to end what was left there.
     *
     * @param argv the program to run inside, on pipes, and its arguments
     */
    Command open(List<String> argv);

    /**
     * {@return a client that enters the sandbox that the first one has opened}
     *
     * @param argv the program to run inside, and its arguments
     * @param terminal whether the client gets a terminal, and must give the program one too; its size and the changes
     *     of its size must arrive
     */
    Command exec(List<String> argv, boolean terminal);

    /**
     * Take note that the sandbox was opened. By default does nothing.
     *
     * @param client the process id, on this machine, of the client that has opened it
     */
    default void opened(long client) {}

    /**
     * {@return whether the program inside must wait for a line before it prints anything, because a client may lose
     * output from before it is listening, or change the terminal before it forwards the first byte; by default no}
     *
     * @param terminal whether the client gets a terminal
     */
    default boolean waitsForLine(boolean terminal) {
        return false;
    }

    /**
     * {@return how long the first client may take until it is inside; by default 30 seconds; more if it may have to
     * load an image or wait in a queue}
     */
    default Duration openLimit() {
        return Duration.ofSeconds(30);
    }

    /**
     * {@return the interval in which the sandbox must hear from this JVM, in whole seconds; by default 30; after two
     * silent intervals it ends everything; zero if the end of a client is always noticed inside, because then no
     * heartbeats are needed}
     */
    default Duration lease() {
        return Duration.ofSeconds(30);
    }

    /**
     * {@return the command that removes the whole sandbox by force, or empty, the default, if it is not created by
     * {@link #open}}
     *
     * <p>It exits with code 0 if and only if the sandbox is gone, with all processes in it. It runs if the sandbox does
     * not end with its first client, or if this JVM is killed. If it kills processes one by one, it must send SIGTERM to those of
     * {@link #open} first, and give them some seconds: then they end all that was started in the sandbox.
     */
    default Optional<Command> removal() {
        return Optional.empty();
    }

    /** {@return the command line with which a user does what {@link #removal()} does} */
    default String removalByHand() {
        return removal().map(Command::toString).orElse("");
    }

    /**
     * {@return the command that resumes the whole sandbox if it is paused, because processes cannot be ended in a
     * paused one; empty, the default, if it cannot be paused, or is not created by {@link #open}}
     */
    default Optional<Command> resumption() {
        return Optional.empty();
    }

    /**
     * {@return whether it is proven that the sandbox does not exist any more, and so no process in it; by default no}
     *
     * <p>It may block for some seconds. A service that says that the sandbox is gone proves it; a service that does not
     * answer proves nothing.
     */
    default boolean isGone() {
        return false;
    }

    /**
     * {@return the command that deletes the folder of Curfew inside when this JVM is gone, or empty, the default, if
     * the processes inside survive the end of their clients, and delete it}
     *
     * @param folder the folder, as seen inside
     */
    default Optional<Command> deletion(String folder) {
        return Optional.empty();
    }

    /**
     * {@return a folder of this machine that is probably visible inside under the same name, for the files of Curfew;
     * by default empty: a folder inside is chosen}
     */
    default Optional<Path> home() {
        return Optional.empty();
    }

    /**
     * {@return the command that prints the address of this machine that leads to a port inside, such as
     * {@code 127.0.0.1:32768}, or empty, the default, if there can be none}
     *
     * @param port the port inside
     */
    default Optional<Command> portLookup(int port) {
        return Optional.empty();
    }

    /** {@return the advice for users when a client fails; the first that applies is shown; by default none} */
    default List<Advice> advice() {
        return List.of();
    }

    /**
     * The next step for a user after a client could not enter a sandbox.
     *
     * @param symptom a part of what it printed; an empty text is part of any output
     * @param step the next step, such as {@code start the engine}
     */
    record Advice(String symptom, String step) {}

    /** What Curfew offers to drivers. Thread-safe. */
    interface Context {

        /**
         * {@return a folder of this machine that only this user may enter, and that is deleted at the end of this JVM}
         */
        Path folder();

        /**
         * {@return what a client printed to its standard output, or empty if it did not exit with code 0 within 20
         * seconds}
         *
         * @param client a client that ends by itself, such as a query
         */
        Optional<String> output(Command client);
    }
}
