package dev.curfew.episode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import dev.curfew.json.Json;
import dev.curfew.json.Trees;
import dev.curfew.sandbox.ContainerSandbox;
import dev.curfew.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The contents of {@code task.toml} and {@code instruction.md}. */
final class TaskSettings {

    static final String FILE = "task.toml";

    private static final TomlFactory TOML = new TomlFactory();
    private static final double DEFAULT_TIMEOUT = 600;

    /** An absolute path other than the root, without characters that the kernel would escape in a list of mounts. */
    private static final Pattern FOLDER = Pattern.compile("(/[^/\\s\\\\\\p{Cntrl}]+)+");

    /** The format has no limit of turns: an agent may take any number of turns within its time. */
    private static final int TURNS = 1000;

    private final Path folder;
    private final JsonNode root;
    private final String instruction;

    private TaskSettings(Path folder, JsonNode root, String instruction) {
        this.folder = folder;
        this.root = root;
        this.instruction = instruction;
    }

    static TaskSettings read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            String hint = Files.isRegularFile(folder.resolve("task.yaml"))
                    ? "; task.yaml is the format of the first Terminal-Bench, which is not supported"
                    : "";
            throw new IllegalArgumentException("Task " + folder + " has no " + FILE + hint);
        }
        try (JsonParser parser = TOML.createParser(file.toFile())) {
            String instruction = Files.readString(folder.resolve("instruction.md"));
            if (instruction.isBlank()) {
                throw new IllegalArgumentException("Task " + folder + " has a blank instruction.md");
            }
            return new TaskSettings(folder, Trees.read(parser), instruction);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "Task " + folder + " has an unreadable " + FILE + ", line "
                            + e.getLocation().getLineNr() + ": " + e.getOriginalMessage(),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("Failed to read the task " + folder, e);
        }
    }

    String name() {
        String given = root.at("/task/name").asText();
        return given.isEmpty()
                ? folder.toAbsolutePath().normalize().getFileName().toString()
                : given;
    }

    String instruction() {
        return instruction.strip();
    }

    /**
     * {@return the directory of the task; by default the one of the image in a container, elsewhere one per episode}
     */
    Optional<String> directory(Sandbox sandbox) {
        String given = root.at("/environment/workdir").asText();
        String byDefault = sandbox instanceof ContainerSandbox ? "." : "";
        return Optional.of(given.isEmpty() ? byDefault : given).filter(directory -> !directory.isEmpty());
    }

    EpisodeLimits limits() {
        return EpisodeLimits.DEFAULT
                .withTurns(TURNS)
                .withTime(seconds("/agent/timeout_sec"))
                .withVerificationTime(seconds("/verifier/timeout_sec"));
    }

    private Duration seconds(String path) {
        JsonNode value = root.at(path);
        if (!value.isMissingNode() && (!value.isNumber() || value.asDouble() <= 0)) {
            throw wrong(path, "a positive number of seconds", value);
        }
        return Duration.ofMillis((long) (value.asDouble(DEFAULT_TIMEOUT) * 1000));
    }

    private IllegalArgumentException wrong(String path, String rule, JsonNode value) {
        return new IllegalArgumentException("Task " + folder + ": "
                + path.substring(1).replace('/', '.') + " in " + FILE + " must be " + rule + ": " + Json.write(value));
    }

    ScriptSettings verification() {
        boolean keepsProcesses = flag("/verifier/keep_processes");
        Optional<String> ownContainer = ownContainer();
        if (keepsProcesses && ownContainer.isPresent()) {
            throw wrong(
                    "/verifier/keep_processes",
                    "false: verifier.own_container has no processes of the agent",
                    root.at("/verifier/keep_processes"));
        }
        return new ScriptSettings(verifierEnvironment(), keepsProcesses, ownContainer);
    }

    private boolean flag(String path) {
        JsonNode value = root.at(path);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw wrong(path, "true or false", value);
        }
        return value.asBoolean(false);
    }

    private Optional<String> ownContainer() {
        JsonNode value = root.at("/verifier/own_container");
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        String named = value.asText();
        if (!FOLDER.matcher(named).matches()
                || !Path.of(named).normalize().toString().equals(named)) {
            throw wrong(
                    "/verifier/own_container",
                    "the absolute path, without blanks, of the folder of the agent that is judged",
                    value);
        }
        return Optional.of(named);
    }

    private Map<String, String> verifierEnvironment() {
        Map<String, String> environment = new LinkedHashMap<>();
        JsonNode given = root.at("/verifier/env");
        for (Map.Entry<String, JsonNode> variable : given.properties()) {
            if (!variable.getValue().isTextual()) {
                throw wrong("/verifier/env/" + variable.getKey(), "a string", variable.getValue());
            }
            environment.put(variable.getKey(), variable.getValue().textValue());
        }
        return environment;
    }

    Sandbox sandbox() {
        String image = root.at("/environment/docker_image").asText();
        Path environment = folder.resolve("environment");
        if (!image.isEmpty()) {
            return Sandbox.docker(image);
        }
        if (Files.isRegularFile(environment.resolve("Dockerfile"))) {
            return Sandbox.dockerBuild(environment);
        }
        throw new IllegalArgumentException("Task " + folder + " has neither environment.docker_image in " + FILE
                + " nor environment/Dockerfile; name another sandbox with TaskFolder.load(folder, sandbox)");
    }

    /** {@return the sandbox, with the resources of the task if it is a new container} */
    Sandbox limited(Sandbox sandbox) {
        if (!(sandbox instanceof ContainerSandbox container)) {
            return sandbox;
        }
        ContainerSandbox limited = container;
        JsonNode cpus = root.at("/environment/cpus");
        if (cpus.isNumber()) {
            limited = limited.withOptions("--cpus", cpus.asText());
        }
        String memory = memory();
        if (!memory.isEmpty()) {
            limited = limited.withOptions("--memory", memory);
        }
        return root.at("/environment/allow_internet").asBoolean(false) ? limited.withNetwork("bridge") : limited;
    }

    private String memory() {
        JsonNode megabytes = root.at("/environment/memory_mb");
        return megabytes.isNumber()
                ? megabytes.asLong() + "m"
                : root.at("/environment/memory").asText();
    }
}
