package dev.curfew;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.output.OutputLog;
import dev.curfew.search.Expectable;
import java.time.Duration;
import java.util.Optional;

/** A process as seen by the code that waits for its output. */
record ExpectableProcess(BackgroundProcess process, RegistryOptions options) implements Expectable {

    @Override
    public OutputLog log(boolean errors) {
        return errors ? process.errors() : process.output();
    }

    @Override
    public boolean hasEnded() {
        return !process.isRunning();
    }

    @Override
    public Optional<Duration> defaultTimeout() {
        return options.timeout();
    }

    @Override
    public boolean mayBuffer() {
        return Buffering.isLikely(process.command());
    }

    @Override
    public Diagnosis diagnose(String headline) {
        return process.diagnose(headline);
    }
}
