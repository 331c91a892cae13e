package dev.curfew.benchmarks.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The values that one worker measured, by the key of their metric; times are nanoseconds, sizes are bytes.
 *
 * @param values the values; keys in the order of their measurement
 */
public record Samples(Map<String, List<Long>> values) {

    private static final String END = "end";

    /**
     * {@return samples of the one metric {@code time}}
     *
     * @param nanos the samples in nanoseconds
     */
    public static Samples times(List<Long> nanos) {
        return new Samples(Map.of("time", List.copyOf(nanos)));
    }

    /**
     * Write the samples in the line protocol of the workers.
     *
     * @param out where to
     */
    public void write(PrintStream out) {
        values.forEach((metric, list) ->
                out.println(metric + list.stream().map(value -> " " + value).collect(Collectors.joining())));
        out.println(END);
        out.flush();
    }

    /**
     * Read samples in the line protocol of the workers.
     *
     * @param in where from
     * @return the samples
     * @throws IOException if the input ends before the samples do
     */
    public static Samples read(BufferedReader in) throws IOException {
        Map<String, List<Long>> values = new LinkedHashMap<>();
        for (String line = in.readLine(); !END.equals(line); line = in.readLine()) {
            if (line == null) {
                throw new IOException("The worker ended before its samples did; its error output says why");
            }
            List<String> words = Arrays.asList(line.split(" "));
            values.put(words.get(0), words.stream().skip(1).map(Long::valueOf).toList());
        }
        return new Samples(values);
    }
}
