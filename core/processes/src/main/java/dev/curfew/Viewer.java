package dev.curfew;

import dev.curfew.internal.Text;
import dev.curfew.internal.Time;
import dev.curfew.session.ViewSocket.Kind;
import dev.curfew.session.ViewSocket.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Shows a process to a viewer in another terminal, until the viewer leaves or the command ends. It only reads.
 *
 * <p>It looks at intervals, so the work does not depend on how often the process writes.
 */
final class Viewer {

    private static final Duration PERIOD = Duration.ofMillis(100);

    /** After so many looks without news, a message without lines is sent, which fails if the viewer has left. */
    private static final int QUIET_LOOKS = 10;

    private static final Message NOTHING_NEW = new Message(Kind.LINES, "");

    private static final int LONGEST_DESCRIPTION = 400;

    private final Collection<ProcessRegistry> registries;
    private final Recipient recipient;
    private final Time time;

    /** Takes messages. */
    @FunctionalInterface
    interface Recipient {
        /**
         * Take a message.
         *
         * @throws IOException if the viewer has left
         */
        void send(Message message) throws IOException;
    }

    Viewer(Collection<ProcessRegistry> registries, Recipient recipient, Time time) {
        this.registries = registries;
        this.recipient = recipient;
        this.time = time;
    }

    /**
     * Show the running process with a name, a pid or an id; if there is none, or if there are several, list what runs.
     *
     * @param word the name, the pid or the id; empty for the list
     * @throws IOException if the viewer has left
     */
    void serve(String word) throws IOException {
        List<BackgroundProcess> running = registries.stream()
                .flatMap(registry -> registry.inventory().all().stream())
                .filter(BackgroundProcess::isRunning)
                .sorted(Comparator.comparing(BackgroundProcess::startedAt))
                .toList();
        Optional<BackgroundProcess> found = find(word, running);
        if (found.isPresent()) {
            show(found.get());
        } else {
            String list = running.stream().map(Viewer::describe).collect(Collectors.joining("\n"));
            recipient.send(new Message(Kind.LIST, list));
        }
    }

    private static Optional<BackgroundProcess> find(String word, List<BackgroundProcess> running) {
        List<BackgroundProcess> named = running.stream()
                .filter(process -> process.name().equals(word)
                        || Long.toString(process.pid()).equals(word))
                .toList();
        return named.size() == 1 ? Optional.of(named.get(0)) : Inventory.find(word, running);
    }

    private static String describe(BackgroundProcess process) {
        String scope = process.owner().registry().name();
        String line = process.pid() + "  [" + process.name() + "] of " + scope + ": " + process.command();
        return Text.head(Text.printable(line.replace('\n', ' ')), LONGEST_DESCRIPTION);
    }

    private void show(BackgroundProcess process) throws IOException {
        View view = new View(process);
        process.announceExit();
        for (int quiet = QUIET_LOOKS; !process.hasEnded(); quiet++) {
            Optional<Message> news = view.news();
            if (news.isPresent() || quiet >= QUIET_LOOKS) {
                recipient.send(news.orElse(NOTHING_NEW));
                quiet = 0;
            }
            time.pause(PERIOD);
        }
        Optional<Message> last = view.last();
        if (last.isPresent()) {
            recipient.send(last.get());
        }
        recipient.send(new Message(Kind.END, process.toString()));
    }
}
