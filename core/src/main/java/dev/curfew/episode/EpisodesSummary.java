package dev.curfew.episode;

import dev.curfew.process.ResourceUse;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * The figures of finished episodes. What has no reward is counted apart: it is neither solved nor unsolved.
 *
 * @param episodes how many there are
 * @param outcomes how many have each outcome, by its name such as {@code limit_reached}
 * @param solved how many are solved, and of how many that have a reward
 * @param meanReward the mean of the rewards, or empty if there is none
 * @param missing how many rewards are missing, by the reason, the most frequent one first; digits are {@code #}
 * @param durations how long episodes took from their begin to the proof that nothing is left
 * @param resources what their processes used: the CPU time of all, and the memory of the largest one
 * @param tasks how many are solved by task, in the order of their names
 * @param leftBehind what is left, a line each
 * @since 0.1
 */
public record EpisodesSummary(
        int episodes,
        Map<String, Integer> outcomes,
        Rate solved,
        OptionalDouble meanReward,
        Map<String, Integer> missing,
        Percentiles durations,
        ResourceUse resources,
        Map<String, Rate> tasks,
        List<String> leftBehind) {

    /**
     * Copy the maps and the list.
     *
     * @param episodes how many there are
     * @param outcomes how many have each outcome
     * @param solved how many are solved
     * @param meanReward the mean of the rewards
     * @param missing how many rewards are missing
     * @param durations how long they took
     * @param resources what their processes used
     * @param tasks how many are solved by task
     * @param leftBehind what is left
     */
    public EpisodesSummary {
        outcomes = ordered(outcomes);
        Objects.requireNonNull(solved, "solved");
        Objects.requireNonNull(meanReward, "meanReward");
        missing = ordered(missing);
        Objects.requireNonNull(durations, "durations");
        Objects.requireNonNull(resources, "resources");
        tasks = ordered(tasks);
        leftBehind = List.copyOf(leftBehind);
    }

    private static <T> Map<String, T> ordered(Map<String, T> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /**
     * A part of a number, and where its rate would be with 95 % confidence if there were more, after Wilson.
     *
     * @param count the part
     * @param of the number
     * @since 0.1
     */
    public record Rate(int count, int of) {

        private static final double Z = 1.959964;

        /** {@return the rate from 0 to 1; 0 of none} */
        public double rate() {
            return of == 0 ? 0 : (double) count / of;
        }

        /** {@return the lower end of the interval; 0 of none} */
        public double low() {
            return of == 0 ? 0 : Math.max(0, center() - margin());
        }

        /** {@return the upper end of the interval; 1 of none} */
        public double high() {
            return of == 0 ? 1 : Math.min(1, center() + margin());
        }

        private double center() {
            return (rate() + Z * Z / (2 * of)) / (1 + Z * Z / of);
        }

        private double margin() {
            return Z / (1 + Z * Z / of) * Math.sqrt(rate() * (1 - rate()) / of + Z * Z / (4.0 * of * of));
        }

        /** {@return such as {@code 7 of 10, 70.0 % (39.7 to 89.2)}} */
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d of %d, %.1f %% (%.1f to %.1f)",
                    count,
                    of,
                    100 * rate(),
                    100 * low(),
                    100 * high());
        }
    }

    /**
     * Some of many durations in their order, each one that there was.
     *
     * @param p50 half of them took at most this
     * @param p90 nine of ten took at most this
     * @param p99 99 of 100 took at most this
     * @param longest the longest
     * @since 0.1
     */
    public record Percentiles(Duration p50, Duration p90, Duration p99, Duration longest) {

        /**
         * Check that nothing is missing.
         *
         * @param p50 the median
         * @param p90 of nine of ten
         * @param p99 of 99 of 100
         * @param longest the longest
         */
        public Percentiles {
            Objects.requireNonNull(p50, "p50");
            Objects.requireNonNull(p90, "p90");
            Objects.requireNonNull(p99, "p99");
            Objects.requireNonNull(longest, "longest");
        }

        static Percentiles of(List<Duration> durations) {
            List<Duration> sorted = durations.stream().sorted().toList();
            return new Percentiles(at(sorted, 0.5), at(sorted, 0.9), at(sorted, 0.99), at(sorted, 1));
        }

        private static Duration at(List<Duration> sorted, double part) {
            int rank = (int) Math.ceil(part * sorted.size());
            return sorted.isEmpty() ? Duration.ZERO : sorted.get(Math.max(0, rank - 1));
        }
    }

    /**
     * {@return the figures of episodes}
     *
     * @param finished the episodes
     * @param solvedAt the least reward that means solved
     */
    public static EpisodesSummary of(List<FinishedEpisode> finished, double solvedAt) {
        return new Counting(finished, solvedAt).summary();
    }
}
