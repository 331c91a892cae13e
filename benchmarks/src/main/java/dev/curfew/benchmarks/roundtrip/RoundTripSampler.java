package dev.curfew.benchmarks.roundtrip;

import dev.curfew.benchmarks.harness.Sampler;
import dev.curfew.benchmarks.harness.Samples;
import dev.curfew.benchmarks.harness.Stopwatch;

/** Holds one conversation for each call: some exchanges to settle, then those that count. */
record RoundTripSampler(Conversation.Opener opener, boolean quiet, int settle) implements Sampler {

    @Override
    public Samples take(int count) throws Exception {
        Stopwatch stopwatch = new Stopwatch();
        Conversation conversation = opener.open(quiet ? Conversation.QUIET_CAT : Conversation.CAT);
        try {
            if (quiet) {
                conversation.await("ready");
            }
            for (int i = 0; i < settle; i++) {
                conversation.exchange(token(i));
            }
            for (int i = 0; i < count; i++) {
                String token = token(settle + i);
                stopwatch.start();
                conversation.exchange(token);
                stopwatch.stop();
            }
        } finally {
            conversation.end();
        }
        return stopwatch.samples();
    }

    private static String token(int number) {
        return "t" + (10_000_000 + number);
    }
}
