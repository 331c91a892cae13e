package dev.curfew.session;

import dev.curfew.internal.SmallFile;
import dev.curfew.process.ProcessIdentity;
import dev.curfew.table.ProcessEntry;
import dev.curfew.table.ProcessTable;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * The data that a later session needs to clean up after this one: its owner, and the marks of its processes. The data
 * is in the file {@code journal} of the session's folder. It is written once, before the first process is started.
 *
 * @param owner the JVM
 * @param host the name of the machine; another machine that shares this temp directory also has another boot, which
 *     does not mean that the session's machine was rebooted
 * @param boot the id of the boot in which it runs; pids and start times start over with each boot
 * @param namespace its PID namespace; a container that shares this temp directory has other pids
 * @param prefix the digits with which its marks begin, or a dash
 * @param cookie the name with which its cookies begin
 */
public record Journal(ProcessIdentity owner, String host, String boot, String namespace, String prefix, String cookie) {

    private static final String FILE = "journal";
    private static final String VERSION = "1";
    private static final String UNKNOWN = "unknown";

    static Journal ofThisJvm(Marks marks) {
        long pid = ProcessHandle.current().pid();
        Optional<ProcessEntry> entry = ProcessTable.ofThisSystem().entry(pid);
        long start = entry.isPresent() ? entry.get().identity().start() : 0;
        return new Journal(
                new ProcessIdentity(pid, start),
                currentHost(),
                currentBoot(),
                currentNamespace(),
                marks.prefixText(),
                marks.cookie());
    }

    private static String currentHost() {
        try {
            String name = SmallFile.text(Path.of("/proc/sys/kernel/hostname")).strip();
            return name.isEmpty() ? UNKNOWN : name;
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    private static String currentBoot() {
        try {
            return SmallFile.text(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    private static String currentNamespace() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    /** Written to a draft that is moved into place: a reader sees all of it or nothing. */
    void write(Path folder) throws IOException {
        Path draft = folder.resolve(FILE + ".draft");
        // Not a format: the first one in a JVM loads the data of its locale.
        SmallFile.write(
                draft,
                "version=" + VERSION
                        + "\npid=" + owner.pid()
                        + "\nstart=" + owner.start()
                        + "\nhost=" + host
                        + "\nboot=" + boot
                        + "\nnamespace=" + namespace
                        + "\nprefix=" + prefix
                        + "\ncookie=" + cookie
                        + "\n");
        Files.move(draft, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * {@return the journal in the folder of a session}
     *
     * @param folder the folder
     * @throws IOException if there is none, or it has another version, or is incomplete
     */
    public static Journal read(Path folder) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve(FILE), StandardCharsets.UTF_8)) {
            properties.load(reader);
            if (!VERSION.equals(properties.getProperty("version"))) {
                throw new IOException("version [" + properties.getProperty("version") + "] instead of " + VERSION);
            }
            ProcessIdentity owner = new ProcessIdentity(
                    Long.parseLong(required(properties, "pid")), Long.parseLong(required(properties, "start")));
            return new Journal(
                    owner,
                    required(properties, "host"),
                    required(properties, "boot"),
                    required(properties, "namespace"),
                    required(properties, "prefix"),
                    required(properties, "cookie"));
        } catch (IllegalArgumentException e) {
            throw new IOException("not a journal: " + e.getMessage(), e);
        }
    }

    /** {@return pid, start time, boot and PID namespace of the owner, with colons between them} */
    String ownerWord() {
        return owner.pid() + ":" + owner.start() + ":" + boot + ":" + namespace.replaceAll("[^0-9]", "");
    }

    static boolean isOwnerGone(String word) {
        String[] parts = word.split(":", -1);
        if (parts.length != 4 || !(parts[0] + parts[1]).matches("[0-9]{2,36}")) {
            return false;
        }
        ProcessIdentity identity = new ProcessIdentity(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
        Journal journal = new Journal(identity, currentHost(), parts[2], currentNamespace(), "-", "-");
        boolean sameNamespace = parts[3].equals(currentNamespace().replaceAll("[^0-9]", ""));
        boolean known = ProcessTable.ofThisSystem().showsProcesses();
        return known && sameNamespace && journal.isOfThisBoot() && !journal.isOwnerAlive();
    }

    private static String required(Properties properties, String key) throws IOException {
        String value = properties.getProperty(key, "");
        if (value.isEmpty()) {
            throw new IOException("no [" + key + "]");
        }
        return value;
    }

    /** {@return whether its pids refer to the same processes here: same boot, same PID namespace} */
    public boolean isOfThisSystem() {
        return isOfThisBoot() && namespace.equals(currentNamespace());
    }

    /** {@return whether it was written on a machine with the name of this one, which may have been rebooted since} */
    public boolean isOfThisHost() {
        return host.equals(currentHost());
    }

    /** {@return whether it was written since the system was booted, so that its processes can be alive} */
    public boolean isOfThisBoot() {
        return boot.equals(currentBoot());
    }

    /** {@return whether the JVM is alive, provided that it belongs to this system; a zombie is not alive} */
    public boolean isOwnerAlive() {
        Optional<ProcessEntry> entry = ProcessTable.ofThisSystem().entry(owner.pid());
        return entry.isPresent()
                && entry.get().isAlive()
                && entry.get().identity().start() == owner.start();
    }
}
