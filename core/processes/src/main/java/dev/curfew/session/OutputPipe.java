package dev.curfew.session;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The output of a command that runs on pipes. The pipe can be opened again: closing a {@link FileChannel} is the only
 * way to end a read(2) of another thread, and must not close the pipe. Not thread-safe.
 */
public final class OutputPipe extends FileInputStream {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    /** What /proc shows as the target of each descriptor of this pipe. */
    private final Path identity;

    private @Nullable Path descriptor;
    private @Nullable FileChannel channel;

    private OutputPipe(Path end) throws IOException {
        super(end.toFile());
        this.identity = Files.readSymbolicLink(end);
    }

    /**
     * {@return the pipe of which /proc shows an end}
     *
     * @param end either end, as a file below /proc
     * @throws IOException if it cannot be opened
     */
    public static OutputPipe open(Path end) throws IOException {
        return new OutputPipe(end);
    }

    /**
     * {@return another channel of this pipe}
     *
     * <p>At most one of them is open at a time, and none when this stream is closed.
     *
     * @throws IOException if it cannot be opened
     */
    public FileChannel openAgain() throws IOException {
        closeChannel();
        if (descriptor == null) {
            descriptor = findDescriptor();
        }
        FileChannel opened = FileChannel.open(descriptor, StandardOpenOption.READ);
        channel = opened;
        return opened;
    }

    /** The JDK does not tell the number of a descriptor. Files that were opened late have high numbers. */
    private Path findDescriptor() throws IOException {
        String[] numbers = DESCRIPTORS.toFile().list();
        return Stream.of(numbers == null ? new String[0] : numbers)
                .map(Integer::valueOf)
                .sorted(Comparator.reverseOrder())
                .map(number -> DESCRIPTORS.resolve(number.toString()))
                .filter(this::isThis)
                .findFirst()
                .orElseThrow(() -> new IOException("/proc shows no descriptor of " + identity));
    }

    private boolean isThis(Path open) {
        try {
            return Files.readSymbolicLink(open).equals(identity);
        } catch (IOException e) {
            return false; // Closed meanwhile.
        }
    }

    @Override
    public void close() throws IOException {
        closeChannel();
        super.close();
    }

    private void closeChannel() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
