package dev.curfew.tar;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Converts file names without loss. On Linux a file name is a sequence of bytes in any encoding. Here it is represented
 * as UTF-8 text, in which each byte that is not valid UTF-8 is a lone surrogate from U+DC80 to U+DCFF.
 *
 * <p>{@link Path#toString()} and {@link FileSystem#getPath} lose such bytes, and in the POSIX locale all bytes that are
 * not ASCII. URIs of paths do not, because the JDK creates them from the bytes.
 */
final class FileNames {

    private static final char ESCAPE = 0xDC00;

    private static final HexFormat ESCAPED = HexFormat.of().withUpperCase().withPrefix("%");

    /** No system has longer ones; an archive may. */
    private static final int LONGEST_IN_A_MESSAGE = 4096;

    private FileNames() {}

    static byte[] bytes(String name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        name.codePoints()
                .mapToObj(point -> isEscape(point)
                        ? new byte[] {(byte) point}
                        : Character.toString(point).getBytes(StandardCharsets.UTF_8))
                .forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }

    static String text(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        while (result.isError()) {
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (ESCAPE + (in.get() & 0xff)));
            }
            result = decoder.decode(in, out, true);
        }
        return out.flip().toString();
    }

    /** {@return the text of the bytes of a block, or of those before the first NUL} */
    static String text(byte[] block, int start, int end) {
        int length = 0;
        while (start + length < end && block[start + length] != 0) {
            length++;
        }
        return text(Arrays.copyOfRange(block, start, start + length));
    }

    /** {@return the complete text of a path, which may be relative} */
    static String of(Path path) {
        String text = path.toString();
        if (isAscii(text) || !hasBytes(path.getFileSystem())) {
            return text;
        }
        String uri = Path.of("/").resolve(path).toUri().getRawPath().replace("+", "%2B");
        String name = text(URLDecoder.decode(uri, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1));
        // The URI of an existing directory ends with a slash even if the path does not.
        int end = name.endsWith("/") && !text.endsWith("/") ? name.length() - 1 : name.length();
        return name.substring(path.isAbsolute() ? 0 : 1, end);
    }

    /** {@return the path with a name, which may be relative and may have several parts} */
    static Path path(FileSystem system, String name) {
        if (isAscii(name) || !hasBytes(system)) {
            return system.getPath(name);
        }
        boolean absolute = name.startsWith("/");
        String uri = ESCAPED.formatHex(bytes(name)).replace("%2F", "/");
        Path path = Path.of(URI.create("file://" + (absolute ? "" : "/") + uri));
        return absolute ? path : path.subpath(0, path.getNameCount());
    }

    /** {@return the child of a directory with a name, or null if the name is invalid: empty, or with several parts} */
    static @Nullable Path child(Path folder, String name) {
        Path child = path(folder.getFileSystem(), name);
        boolean single = !name.isEmpty() && child.getRoot() == null && child.getNameCount() == 1;
        return single ? folder.resolve(child) : null;
    }

    /** {@return a name for messages, on one line} */
    static String quoted(String name) {
        return name.codePoints()
                .limit(LONGEST_IN_A_MESSAGE)
                .mapToObj(point -> isEscape(point) || Character.isISOControl(point)
                        ? String.format("\\x%02x", point & 0xff)
                        : Character.toString(point))
                .collect(Collectors.joining("", "\"", "\""));
    }

    /** On Windows a path consists of characters, and other file systems represent their names correctly. */
    private static boolean hasBytes(FileSystem system) {
        return system.equals(FileSystems.getDefault()) && system.getSeparator().equals("/");
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static boolean isEscape(int point) {
        return point >= ESCAPE + 0x80 && point <= ESCAPE + 0xff;
    }
}
