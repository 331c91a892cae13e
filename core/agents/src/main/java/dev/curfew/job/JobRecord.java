package dev.curfew.job;

import dev.curfew.process.Command;
import dev.curfew.process.Limits;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * The static description of a job, in the file "record" of its directory. Written before the launch and never changed.
 *
 * @param id 12 hexadecimal digits, which are also the beginning of its cookies
 * @param name the name of the command
 * @param argv the program and its arguments
 * @param options the options of the job
 * @param launched the time of the launch
 * @param owner the JVM that launched it
 * @param prefix the first digits of its marks, or a dash
 * @param place the name of the place where it runs
 */
record JobRecord(
        String id,
        String name,
        List<String> argv,
        JobOptions options,
        Instant launched,
        String owner,
        String prefix,
        String place) {

    static final String FILE = "record";
    static final String VERSION = "1";

    JobRecord {
        argv = List.copyOf(argv);
    }

    static JobRecord of(
            String id,
            Command command,
            JobOptions options,
            Instant launched,
            String owner,
            String prefix,
            String place) {
        Limits limits = command.limits();
        JobOptions effective = limits.runtime().map(options::withMaxRuntime).orElse(options);
        return new JobRecord(id, command.name(), command.argv(), effective, launched, owner, prefix, place);
    }

    /**
     * Properties escape all characters other than ASCII. The comment is a meaningless date; the end marker shows that
     * the text is complete.
     */
    String text() {
        Properties properties = new Properties();
        properties.setProperty("version", VERSION);
        properties.setProperty("id", id);
        properties.setProperty("name", name);
        properties.setProperty("arguments", Integer.toString(argv.size()));
        for (int i = 0; i < argv.size(); i++) {
            properties.setProperty("argument." + i, argv.get(i));
        }
        properties.setProperty("label", options.label());
        properties.setProperty("runtime", options.maxRuntime().toString());
        properties.setProperty("grace", options.grace().toString());
        properties.setProperty("log", Long.toString(options.keptOutput()));
        properties.setProperty("launched", launched.toString());
        properties.setProperty("owner", owner);
        properties.setProperty("prefix", prefix);
        properties.setProperty("place", place);
        StringWriter writer = new StringWriter();
        try {
            properties.store(writer, null);
        } catch (IOException e) {
            throw new AssertionError("a string can be written to", e);
        }
        return writer + "#end\n";
    }

    static JobRecord parse(String text) throws IOException {
        if (!text.endsWith("#end\n")) {
            throw new IOException("its end is missing");
        }
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
            if (!VERSION.equals(properties.getProperty("version"))) {
                throw new IOException("version [" + properties.getProperty("version") + "] instead of " + VERSION);
            }
            return parse(properties);
        } catch (RuntimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static JobRecord parse(Properties properties) throws IOException {
        List<String> argv = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(required(properties, "arguments")); i++) {
            argv.add(required(properties, "argument." + i));
        }
        JobOptions options = JobOptions.DEFAULT
                .withLabel(required(properties, "label"))
                .withMaxRuntime(Duration.parse(required(properties, "runtime")))
                .withGrace(Duration.parse(required(properties, "grace")))
                .withKeptOutput(Long.parseLong(required(properties, "log")));
        return new JobRecord(
                required(properties, "id"),
                required(properties, "name"),
                argv,
                options,
                Instant.parse(required(properties, "launched")),
                required(properties, "owner"),
                required(properties, "prefix"),
                required(properties, "place"));
    }

    private static String required(Properties properties, String key) throws IOException {
        String value = properties.getProperty(key);
        if (value == null) {
            throw new IOException("no [" + key + "]");
        }
        return value;
    }
}
