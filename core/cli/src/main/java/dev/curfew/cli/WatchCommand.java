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
import java.util.Optional;
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
        List<KnownSession> alive = MachineSnapshot.findSessions().stream()
                .filter(session -> session.state() == KnownSession.State.ALIVE)
                .toList();
        if (!lists && command.show(word, alive)) {
            return 0;
        }
        alive.forEach(session -> command.ask(session, "").ifPresent(Answer::close));
        if (lists) {
            streams.out().println(command.list());
            return 0;
        }
        throw new UsageException("No process, or more than one, has the name, pid or id \"" + TextTable.printable(word)
                + "\":\n" + command.list());
    }

    /** {@return whether the process was found in exactly one session, and shown} */
    private boolean show(String word, List<KnownSession> sessions) throws IOException {
        List<Answer> answers = new ArrayList<>();
        try {
            for (KnownSession session : sessions) {
                ask(session, word).ifPresent(answers::add);
            }
            found.clear(); // They are asked for all processes next, unless one is shown.
            if (answers.size() == 1) {
                new WatchedScreen(streams, OutputWidth.rows())
                        .show(answers.get(0).first(), answers.get(0).jvm());
            }
            return answers.size() == 1;
        } finally {
            answers.forEach(Answer::close);
        }
    }

    private String list() {
        return found.isEmpty()
                ? "No process of a session of this user in " + System.getProperty("java.io.tmpdir") + " is running"
                : String.join("\n", found);
    }

    /** {@return the connection that shows the process, if it belongs to this session; otherwise its processes are listed} */
    private Optional<Answer> ask(KnownSession session, String word) {
        try {
            ViewSocket jvm = ViewSocket.request(session.folder(), LIMIT);
            return answer(jvm, word);
        } catch (EOFException e) {
            return Optional.empty(); // The JVM has ended meanwhile, and so have its processes.
        } catch (IOException e) {
            streams.err().println("curfew: Session " + session.name() + " cannot be watched: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Answer> answer(ViewSocket jvm, String word) throws IOException {
        boolean isShown = false;
        try {
            jvm.ask(word);
            Message first = jvm.receive();
            isShown = first.kind() != Kind.LIST;
            if (isShown) {
                return Optional.of(new Answer(jvm, first));
            }
            Text.printable(first.text()).lines().forEach(found::add);
            return Optional.empty();
        } finally {
            if (!isShown) {
                jvm.close();
            }
        }
    }

    /** The connection to a JVM that shows a process, and its first message. */
    private record Answer(ViewSocket jvm, Message first) {

        void close() {
            try {
                jvm.close();
            } catch (IOException e) {
                // The descriptor is released even if closing it reports an error (close(2)).
            }
        }
    }
}
