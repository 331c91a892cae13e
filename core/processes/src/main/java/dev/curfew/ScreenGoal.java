package dev.curfew;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.UnexpectedScreenException;
import dev.curfew.internal.Check;
import dev.curfew.internal.Durations;
import dev.curfew.terminal.Locator;
import dev.curfew.terminal.Screen;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a wait for a screen is for. */
interface ScreenGoal {

    /**
     * {@return whether the wait is over}
     *
     * @param screen the current screen
     * @param last whether the process has ended, so that this screen is the last one
     */
    boolean isReached(Screen screen, boolean last);

    /** {@return what was awaited, and the screen, on which it was not reached} */
    Diagnosis explain(Screen screen);

    /** A screen that satisfies a condition. */
    record Satisfying(Predicate<Screen> condition) implements ScreenGoal {

        public Satisfying {
            Objects.requireNonNull(condition, "condition");
        }

        @Override
        public boolean isReached(Screen screen, boolean last) {
            return condition.test(screen);
        }

        @Override
        public Diagnosis explain(Screen screen) {
            return Diagnosis.of("").with("screen", screen.framed());
        }
    }

    /** A screen with exactly one match. */
    record Showing(Locator locator) implements ScreenGoal {

        public Showing {
            Objects.requireNonNull(locator, "locator");
        }

        @Override
        public boolean isReached(Screen screen, boolean last) {
            return screen.locateAll(locator).size() == 1;
        }

        @Override
        public Diagnosis explain(Screen screen) {
            try {
                screen.locate(locator);
            } catch (UnexpectedScreenException e) {
                return e.diagnosis();
            }
            throw new AssertionError("a screen shows " + locator + ", but the wait for it went on");
        }
    }

    /** A screen that is not empty, as before a program draws, and has stayed the same for some time. */
    final class Stable implements ScreenGoal {

        private final Duration quiet;
        private final LongSupplier nanos;
        private @Nullable Screen latest;
        private long since;

        /**
         * Create a goal.
         *
         * @param quiet how long the screen must stay the same
         * @param nanos the current time, as {@link System#nanoTime()}
         */
        Stable(Duration quiet, LongSupplier nanos) {
            this.quiet = Check.positive(quiet, "quiet");
            this.nanos = nanos;
        }

        @Override
        public boolean isReached(Screen screen, boolean last) {
            long now = nanos.getAsLong();
            if (!Objects.equals(screen, latest)) {
                latest = screen;
                since = now;
            }
            return last || (!screen.text().isEmpty() && now - since >= Durations.nanos(quiet));
        }

        @Override
        public Diagnosis explain(Screen screen) {
            return Diagnosis.of("")
                    .with("awaited", "a screen that is not empty and does not change for " + Durations.text(quiet))
                    .with("screen", screen.framed());
        }
    }
}
