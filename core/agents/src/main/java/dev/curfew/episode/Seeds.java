package dev.curfew.episode;

import java.nio.charset.StandardCharsets;

/** The seeds of the episodes of a run. They depend only on the seed of the run, the name of the task and the index. */
final class Seeds {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    /** JSON parsers that read all numbers as doubles preserve this many bits. */
    private static final int BITS = 53;

    private Seeds() {}

    static long of(long base, String task, int index) {
        long seed = mixed(base + GOLDEN_GAMMA);
        seed = mixed(seed ^ hash(task));
        return mixed(seed + GOLDEN_GAMMA * (index + 1L)) >>> (Long.SIZE - BITS);
    }

    /** FNV-1a, which gives the same hash on every machine and in every version. */
    private static long hash(String text) {
        long hash = FNV_OFFSET;
        for (byte part : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (part & 0xff)) * FNV_PRIME;
        }
        return hash;
    }

    /** The finalizer of SplitMix64, which makes the seeds of consecutive indexes unrelated. */
    private static long mixed(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
