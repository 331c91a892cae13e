package dev.curfew.benchmarks.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a program once for each sample, so that nothing is warm.
 *
 * @param command the program and its arguments; it writes its sample in the line protocol of the workers, and ends
 */
public record ForkedSampler(List<String> command) implements Sampler {

    /**
     * {@return a sampler of a program on the JVM, whose only options are those without which peers do not run}
     *
     * @param program the class with the main method
     * @param arguments its arguments
     */
    public static ForkedSampler ofJvm(Class<?> program, String... arguments) {
        List<String> command = Fixtures.located().java();
        command.add(program.getName());
        command.addAll(List.of(arguments));
        return new ForkedSampler(command);
    }

    /**
     * {@return a sampler of the time that such a program and all that it starts need: {@code wall} and {@code cpu}}
     *
     * @param program the class with the main method, which writes nothing
     * @param arguments its arguments
     */
    public static ForkedSampler timing(Class<?> program, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(Fixtures.located().timed().toString()));
        command.addAll(ofJvm(program, arguments).command());
        return new ForkedSampler(command);
    }

    @Override
    public Samples take(int count) throws IOException, InterruptedException {
        Map<String, List<Long>> values = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            sample().values()
                    .forEach((metric, sample) -> values.computeIfAbsent(metric, key -> new ArrayList<>())
                            .addAll(sample));
        }
        return new Samples(values);
    }

    private Samples sample() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader()) {
            return Samples.read(output);
        } finally {
            process.waitFor();
        }
    }
}
