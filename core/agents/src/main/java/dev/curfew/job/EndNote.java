package dev.curfew.job;

import dev.curfew.process.ExitStatus;
import dev.curfew.process.Limit;
import dev.curfew.process.Signal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Describes how a job ended, in the file "ended": a word, a number, a time, and in some cases a reason. */
final class EndNote {

    static final String FILE = "ended";

    private EndNote() {}

    static String lost(String reason, Instant at) {
        return "lost 0 " + at.toEpochMilli() + " " + reason + "\n";
    }

    static String killed(Instant at) {
        return "killed " + Signal.KILL.number() + " " + at.toEpochMilli() + "\n";
    }

    /**
     * {@return the contents of the file}
     *
     * @param text the text of the file
     * @param whyKilled why the job was killed, in case it was
     * @throws IOException if the text is invalid
     */
    static JobStatus.Ended parse(String text, String whyKilled) throws IOException {
        String[] words = text.strip().split(" ", 4);
        if (words.length < 3 || !text.endsWith("\n")) {
            throw new IOException("not the end of a job: [" + text.strip() + "]");
        }
        try {
            Instant at = Instant.ofEpochMilli(Long.parseLong(words[2]));
            return new JobStatus.Ended(how(words, Long.parseLong(words[1]), whyKilled), at);
        } catch (NumberFormatException e) {
            throw new IOException("not the end of a job: [" + text.strip() + "]", e);
        }
    }

    private static ExitStatus how(String[] words, long number, String whyKilled) throws IOException {
        return switch (words[0]) {
            case "exit" -> new ExitStatus.Exited((int) number);
            case "signal" ->
                Signal.of((int) number)
                        .<ExitStatus>map(ExitStatus.Signaled::new)
                        .orElseGet(() -> new ExitStatus.Lost("real-time signal " + number + " ended it"));
            case "killed" -> new ExitStatus.Killed(Signal.of((int) number).orElse(Signal.KILL), whyKilled);
            case "timeout" -> new ExitStatus.TimedOut(Limit.RUNTIME, Duration.ofMillis(number));
            case "refused" -> new ExitStatus.Lost("it could not be started, with errno " + number);
            case "lost" -> new ExitStatus.Lost(words.length > 3 ? words[3] : "the reason was not recorded");
            default -> throw new IOException("not the end of a job: [" + words[0] + "]");
        };
    }
}
