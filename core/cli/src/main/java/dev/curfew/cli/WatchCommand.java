package dev.curfew.cli;

import dev.curfew.internal.Text;
import dev.curfew.session.ViewSocket;
import dev.curfew.session.ViewSocket.Kind;
import dev.curfew.session.ViewSocket.Message;
import dev.curfew.warden.KnownSession;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Shows a process of a living JVM while it runs. Changes nothing. */
final class WatchCommand {

    /** A JVM that is not stopped answers within milliseconds. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Streams streams;
    private final List<String> found = new ArrayList<>();

    private WatchCommand(Streams streams) {
        this.streams = streams;
    }

    static CommandSpec spec() {
        return Commands.command(
                "watch",
                "Show a running process live, its screen or its output; without PROCESS, list those that run.",
                WatchCommand::run,
                Commands.word("PROCESS", String.class, "The name of the process, its pid, or its id.").toBuilder()
                        .arity("0..1")
                        .required(false)
                        .build());
    }

    private static int run(ParseResult arguments, Streams streams) throws UsageException, IOException {
        boolean lists = !arguments.hasMatchedPositional(0);
        String word = lists ? "" : Commands.word(arguments, String.class);
        WatchCommand command = new WatchCommand(streams);
        for (KnownSession session : MachineSnapshot.findSessions()) {
            if (session.state() == KnownSession.State.ALIVE && command.watch(session, word)) {
                return 0;
            }
        }
        if (lists) {
            streams.out().println(command.list());
            return 0;
        }
        throw new UsageException("No process, or more than one, has the name, pid or id \"" + TextTable.printable(word)
                + "\":\n" + command.list());
    }

    private String list() {
        return found.isEmpty()
                ? "No process of a session of this user in " + System.getProperty("java.io.tmpdir") + " is running"
                : String.join("\n", found);
    }

    /** {@return whether the process belongs to this session, and was shown} */
    private boolean watch(KnownSession session, String word) {
        try (ViewSocket jvm = ViewSocket.request(session.folder(), LIMIT)) {
            jvm.ask(word);
            Message first = jvm.receive();
            if (first.kind() != Kind.LIST) {
                new WatchedScreen(streams, OutputWidth.rows()).show(first, jvm);
                return true;
            }
            Text.printable(first.text()).lines().forEach(found::add);
        } catch (EOFException e) {
            // The JVM has ended meanwhile, and so have its processes.
        } catch (IOException e) {
            streams.err().println("curfew: Session " + session.name() + " cannot be watched: " + e.getMessage());
        }
        return false;
    }
}
