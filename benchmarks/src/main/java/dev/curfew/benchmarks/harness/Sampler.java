package dev.curfew.benchmarks.harness;

/** Takes samples of one peer, inside the worker process of that peer. */
@FunctionalInterface
public interface Sampler {

    /**
     * Take samples; what was started for them has ended when this method returns.
     *
     * @param count how many, or for a benchmark of many processes how many of them
     * @return the samples
     * @throws Exception if the peer did not do what is measured
     */
    Samples take(int count) throws Exception;
}
