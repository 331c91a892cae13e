package dev.curfew.benchmarks.exit;

import dev.curfew.benchmarks.harness.Fixtures;
import dev.curfew.benchmarks.harness.Sampler;
import dev.curfew.benchmarks.harness.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compares the time of death, which the process itself notes in a shared file, to the time at which the wait returns. */
record ExitSampler(Mortal.Opener opener) implements Sampler {

    @Override
    public Samples take(int count) throws Exception {
        Path file = Files.createTempFile("curfew-bench-", "");
        try {
            return take(count, file, new DeathNote(file));
        } finally {
            Files.delete(file);
        }
    }

    private Samples take(int count, Path file, DeathNote note) throws Exception {
        String program = Fixtures.located().mortal().toString();
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            note.clear();
            Mortal mortal = opener.open(List.of(program, file.toString()));
            try {
                note.awaitBirth();
                mortal.release();
                mortal.awaitExit();
                times.add(System.nanoTime() - death(note));
            } finally {
                mortal.end();
            }
        }
        return Samples.times(times);
    }

    private static long death(DeathNote note) throws IOException {
        long death = note.time();
        if (death <= 0) {
            throw new IOException("The wait returned before the process had ended");
        }
        return death;
    }
}
