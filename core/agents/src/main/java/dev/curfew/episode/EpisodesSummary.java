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
import org.apiguardian.api.API;

/**
 * The statistics of finished episodes. Episodes without a reward are counted separately, neither as solved nor as
 * unsolved.
 *
 * @param episodes the number of episodes
 * @param outcomes the number of episodes by outcome, named as in {@code limit_reached}
 * @param solved the number of solved episodes, out of those with a reward
 * @param meanReward the mean of the rewards, or empty if there is none
 * @param missing the number of missing rewards by reason, the most frequent one first; digits are shown as {@code #}
 * @param durations the durations of the episodes, from the beginning to the verification that nothing is left
 * @param resources the resources used by their processes: the total CPU time, and the memory of the largest process
 * @param tasks the number of solved episodes by task, in the order of the task names
 * @param leftBehind what is left, one line each
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
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
     * @param episodes the number of episodes
     * @param outcomes the number of episodes by outcome
     * @param solved the number of solved episodes
     * @param meanReward the mean of the rewards
     * @param missing the number of missing rewards by reason
     * @param durations the durations of the episodes
     * @param resources the resources used by their processes
     * @param tasks the number of solved episodes by task
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
     * A proportion, with the 95 % Wilson confidence interval of its rate.
     *
     * @param count the number of successes
     * @param of the number of trials
     * @since 0.1
     */
    public record Rate(int count, int of) {

        private static final double Z = 1.959964;

        /** {@return the rate, from 0 to 1; 0 without trials} */
        public double rate() {
            return of == 0 ? 0 : (double) count / of;
        }

        /** {@return the lower end of the interval; 0 without trials} */
        public double low() {
            return of == 0 ? 0 : Math.max(0, center() - margin());
        }

        /** {@return the upper end of the interval; 1 without trials} */
        public double high() {
            return of == 0 ? 1 : Math.min(1, center() + margin());
        }

        private double center() {
            return (rate() + Z * Z / (2 * of)) / (1 + Z * Z / of);
        }

        private double margin() {
            return Z / (1 + Z * Z / of) * Math.sqrt(rate() * (1 - rate()) / of + Z * Z / (4.0 * of * of));
        }

        /** {@return a text such as {@code 7 of 10, 70.0 % (39.7 to 89.2)}} */
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
     * Percentiles of a set of durations. Each is one of the durations.
     *
     * @param p50 the maximum of the shortest half
     * @param p90 the maximum of the shortest 90 %
     * @param p99 the maximum of the shortest 99 %
     * @param longest the longest duration
     * @since 0.1
     */
    public record Percentiles(Duration p50, Duration p90, Duration p99, Duration longest) {

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
     * {@return the statistics of episodes}
     *
     * @param finished the episodes
     * @param solvedAt the minimum reward that counts as solved
     */
    public static EpisodesSummary of(List<FinishedEpisode> finished, double solvedAt) {
        return new Counting(finished, solvedAt).summary();
    }
}
