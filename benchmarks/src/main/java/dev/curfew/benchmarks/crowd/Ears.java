package dev.curfew.benchmarks.crowd;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts the talkers that have answered; safe for use by several threads. */
final class Ears {

    private final AtomicInteger answers = new AtomicInteger();

    int answers() {
        return answers.get();
    }

    Ear one() {
        return new Ear();
    }

    /** Hears one talker. */
    final class Ear {

        private boolean heard;

        /** Counts the talker when its first whole line has come. */
        synchronized void hear(byte[] data, int offset, int length) {
            for (int i = offset; i < offset + length && !heard; i++) {
                if (data[i] == '\n') {
                    heard = true;
                    answers.incrementAndGet();
                }
            }
        }
    }
}
