package dev.curfew;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.InterruptedWaitException;
import dev.curfew.diagnosis.ProcessInputException;
import dev.curfew.emulator.InputEncoder;
import dev.curfew.internal.Check;
import dev.curfew.internal.Durations;
import dev.curfew.internal.QuotedText;
import dev.curfew.internal.Text;
import dev.curfew.process.Command;
import dev.curfew.process.Stdio;
import dev.curfew.recording.Step;
import dev.curfew.recording.Steps;
import dev.curfew.search.Waiting;
import dev.curfew.spawn.InputFeed;
import dev.curfew.spawn.SpawnedProcess;
import dev.curfew.terminal.Key;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The input of a process: all operations that write to it, and their failures. */
final class ProcessInput {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    /**
     * The longest line that the kernel keeps while it is being typed: N_TTY_BUF_SIZE less one byte for the line end.
     */
    private static final int LONGEST_TERMINAL_LINE = 4095;

    /** The time between two queries of the echo of the terminal. Programs switch it off within milliseconds of the prompt. */
    private static final Duration ECHO_PAUSE = Duration.ofMillis(10);

    private static final int MOST_NOTCHES = 1000;

    private final Command command;
    private final SpawnedProcess spawned;
    private final ProcessFacts facts;
    private final InputFeed feed;
    private final Supplier<RegistryOptions> options;

    ProcessInput(Command command, SpawnedProcess spawned, ProcessFacts facts, Supplier<RegistryOptions> options) {
        this.command = command;
        this.spawned = spawned;
        this.facts = facts;
        this.feed = new InputFeed(spawned.input());
        this.options = options;
    }

    private Duration timeout() {
        return options.get().timeout().orElse(DEFAULT_TIMEOUT);
    }

    void write(String text) {
        write(encoded(Check.wellFormed(text, "text")));
    }

    private byte[] encoded(String text) {
        Charset charset = command.charset();
        Check.argument(
                charset.newEncoder().canEncode(text), "text must be encodable in " + charset, QuotedText.of(text));
        return text.getBytes(charset);
    }

    void submit(String line) {
        Check.wellFormed(line, "line");
        byte[] bytes = encoded(line + (isTerminal() ? Key.ENTER.sequence() : "\n"));
        if (isTerminal() && bytes.length - 1 > LONGEST_TERMINAL_LINE && spawned.readsLines()) {
            throw failure(
                    "Failed to submit a line of " + (bytes.length - 1) + " bytes to process %s: its terminal takes "
                            + LONGEST_TERMINAL_LINE + " bytes a line and drops the rest",
                    "send the line in shorter ones, through a pipe, or through a file",
                    null);
        }
        write(bytes);
    }

    void submitSecret(String secret) {
        facts.process().secrets().add(Check.wellFormed(secret, "secret")); // First: a failure must not show it either.
        if (isTerminal()) {
            awaitHidden();
        }
        submit(secret);
    }

    private void awaitHidden() {
        long begin = System.nanoTime();
        boolean hidden = Waiting.until(
                () -> "hidden input of " + command.name(),
                options.get().timeout(),
                this::isHidden,
                () -> facts.diagnose("Interrupted trying to submit a secret to process %s"));
        if (!hidden) {
            throw failure(
                    "Timed out after " + Durations.text(Duration.ofNanos(System.nanoTime() - begin))
                            + " trying to submit a secret to process %s: its terminal still shows what is typed",
                    "expect the prompt before; if the program shows what is typed, use submit()",
                    null);
        }
    }

    private boolean isHidden(Duration limit) throws InterruptedException {
        requireReader("submit a secret to");
        if (!spawned.echoes()) {
            return true;
        }
        spawned.awaitExit(limit.compareTo(ECHO_PAUSE) < 0 ? limit : ECHO_PAUSE);
        return false;
    }

    void press(Key key) {
        write(encoded(encode("press " + key + " for", terminal -> terminal.key(key))));
    }

    void paste(String text) {
        Check.wellFormed(text, "text");
        write(encoded(encode("paste into", terminal -> terminal.paste(text))));
    }

    void click(int row, int column) {
        useMouse("click in", terminal -> terminal.click(row, column));
    }

    void drag(int fromRow, int fromColumn, int toRow, int toColumn) {
        useMouse("drag in", terminal -> terminal.drag(fromRow, fromColumn, toRow, toColumn));
    }

    void scroll(int row, int column, int notches) {
        Check.argument(
                notches != 0 && Math.abs((long) notches) <= MOST_NOTCHES,
                "notches must be from -" + MOST_NOTCHES + " to " + MOST_NOTCHES + ", and not zero",
                notches);
        useMouse("scroll in", terminal -> terminal.scroll(row, column, notches));
    }

    private void useMouse(String what, Function<InputEncoder, byte[]> use) {
        byte[] reports = encode(what, use);
        requireReader(what);
        if (reports.length == 0) {
            throw failure(
                    "Failed to " + what + " process %s: it has not switched on these mouse events",
                    "wait until it has drawn its screen; it may need an option for the mouse",
                    null);
        }
        write(reports);
    }

    void focus(boolean gained) {
        write(encoded(encode("change the focus of", terminal -> terminal.focus(gained))));
    }

    private <T> T encode(String what, Function<InputEncoder, T> input) {
        return facts.process()
                .screen()
                .orElseThrow(() -> new IllegalStateException("Failed to " + what + " [" + command.name()
                        + "]: it runs on pipes; start it with Command.inTerminal()"))
                .encode(input);
    }

    void write(byte[] bytes) {
        String what = "write " + Text.count(bytes.length, "byte") + " to";
        requireReader(what);
        Steps steps = facts.process().output().log().steps();
        try (Steps.Attempt typed = steps.attempt(Step.Kind.TYPED, Step.Input.of(bytes, command.charset()))) {
            attempt(what, () -> feed.write(bytes, timeout()));
            typed.succeeded();
        }
    }

    /** Write bytes without waiting for the process to read them. */
    void post(byte[] bytes) {
        feed.post(bytes);
    }

    void close() {
        if (!command.hasInput()) {
            return;
        }
        if (isTerminal()) {
            requireReader("end the input of");
        }
        attempt("end the input of", () -> {
            if (isTerminal()) {
                spawned.input().end();
            } else {
                feed.end(timeout());
            }
        });
    }

    private boolean isTerminal() {
        return command.stdio() instanceof Stdio.Terminal;
    }

    private void requireReader(String what) {
        if (!command.hasInput()) {
            throw failure(
                    "Failed to " + what + " process %s: it was started without input", "remove withoutInput()", null);
        }
        if (feed.isEnded()) {
            throw failure("Failed to " + what + " process %s: its input was closed", "write before closeInput()", null);
        }
        if (facts.process().status().isPresent()) {
            throw failure("Failed to " + what + " process %s: it has ended", "see how it ended above", null);
        }
    }

    @FunctionalInterface
    private interface Attempt {
        void run() throws IOException, TimeoutException, InterruptedException;
    }

    private void attempt(String what, Attempt attempt) {
        try {
            attempt.run();
        } catch (IOException e) {
            throw failure("Failed to " + what + " process %s: it no longer reads its input", "see its state above", e);
        } catch (TimeoutException e) {
            throw failure(
                    "Timed out after " + Durations.text(timeout()) + " trying to " + what + " process %s",
                    "have the process read its input; the buffer of the operating system for it is full",
                    e);
        } catch (InterruptedException e) {
            throw new InterruptedWaitException(facts.diagnose("Interrupted trying to " + what + " process %s"), e);
        }
    }

    private ProcessInputException failure(String headline, String next, @Nullable Exception cause) {
        Diagnosis diagnosis = facts.diagnose(headline).with("next", next);
        return new ProcessInputException(diagnosis, cause);
    }
}
