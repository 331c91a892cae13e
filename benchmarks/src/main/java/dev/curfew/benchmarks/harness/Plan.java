package dev.curfew.benchmarks.harness;

import java.util.List;

/**
 * How often a benchmark measures.
 *
 * @param rounds how often every peer has its turn
 * @param samples how many samples a peer takes in one turn
 * @param warmUp how many samples a peer on the JVM takes before that counts; 0 means none
 * @param fresh whether each turn has a new worker process, so that threads and memory start anew
 * @param jvmOptions options for the workers on the JVM
 */
public record Plan(int rounds, int samples, int warmUp, boolean fresh, List<String> jvmOptions) {

    /**
     * {@return a plan whose workers live through all rounds}
     *
     * @param rounds how often every peer has its turn
     * @param samples how many samples a peer takes in one turn
     * @param warmUp how many samples a peer on the JVM takes before that counts
     */
    public static Plan of(int rounds, int samples, int warmUp) {
        return new Plan(rounds, samples, warmUp, false, List.of());
    }

    /**
     * {@return this plan with options for the workers on the JVM}
     *
     * @param options the options
     */
    public Plan onJvm(String... options) {
        return new Plan(rounds, samples, warmUp, fresh, List.of(options));
    }

    /**
     * {@return a plan in which each turn has a new worker process}
     *
     * @param rounds how often every peer has its turn
     * @param samples how many samples a peer takes in one turn
     * @param jvmOptions options for the workers on the JVM
     */
    public static Plan fresh(int rounds, int samples, String... jvmOptions) {
        return new Plan(rounds, samples, 0, true, List.of(jvmOptions));
    }

    /**
     * {@return this plan with other numbers}
     *
     * @param otherRounds the rounds; 0 leaves them
     * @param otherSamples the samples; 0 leaves them
     */
    public Plan with(int otherRounds, int otherSamples) {
        return new Plan(
                otherRounds > 0 ? otherRounds : rounds,
                otherSamples > 0 ? otherSamples : samples,
                warmUp,
                fresh,
                jvmOptions);
    }
}
